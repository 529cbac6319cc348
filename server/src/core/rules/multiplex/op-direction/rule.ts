import type { RecordOnAbis } from '../../../review/byAbi.js';
import { enumNamed } from '../../../review/enums.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import { type RecordRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { multiplexer, saidOf } from '../multiplexer.js';

/**
 * One struct for getting and setting, in which an operation decides which way the value travels, and a value whose comment
 * does not name both ways. The operations are those of the enum that the selector's comment names.
 */
export const rule: RecordRule = {
  id: 'multiplex/op-direction',
  scope: 'record',
  why:
    'Whether the value is read or written by the kernel depends on another member. Who does not know that clears too ' +
    'little, or trusts a value that was never written.',
  reference: {
    title: 'IOMMUFD, "IOMMUFD User API"',
    url: 'https://docs.kernel.org/userspace-api/iommufd.html#iommufd-user-api',
  },
  severity: severities('hint'),
  check,
};

function check({ header }: RuleContext, record: RecordOnAbis): readonly RuleFinding[] {
  const found = multiplexer(header, record);
  if (found === undefined) return [];
  const { selectors } = found;
  const selector = selectors.find(({ path }) => isGetSet(header, saidOf(header, record, path)));
  if (selector === undefined) return [];
  const value = header
    .members(record)
    .find(({ path }) => /^(val|value|val64|val32|value64|data|param|arg)$/.test(path));
  if (value === undefined) return [];
  const text = saidOf(header, record, value.path);
  const isIn = /\b(set|input|in|store|write|written|load)\b|_SET\b/i.test(text);
  const isOut = /\b(get|output|out|returned|returns|return|read|query)\b|_GET\b/i.test(text);
  if (isIn && isOut) return [];
  return [
    {
      symbol: `${record.name}.${value.path}`,
      range: value.range,
      message: `struct ${record.name}: '${selector.path}' decides which way '${value.path}' travels, and its comment does not say so`,
      abis: value.onAbis.map(({ abi }) => abi),
      help: `say in the kernel-doc: "@${value.path}: Value to set, or value returned on get"`,
    },
  ];
}

/** The text names an enum that has an operation for each way. */
function isGetSet(header: ReviewedHeader, text: string): boolean {
  const name = /\benum\s+([A-Za-z_]\w*)/.exec(text)?.[1];
  const named = name === undefined ? undefined : header.ask(enumNamed, name);
  const has = (word: RegExp): boolean => named?.enumerators.some((each) => word.test(each.name)) === true;
  return has(/_GET(_|$)/) && has(/_SET(_|$)/);
}
