import type { AbiId } from '../target/abi.js';
import type { DeclaredRecord, HeaderAnalysis } from '../unit/headerAnalysis.js';

/** One record with its layout on each ABI that declares it completely. */
export interface RecordOnAbis {
  readonly kind: 'struct' | 'union';
  readonly name: string;
  readonly onAbis: readonly { readonly abi: AbiId; readonly record: DeclaredRecord }[];
}

/** Joins the records of a header over its ABIs, in the order in which they are declared. */
export function recordsOnAbis(analyses: readonly HeaderAnalysis[]): readonly RecordOnAbis[] {
  const joined = new Map<
    string,
    { kind: 'struct' | 'union'; name: string; onAbis: RecordOnAbis['onAbis'][number][] }
  >();
  for (const { abi, records } of analyses) {
    for (const record of records) {
      const key = `${record.kind} ${record.name}`;
      const known = joined.get(key);
      if (known === undefined)
        joined.set(key, { kind: record.kind, name: record.name, onAbis: [{ abi: abi.id, record }] });
      else known.onAbis.push({ abi: abi.id, record });
    }
  }
  return [...joined.values()];
}

/**
 * One line for each answer, with the ABIs that give it: `x86_64, aarch64: 4 bytes at offset 4`. ABIs and answers keep
 * their order.
 */
export function factLines(answers: readonly (readonly [AbiId, string])[]): readonly string[] {
  const groups = new Map<string, AbiId[]>();
  for (const [abi, answer] of answers) {
    const abis = groups.get(answer);
    if (abis === undefined) groups.set(answer, [abi]);
    else abis.push(abi);
  }
  return [...groups].map(([answer, abis]) => `${abis.join(', ')}: ${answer}`);
}

/** `1 byte`, `4 bytes`. */
export function bytes(count: number): string {
  return `${count} byte${count === 1 ? '' : 's'}`;
}
