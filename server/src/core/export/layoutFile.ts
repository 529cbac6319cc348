import { flattenMembers } from '../layout/flatten.js';
import type { AbiId } from '../target/abi.js';
import type { DeclaredEnum, DeclaredRecord, HeaderAnalysis } from '../unit/headerAnalysis.js';

/**
 * A header's layout as a file to keep beside it and compare with later: every fact once, with the ABIs on which it
 * holds, in a fixed order and one fact a line, so that a change of the header gives a small difference. Offsets and
 * sizes are bytes; `bitOffset` and `bitWidth` are bits in the ABI's memory order. No path, place or date of the machine
 * enters.
 */
export function layoutFile(analyses: readonly HeaderAnalysis[]): string {
  const [first] = analyses;
  const sections = [
    section(
      'records',
      factsByName(analyses, ({ records }) => records, recordKey, recordFact),
    ),
    section(
      'enums',
      factsByName(analyses, ({ enums }) => enums, enumKey, enumFact),
    ),
    section(
      'macros',
      factsByName(
        analyses,
        ({ macros }) => macros,
        ({ name }) => name,
        ({ value }) => integer(value),
      ),
    ),
    section(
      'ioctls',
      factsByName(
        analyses,
        ({ ioctls }) => ioctls,
        ({ name }) => name,
        ioctlFact,
      ),
    ),
  ];
  const head = {
    schemaVersion: 1,
    header: first?.file.displayName ?? '',
    abis: analyses.map(({ abi }) => abi.id),
  };
  return `${JSON.stringify(head).slice(0, -1)},\n${sections.join(',\n')}\n}\n`;
}

/** A fact and the ABIs on which it holds. */
interface Answer {
  readonly abis: AbiId[];
  readonly fact: unknown;
}

function factsByName<T>(
  analyses: readonly HeaderAnalysis[],
  listOf: (analysis: HeaderAnalysis) => readonly T[],
  keyOf: (item: T) => string,
  factOf: (item: T) => unknown,
): ReadonlyMap<string, readonly Answer[]> {
  const byName = new Map<string, Map<string, Answer>>();
  for (const analysis of analyses) {
    for (const item of listOf(analysis)) {
      const key = keyOf(item);
      const fact = factOf(item);
      const text = JSON.stringify(fact);
      const answers = byName.get(key) ?? new Map<string, Answer>();
      byName.set(key, answers);
      const known = answers.get(text);
      if (known === undefined) answers.set(text, { abis: [analysis.abi.id], fact });
      else known.abis.push(analysis.abi.id);
    }
  }
  return new Map([...byName].map(([name, answers]) => [name, [...answers.values()]]));
}

function section(title: string, facts: ReadonlyMap<string, readonly Answer[]>): string {
  const entries = [...facts].map(([name, answers]) => {
    const lines = answers.map((answer) => `\n   ${JSON.stringify(answer)}`).join(',');
    return `\n  ${JSON.stringify(name)}:[${lines}]`;
  });
  return ` "${title}":{${entries.join(',')}${entries.length === 0 ? '' : '\n '}}`;
}

function recordKey({ kind, name }: DeclaredRecord): string {
  return `${kind} ${name}`;
}

function recordFact({ layout, incomplete }: DeclaredRecord): unknown {
  if (layout === undefined) return { incomplete: incomplete?.reason ?? 'the type is incomplete' };
  return {
    size: layout.sizeBytes,
    align: layout.alignBytes,
    members: flattenMembers(layout).map(({ path, offsetBits, sizeBytes, widthBits, type }) => ({
      path,
      offset: Math.floor(offsetBits / 8),
      size: sizeBytes,
      type,
      ...(widthBits === undefined ? {} : { bitOffset: offsetBits, bitWidth: widthBits }),
    })),
  };
}

/** An enum without a name goes by its first enumerator, which is unique in a header. */
function enumKey({ name, enumerators }: DeclaredEnum): string {
  return name ?? `{ ${enumerators[0]?.name ?? ''} }`;
}

function enumFact({ enumerators }: DeclaredEnum): unknown {
  return enumerators.map(({ name, value }) => [name, value === undefined ? null : integer(value)]);
}

function ioctlFact({ value, direction, type, nr, sizeBytes, argumentType }: HeaderAnalysis['ioctls'][number]): unknown {
  return {
    value: integer(value),
    dir: direction,
    type,
    nr,
    size: sizeBytes,
    ...(argumentType === undefined ? {} : { argumentType }),
  };
}

/** A number; beyond 2^53, where a double is no longer exact, a string of decimal digits. */
function integer(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : `${value}`;
}
