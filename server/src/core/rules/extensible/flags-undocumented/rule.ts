import type { RecordOnAbis } from '../../../review/byAbi.js';
import { enumNamed } from '../../../review/enums.js';
import { definesInside } from '../../../review/headerText.js';
import { hasKernelDoc, memberDocs } from '../../../review/memberDocs.js';
import { question } from '../../../review/question.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import { type RecordRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { isFlagsName, lastName, memberWay, saysBits } from '../memberRole.js';
import { growth, passingCommands } from '../sizeHeader.js';

/**
 * A flags member of an argument of which nothing says what its bits are: no comment that names an enum, a constant or
 * zero, no `#define` between the members, no constants that carry the struct's name. Answers of the kernel are left
 * alone, and so are structs without any kernel-doc, which lack more than that; in a size-first header those get a hint.
 */
export const rule: RecordRule = {
  id: 'extensible/flags-undocumented',
  scope: 'record',
  why:
    'Flags can only get new meanings if all unknown bits were zero before. Programs send zeros when they are told so, and ' +
    'reviewers look for the check in the kernel when the comment promises it.',
  reference: {
    title: '(How to avoid) Botching up ioctls, "Basics"',
    url: 'https://docs.kernel.org/process/botching-up-ioctls.html#basics',
  },
  severity: severities('warning'),
  check,
};

function check({ header }: RuleContext, record: RecordOnAbis): readonly RuleFinding[] {
  const commands = passingCommands(header, record);
  if (commands.length === 0) return [];
  if (record.kind !== 'struct' || commands.every(({ ioctl: { direction } }) => direction === 'r')) return [];
  const flags = header.members(record).filter(({ path }) => isFlagsName(path));
  if (flags.length === 0) return [];
  const docs = memberDocs(header, record);
  const isDocumented = hasKernelDoc(header, record);
  if (!isDocumented && growth(header)?.sizeName !== 'size') return [];
  const description = header.kernelDocOf(record)?.description ?? '';
  if (/\bflags?\b/i.test(description) && saysBits(description)) return [];
  return flags.flatMap(({ path, range, onAbis }) => {
    const doc = docs.get(path) ?? docs.get(lastName(path));
    if ((doc !== undefined && saysBits(doc.text)) || memberWay(path, doc) === 'out') return [];
    if (hasOwnConstants(header, record, path)) return [];
    return [
      {
        symbol: `${record.name}.${path}`,
        range,
        message: `struct ${record.name}: no comment says which bits '${path}' has, or that it must be 0`,
        abis: onAbis.map(({ abi }) => abi),
        help: `say in the kernel-doc either "@${lastName(path)}: Must be 0" or "Combination of enum …", and reject other bits`,
        ...(isDocumented ? undefined : { severity: 'hint' as const }),
      },
    ];
  });
}

/** Constants between the members, or with the struct's or the member's name in front, tell the bits. */
function hasOwnConstants(header: ReviewedHeader, record: RecordOnAbis, path: string): boolean {
  if (header.ask(definesInside, record.onAbis[0].record.range).length > 0) return true;
  if (header.ask(enumNamed, `${record.name}_${lastName(path)}`) !== undefined) return true;
  const words = record.name.toUpperCase().split('_');
  return words.some((_, i) => i > 0 && header.ask(isFlagPrefix, words.slice(0, i + 1).join('_')));
}

/** `FOO_MAP` of `FOO_MAP_FLAG_RO` and `FOO_MAP_F_RO`. */
const isFlagPrefix = question((header, prefix: string) => {
  const known = header.part('flagPrefixes', () => {
    const prefixes = new Set<string>();
    for (const { name } of header.text.defines) {
      const found = /^(\w+?)_(?:FLAGS?|F)_\w+$/.exec(name)?.[1];
      if (found !== undefined) prefixes.add(found);
    }
    return prefixes;
  });
  return known.has(prefix);
});
