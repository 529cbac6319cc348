import { commandNumbers, type EnumAsWritten, enumText } from '../../../review/enums.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import type { FileRange } from '../../../source/sourceFile.js';
import { type EnumRule, type Fix, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { firstDocumentedHolder } from '../enumReferences.js';

/**
 * Enumerators without a value of their own, in enums that number commands or whose values a member holds ("One of enum
 * foo"). Netlink attributes and other enums are left alone: there, appending is the custom.
 */
export const rule: EnumRule = {
  id: 'enum-numbering/implicit-value',
  scope: 'enum',
  why:
    'A value that follows from its place changes when a line is inserted above it, and two patches that append a line each ' +
    'can be merged without a conflict into numbers that neither of them meant.',
  reference: { title: 'UAPI Checker', url: 'https://docs.kernel.org/dev-tools/checkuapi.html' },
  severity: severities('warning'),
  check,
};

function check({ header }: RuleContext, each: EnumAsWritten): readonly RuleFinding[] {
  const reason = reasonToWrite(header, each);
  if (reason === undefined) return [];
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
      abis: header.abiIds,
      help: 'write the values; they stay as they are',
      fixes: fix === undefined ? [] : [fix],
    },
  ];
}

function reasonToWrite(header: ReviewedHeader, each: EnumAsWritten): string | undefined {
  if (header.ask(commandNumbers, each) !== undefined) return 'it numbers commands';
  const holder = header.ask(firstDocumentedHolder, each);
  if (holder === undefined) return undefined;
  const { member, record } = holder;
  return `'${member.path}' of ${record.kind} ${record.name} holds its values`;
}

/** Writes every value that is not written, in the base that the enum uses elsewhere. */
function writeValues(each: EnumAsWritten): Fix | undefined {
  const isHex = each.enumerators.some(({ initializer }) => initializer?.some(({ text }) => /^0x/i.test(text)) === true);
  const edits: { range: FileRange; newText: string }[] = [];
  for (const { initializer, value, range } of each.enumerators) {
    if (initializer === undefined || value === undefined) return undefined;
    if (initializer.length > 0) continue;
    const text = isHex && value >= 0n ? `0x${value.toString(16).padStart(2, '0')}` : String(value);
    edits.push({ range: { file: range.file, start: range.end, end: range.end }, newText: ` = ${text}` });
  }
  return { title: `Write the values of ${enumText(each)}`, edits, effect: 'neutral' };
}
