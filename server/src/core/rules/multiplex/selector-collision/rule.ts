import type { RecordOnAbis } from '../../../review/byAbi.js';
import { enumsOf } from '../../../review/enums.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import { type RecordRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { multiplexer } from '../multiplexer.js';

/**
 * A selector whose constants come in families (`FOO_TIMER_ATTR_…`, `FOO_IRQ_ATTR_…`) that use the same numbers. Families are
 * told by what stands before `_ATTR_`, `_GRP_` or `_GROUP_` in the names of macros and enumerators, and a family has two
 * constants or more. Operations (`op`, `cmd`) are left alone: those of other structs have other families.
 */
export const rule: RecordRule = {
  id: 'multiplex/selector-collision',
  scope: 'record',
  why:
    'When each family of selectors begins at 0, a number means nothing without its family. Numbers that carry the size ' +
    'and direction of the payload, as ioctl numbers do, or that are unique, can be decoded.',
  reference: { title: 'ioctl based interfaces', url: 'https://docs.kernel.org/driver-api/ioctl.html' },
  severity: severities('hint'),
  check,
};

function check({ header }: RuleContext, record: RecordOnAbis): readonly RuleFinding[] {
  const found = multiplexer(header, record);
  if (found === undefined) return [];
  const { selectors, payloads } = found;
  if (payloads.length === 0) return [];
  const selector = selectors.find(({ path }) => /^(attr|attribute|group)$/.test(path));
  if (selector === undefined) return [];
  const { path, range } = selector;
  const families = [...familiesOf(header, path)];
  const seen = new Map<bigint, string>();
  for (const [family, values] of families) {
    if (values.size < 2) continue;
    for (const value of values) {
      const other = seen.get(value);
      if (other !== undefined && other !== family) return [finding(family, other, value)];
      seen.set(value, family);
    }
  }
  return [];

  function finding(family: string, other: string, value: bigint): RuleFinding {
    return {
      symbol: `${record.name}.${path}`,
      range,
      message: `struct ${record.name}: ${other}_… and ${family}_… both use ${value} for '${path}'`,
      abis: record.onAbis.map(({ abi }) => abi),
      help: 'for new values, continue the numbers over all families, or make them with _IOC() so that they carry size and direction',
    };
  }
}

/** Values of the constants for a selector, by what stands before the selector's word in their names. */
function familiesOf(header: ReviewedHeader, path: string): ReadonlyMap<string, ReadonlySet<bigint>> {
  const word = path === 'group' ? 'GRP|GROUP' : 'ATTR';
  const pattern = new RegExp(`^([A-Z0-9_]+?_(?:${word}))_[A-Z0-9_]+$`);
  const families = new Map<string, Set<bigint>>();
  const add = (name: string, value: bigint | undefined): void => {
    const family = pattern.exec(name)?.[1];
    if (family === undefined || value === undefined) return;
    const known = families.get(family);
    if (known === undefined) families.set(family, new Set([value]));
    else known.add(value);
  };
  const commands = new Set(header.commands.map(({ name }) => name));
  for (const { name, value } of header.analyses[0].macros) if (!commands.has(name)) add(name, value);
  for (const { enumerators } of enumsOf(header)) for (const { name, value } of enumerators) add(name, value);
  return families;
}
