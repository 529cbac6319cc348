import { bytes, factLines, type RecordOnAbis } from '../../../review/byAbi.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import type { Fix, RecordRule, RuleFinding } from '../../rule.js';
import { laidAbis, type OnAbis, type Tail, tailsOnAbis } from '../implicitPadding.js';
import { tailFix } from '../paddingFixes.js';

/**
 * Whole bytes between the last member of a record and its end, on any of the ABIs; so also for an untagged record inside
 * it, which counts for the record that has a name. One finding for each record with a name: an embedded tagged record
 * has its own. Bits left in the last byte of a bit-field are none of these; bytes that an unnamed bit-field covers are told as
 * info, since the author knew of them.
 */
export const rule: RecordRule = {
  id: 'layout/implicit-tail-padding',
  scope: 'record',
  why:
    'The bytes after the last member have no name: the kernel may copy stack contents to user space in them, old programs ' +
    'leave garbage in them, and a member that is added later can fall into them without making the struct larger.',
  reference: {
    title: '(How to avoid) Botching up ioctls',
    url: 'https://docs.kernel.org/process/botching-up-ioctls.html',
  },
  severity: { recommended: 'warning', new: 'error', legacy: 'off', strict: 'warning' },
  check: ({ header }, record) => findingsOf(record, header),
};

function findingsOf(record: RecordOnAbis, header: ReviewedHeader): readonly RuleFinding[] {
  const tails = tailsOnAbis(record);
  if (tails.size === 0) return [];
  const own = tails.get('');
  const isUnnamedBitField = [...tails.values()].every((onAbis) => {
    return [...onAbis.values()].every((tail) => tail.isUnnamedBitField);
  });
  const nested = [...tails].filter(([path]) => path !== '');
  const anonymous = own === undefined ? undefined : [...own.values()].find(({ member }) => member.name === '');
  const related = nested.map(([path, onAbis]) => {
    const [{ member, sizeBytes }] = onAbis.values();
    return { range: member.range, message: `'${path}' ends with ${bytes(sizeBytes)} of padding after this` };
  });
  const fix = own === undefined || anonymous !== undefined ? undefined : tailFix(record);
  const severity = isUnnamedBitField ? 'info' : header.isSizeFirst(record) ? 'error' : undefined;
  return [
    {
      symbol: record.name,
      range: record.onAbis[0].record.nameRange,
      message: own === undefined ? nestedMessage(record, nested) : ownMessage(record, own, header),
      abis: [...new Set([...tails.values()].flatMap((onAbis) => [...onAbis.keys()]))],
      ...(own === undefined ? undefined : { facts: factsOf(record, own) }),
      help: own === undefined ? nestedHelp : helpOf(record, own),
      ...(related.length === 0 ? undefined : { related }),
      ...(severity === undefined ? undefined : { severity }),
      ...(fix === undefined ? undefined : { fixes: [fix] satisfies readonly Fix[] }),
    },
  ];
}

function ownMessage({ kind, name }: RecordOnAbis, own: OnAbis<Tail>, header: ReviewedHeader): string {
  const sizes = new Set([...own.values()].map(({ sizeBytes }) => sizeBytes));
  const amount = `${sizes.size === 1 ? '' : 'up to '}${bytes(Math.max(...sizes))}`;
  const on = own.size === header.abis.length ? '' : ` on ${[...own.keys()].join(', ')}`;
  const [{ member, isUnnamedBitField }] = own.values();
  if (isUnnamedBitField) return `${kind} ${name} ends with ${amount} that only an unnamed bit-field covers${on}`;
  const last = member.name === '' ? '' : ` after '${member.name}'`;
  return member.dimensions[0] === -1
    ? `${kind} ${name} has ${amount} of padding that its flexible array '${member.name}' runs over${on}`
    : `${kind} ${name} ends with ${amount} of padding${last}${on}`;
}

function nestedMessage({ kind, name }: RecordOnAbis, nested: readonly (readonly [string, OnAbis<Tail>])[]): string {
  const [[path, onAbis], ...others] = nested;
  const [{ sizeBytes }] = onAbis.values();
  const more = others.length === 0 ? '' : `, and so do ${others.length} more`;
  return `${kind} ${name}: '${path}' in it ends with ${bytes(sizeBytes)} of padding${more}`;
}

function factsOf(record: RecordOnAbis, own: OnAbis<Tail>): readonly string[] {
  return factLines(
    laidAbis(record).map((abi) => {
      const tail = own.get(abi);
      return [
        abi,
        tail === undefined ? 'no padding at the end' : `${bytes(tail.sizeBytes)} at offset ${tail.offsetBytes}`,
      ];
    }),
  );
}

const nestedHelp = 'give the bytes a name at the end of the inner struct, and require them to be zero';

function helpOf({ kind }: RecordOnAbis, own: OnAbis<Tail>): string {
  const [{ sizeBytes, member }] = own.values();
  if (member.dimensions[0] === -1) {
    return (
      `as long as the ${kind} is unpublished, name ${bytes(sizeBytes)} before the flexible array, so that it begins ` +
      'where the struct ends'
    );
  }
  return `as long as the ${kind} is unpublished, give the bytes a name at the end and require them to be zero`;
}
