import { commandEnums, type EnumAsWritten, enumText } from '../../../review/enums.js';
import type { FileRange } from '../../../source/sourceFile.js';
import { type FileRule, type Fix, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { enumReferences } from '../enumReferences.js';

/**
 * Enumerators without a value of their own, in enums that number commands or whose values a member holds ("One of enum
 * foo"). Netlink attributes and other enums are left alone: there, appending is the custom.
 */
export const rule: FileRule = {
  id: 'enum-numbering/implicit-value',
  scope: 'file',
  why:
    'A value that follows from its place changes when a line is inserted above it, and two patches that append a line each ' +
    'can be merged without a conflict into numbers that neither of them meant.',
  reference: { title: 'UAPI Checker', url: 'https://docs.kernel.org/dev-tools/checkuapi.html' },
  severity: severities('warning'),
  check,
};

function check({ header }: RuleContext): readonly RuleFinding[] {
  const found = new Map<EnumAsWritten, string>();
  for (const each of commandEnums(header)) found.set(each.enum, 'it numbers commands');
  for (const { enum: each, record, member, holds, isKernelDoc } of enumReferences(header)) {
    if (holds === 'one' && isKernelDoc && !found.has(each))
      found.set(each, `'${member.path}' of ${record.kind} ${record.name} holds its values`);
  }
  return [...found].flatMap(([each, reason]) => {
    const implicit = each.enumerators.filter(
      ({ initializer, name }) => initializer?.length === 0 && !/^_|_(MAX|NR)$/.test(name),
    );
    const [first] = implicit;
    if (first === undefined) return [];
    const names = implicit.map(({ name }) => name);
    const shown = names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : names.join(', ');
    const fix = writeValues(each);
    return [
      {
        symbol: each.name ?? first.name,
        range: first.range,
        message: `${enumText(each)} leaves ${names.length > 1 ? 'the values' : 'the value'} of ${shown} to ${names.length > 1 ? 'their' : 'its'} place, but ${reason}`,
        abis: header.analyses.map(({ abi }) => abi.id),
        help: 'write the values; they stay as they are',
        fixes: fix === undefined ? [] : [fix],
      },
    ];
  });
}

/** Writes every value that is not written, in the base that the enum uses elsewhere. */
function writeValues(each: EnumAsWritten): Fix | undefined {
  const isHex = each.enumerators.some(({ initializer }) => initializer?.some(({ text }) => /^0x/i.test(text)) === true);
  const edits: { range: FileRange; newText: string }[] = [];
  for (const { initializer, value, range } of each.enumerators) {
    if (initializer === undefined || value === undefined) return undefined;
    if (initializer.length > 0) continue;
    const text = isHex && value >= 0n ? `0x${value.toString(16).padStart(2, '0')}` : String(value);
    edits.push({ range: { ...range, start: range.end }, newText: ` = ${text}` });
  }
  return { title: `Write the values of ${enumText(each)}`, edits, effect: 'neutral' };
}
