import { KeptWith } from '../../../base/kept.js';
import { measuredLayout } from '../../../layout/heldRecord.js';
import type { RecordLayout } from '../../../layout/recordLayout.js';
import { bytes, factLines, membersOf, type RecordOnAbis } from '../../../review/byAbi.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import { typeChain } from '../../../review/typeChain.js';
import type { Abi, AbiId } from '../../../target/abi.js';
import type { RecordRule, RuleFinding } from '../../rule.js';
import { type LayoutOnAbi, usualLayouts } from '../divergence.js';
import { tailFix } from '../paddingFixes.js';

/**
 * A struct with a 64-bit scalar in it, also inside an embedded record, whose size is no multiple of 8 on one of the usual
 * ABIs: that is where 64-bit scalars are aligned to 4 bytes. A packed struct is left alone, since its author counted the
 * bytes (`struct landlock_path_beneath_attr` has 12 on every ABI), and so is a record that ends in a flexible array.
 */
export const rule: RecordRule = {
  id: 'layout/size-not-multiple-of-8',
  scope: 'record',
  why:
    'Where 64-bit members are aligned to 8 bytes the compiler rounds the size up, on i386 it does not: the size differs, ' +
    'and with it the ioctl number, and each element of an array but the first lies elsewhere.',
  reference: {
    title: '(How to avoid) Botching up ioctls',
    url: 'https://docs.kernel.org/process/botching-up-ioctls.html',
  },
  severity: { recommended: 'info', new: 'warning', legacy: 'off', strict: 'warning' },
  check: ({ header }, record) => findingsOf(record, header),
};

function findingsOf(record: RecordOnAbis, header: ReviewedHeader): readonly RuleFinding[] {
  if (record.onAbis.some(({ record: { isPacked } }) => isPacked)) return [];
  const layouts = usualLayouts(header, record);
  const odd = layouts.filter(({ layout, abi }) => layout.sizeBytes % 8 !== 0 && hasWideScalar(layout, abi));
  const one = odd.at(0);
  if (one === undefined) return [];
  const fix = record.kind === 'struct' ? tailFix(record) : undefined;
  return [
    {
      symbol: record.name,
      range: record.onAbis[0].record.nameRange,
      message:
        `${record.kind} ${record.name} has 64-bit members and ${bytes(one.layout.sizeBytes)} on ` +
        `${odd.map(({ abi }) => abi.id).join(', ')}, which is no multiple of 8`,
      abis: odd.map(({ abi }) => abi.id),
      facts: factLines(layouts.map(({ abi, layout }: LayoutOnAbi) => [abi.id, bytes(layout.sizeBytes)] as const)),
      help: `as long as the ${record.kind} is unpublished, pad it to a multiple of 64 bits with a named member`,
      ...(fix === undefined ? undefined : { fixes: [fix] }),
    },
  ];
}

const wideScalars = new KeptWith<RecordLayout, Map<AbiId, boolean>>('layout');

function hasWideScalar(layout: RecordLayout, abi: Abi): boolean {
  let onAbis = wideScalars.get(layout);
  if (onAbis === undefined) {
    onAbis = new Map();
    wideScalars.set(layout, onAbis);
  }
  let has = onAbis.get(abi.id);
  if (has === undefined) {
    has = findWideScalar(layout, abi);
    onAbis.set(abi.id, has);
  }
  return has;
}

function findWideScalar(layout: RecordLayout, abi: Abi): boolean {
  return membersOf(layout).some(({ member }) => {
    const { base, fixedWidth, arrayDepth } = typeChain(member.ctype);
    if (fixedWidth === undefined && base.kind === 'record') {
      const inner = member.nested === undefined ? measuredLayout(base, abi) : undefined;
      return inner !== undefined && hasWideScalar(inner, abi);
    }
    const count = arrayDepth === 0 ? 1 : member.dimensions.reduce((product, size) => product * size, 1);
    return member.sizeBytes === 8 * count && count > 0;
  });
}
