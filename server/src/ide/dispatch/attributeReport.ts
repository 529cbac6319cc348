import {
  type AttributeAnnotation,
  accessPlan,
  ambiguousAttributes,
  attributeAnnotations,
  checkerRanges,
  type HeaderAnalysis,
  matchingAttributes,
  tracerText,
} from '../../core/index.js';

/** What the `@attr` annotations of a header say about one KVM_…_DEVICE_ATTR call. */
export interface AttributeReport {
  readonly annotation: AttributeAnnotation | undefined;
  /** For people. */
  readonly lines: readonly string[];
}

const operations = ['set', 'get', 'has'] as const;
/** KVM_SET_DEVICE_ATTR; the other two follow. */
const firstNumber = 0x4018aee1;

export function attributeReport(
  analysis: HeaderAnalysis,
  number: number,
  bytes: Uint8Array,
): AttributeReport | undefined {
  const operation = operations[number - firstNumber];
  const annotations = attributeAnnotations(analysis);
  if (operation === undefined || annotations.length === 0 || bytes.length < 24) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const isLittle = analysis.abi.endian === 'little';
  const call = { operation, group: BigInt(view.getUint32(4, isLittle)), attribute: view.getBigUint64(8, isLittle) };
  const found = matchingAttributes(annotations, call);
  const lines = ambiguousAttributes(annotations).map((text) => `  note: ${text}`);
  if (found.length === 0) {
    return {
      annotation: undefined,
      lines: [`  no annotation for group ${call.group}, attribute ${call.attribute}`, ...lines],
    };
  }
  for (const annotation of found) {
    const { pre, post } = checkerRanges(accessPlan(call, annotation));
    lines.push(`  ${annotation.device}: ${tracerText(call, annotation)}`);
    lines.push(`    before: ${pre.join(', ')}${post.length === 0 ? '' : `; after success: ${post.join(', ')}`}`);
  }
  return { annotation: found.length === 1 ? found[0] : undefined, lines };
}
