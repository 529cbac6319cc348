import type { MemberLayout, RecordLayout } from '../../../layout/recordLayout.js';
import type { RecordOnAbis } from '../../../review/byAbi.js';
import { anyLayout } from '../../../review/reviewedHeader.js';
import { canonical } from '../../../sema/ctype.js';
import type { RecordRule, RuleFinding } from '../../rule.js';
import { isUnionByForm, unionsOf } from '../unionMembers.js';

/**
 * A union of records in a struct that has no integer or enum besides it, so that nothing in the struct can say which
 * member is meant. A union of scalars is left alone (often one value in two types), and so is a union that is a record by
 * itself, since its discriminator may stand in the record that holds it, and one of `in` and `out`.
 */
export const rule: RecordRule = {
  id: 'layout/union-no-discriminator',
  scope: 'record',
  why:
    'Nothing in the struct says which member of the union is meant. The kernel, strace and a checker cannot tell, and a ' +
    'new member cannot be told from an old one.',
  reference: {
    title: '(How to avoid) Botching up ioctls',
    url: 'https://docs.kernel.org/process/botching-up-ioctls.html',
  },
  severity: { recommended: 'hint', new: 'hint', legacy: 'off', strict: 'warning' },
  check: (_context, record) => findingsOf(record),
};

function findingsOf(record: RecordOnAbis): readonly RuleFinding[] {
  const layout = anyLayout(record);
  if (layout?.kind !== 'struct' || layout.members.some(isSelector)) return [];
  const findings: RuleFinding[] = [];
  for (const { path, layout: union, member, owner } of unionsOf(layout)) {
    if (owner !== layout || member === undefined || isUnionByForm(union) || !isChoice(union) || isByDirection(union))
      continue;
    findings.push({
      symbol: `${record.name}.${path}`,
      range: member.range,
      message: `${record.kind} ${record.name}: no member says which one of the union '${path}' is meant`,
      abis: record.onAbis.map(({ abi }) => abi),
      help: 'as long as the struct is unpublished, add a __u32 that says which member of the union is in use',
    });
  }
  return findings;
}

/** Two records of different size, at least: one value in two views has one size. */
function isChoice({ members }: RecordLayout): boolean {
  const records = members.filter(({ ctype }) => canonical(ctype).kind === 'record');
  return records.length > 1 && new Set(records.map(({ sizeBytes }) => sizeBytes)).size > 1;
}

/** `in` and `out`: the direction of the copy says which. */
function isByDirection({ members }: RecordLayout): boolean {
  return members.every(({ name }) => /^(?:in|out)(?:_|$)/.test(name));
}

function isSelector({ ctype, name }: MemberLayout): boolean {
  const type = canonical(ctype);
  const canSay =
    type.kind === 'basic' || type.kind === 'enum' || (type.kind === 'record' && type.recordKind === 'struct');
  return canSay && name !== '' && !/^_*(?:pad|reserved)/.test(name);
}
