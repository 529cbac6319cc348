import type { AbiId } from '../target/abi.js';

/**
 * Sixteen ABIs seldom give sixteen answers. Reports group the ABIs that agree and name a group by its first ABI and the
 * number of the others, `x86_64 +6`, or by the one that is missing, `all but m68k`. A legend tells which ABIs the first
 * form stands for.
 */
export interface AbiGroup<T> {
  readonly abis: readonly AbiId[];
  readonly value: T;
}

/**
 * Groups equal answers, in the order in which they first come. What ABIs share is one object; `isSame` is asked only
 * where there are several.
 */
export function groupByAnswer<T>(
  answers: readonly (readonly [AbiId, T])[],
  isSame: (a: T, b: T) => boolean = Object.is,
): readonly AbiGroup<T>[] {
  const groups: { abis: AbiId[]; value: T }[] = [];
  const groupOf = new Map<T, (typeof groups)[number]>();
  for (const [abi, value] of answers) {
    let group = groupOf.get(value);
    if (group === undefined) {
      group = groups.find((other) => isSame(other.value, value));
      if (group === undefined) {
        group = { abis: [], value };
        groups.push(group);
      }
      groupOf.set(value, group);
    }
    group.abis.push(abi);
  }
  return groups;
}

/** Gives each group of one report its label, and remembers them for the legend. */
export interface GroupLabels {
  readonly labelOf: (abis: readonly AbiId[]) => string;
  /** Label and members of every group whose label does not say it all, in order of first use. */
  readonly legend: () => readonly (readonly [string, readonly AbiId[]])[];
}

/** @param all every ABI of the report, in its order */
export function createGroupLabels(all: readonly AbiId[]): GroupLabels {
  const labels = new Map<string, string>();
  const members = new Map<string, readonly AbiId[]>();
  return {
    labelOf(abis) {
      const key = abis.join(' ');
      const known = labels.get(key);
      if (known !== undefined) return known;
      const missing = all.filter((abi) => !abis.includes(abi));
      if (abis.length === 1) return abis[0];
      if (missing.length === 0) return `all ${abis.length} ABIs`;
      if (missing.length === 1 && abis.length > 2) return `all but ${missing[0]}`;
      const short = `${abis[0]} +${abis.length - 1}`;
      let label = short;
      // Two groups may begin alike and have the same size: `x86_64 +6`, then `x86_64 +6b`.
      for (let letter = 'b'; members.has(label); letter = String.fromCharCode(letter.charCodeAt(0) + 1)) {
        label = `${short}${letter}`;
      }
      labels.set(key, label);
      members.set(label, abis);
      return label;
    },
    legend: () => [...members],
  };
}

/** ABIs in the words of a sentence: `all 16 ABIs`, `all but m68k`, else their names. */
export function abiNames(abis: readonly AbiId[], all: readonly AbiId[]): string {
  const missing = all.filter((abi) => !abis.includes(abi));
  if (missing.length === 0) return abis.length === 1 ? abis[0] : `all ${abis.length} ABIs`;
  return missing.length <= 4 && abis.length > missing.length ? `all but ${missing.join(', ')}` : abis.join(', ');
}

/** One line for each answer, as `factLines`, with the ABIs in few words: `all but m68k: 4 bytes at offset 4`. */
export function shortFactLines(answers: readonly (readonly [AbiId, string])[]): readonly string[] {
  const all = answers.map(([abi]) => abi);
  return groupByAnswer(answers).map(({ abis, value }) => `${abiNames(abis, all)}: ${value}`);
}
