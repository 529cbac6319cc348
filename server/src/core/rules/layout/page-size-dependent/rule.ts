import type { MemberOnAbis, RecordOnAbis } from '../../../review/byAbi.js';
import type { TextToken } from '../../../review/headerText.js';
import { perPiece } from '../../../review/headerText.js';
import { memberText } from '../../../review/memberText.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import type { FileRule, RuleContext, RuleFinding } from '../../rule.js';

/**
 * An array length or a constant made from the page size, the timer frequency or the number of processors. A header that
 * defines such a name itself is left alone, and so is a macro with parameters.
 */
export const rule: FileRule = {
  id: 'layout/page-size-dependent',
  scope: 'file',
  why:
    'The page size, HZ and the number of processors differ between machines and between kernels of one machine. A program ' +
    'is compiled once, and takes what the headers said then.',
  reference: {
    title: 'ioctl based interfaces, "Structure layout"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#structure-layout',
  },
  severity: { recommended: 'warning', new: 'warning', legacy: 'off', strict: 'warning' },
  check,
};

const MAX_ROUNDS = 8;
const variableName = /^(?:PAGE_(?:SIZE|SHIFT|MASK)|EXEC_PAGESIZE|HZ|(?:CONFIG_)?NR_CPUS)$/;

const mentions = perPiece(({ file, code, defines }) =>
  /PAGE_S|PAGE_M|PAGESIZE|\bHZ\b|NR_CPUS/.test(file.text)
    ? [code, ...defines.map(({ body }) => body)].flat().filter(({ text }) => variableName.test(text))
    : [],
);

function check({ header }: RuleContext): readonly RuleFinding[] {
  if (mentions(header.text).length === 0) return [];
  const sources = dependentMacros(header);
  if (sources.size === 0 && !header.text.code.some(({ text }) => variableName.test(text))) return [];
  const macros = header.text.defines.flatMap(({ name, nameRange, parameters, body }): readonly RuleFinding[] => {
    const source = parameters === undefined ? sourceIn(body, sources) : undefined;
    if (source === undefined || variableName.test(name)) return [];
    return [
      {
        symbol: name,
        range: nameRange,
        message: `${name} depends on ${source}, which is not the same everywhere`,
        abis: header.abiIds,
        help,
      },
    ];
  });
  const members = header.records.flatMap((record) =>
    header.members(record).flatMap((member) => memberFinding(record, member, sources, header)),
  );
  return [...macros, ...members];
}

const help = 'as long as it is unpublished, use a number of its own, or let the kernel tell the value at run time';

function memberFinding(
  record: RecordOnAbis,
  { path, range, flat, onAbis }: MemberOnAbis,
  sources: ReadonlyMap<string, string>,
  header: ReviewedHeader,
): readonly RuleFinding[] {
  if (flat.dimensions.length === 0 || range.file !== header.file) return [];
  const names = header.saidOf(record, 'namesInBounds', () => namesInBounds(header, record)).get(path) ?? [];
  for (const name of names) {
    const source = variableName.test(name) ? name : sources.get(name);
    if (source === undefined) continue;
    return [
      {
        symbol: `${record.name}.${path}`,
        range,
        message: `${record.kind} ${record.name}: the length of '${path}' depends on ${source}, which is not the same everywhere`,
        abis: onAbis.map(({ abi }) => abi),
        help,
      },
    ];
  }
  return [];
}

/** The names that the declarator of each array of a record mentions besides its own, by path. */
function namesInBounds(header: ReviewedHeader, record: RecordOnAbis): ReadonlyMap<string, readonly string[]> {
  const byPath = new Map<string, readonly string[]>();
  for (const { path, range, flat } of header.members(record)) {
    if (flat.dimensions.length === 0) continue;
    const text = memberText(range, path.slice(path.lastIndexOf('.') + 1));
    byPath.set(path, text?.declarator.match(/[A-Za-z_]\w*/g)?.slice(1) ?? []);
  }
  return byPath;
}

/** Object-like macros of the header that are made from such a name, and from which one. */
function dependentMacros({ text }: ReviewedHeader): ReadonlyMap<string, string> {
  const sources = new Map<string, string>();
  const own = new Set(text.defines.map(({ name }) => name));
  // A macro may be used above its definition; few are, and none through many others.
  for (let before = -1, round = 0; before !== sources.size && round < MAX_ROUNDS; round++) {
    before = sources.size;
    for (const { name, parameters, body } of text.defines) {
      if (parameters !== undefined || sources.has(name)) continue;
      const source = sourceIn(body, sources);
      if (source !== undefined && !own.has(source)) sources.set(name, source);
    }
  }
  return sources;
}

function sourceIn(body: readonly TextToken[], sources: ReadonlyMap<string, string>): string | undefined {
  for (const { text } of body) {
    const source = variableName.test(text) ? text : sources.get(text);
    if (source !== undefined) return source;
  }
  return undefined;
}
