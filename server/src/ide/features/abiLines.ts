/** Answers that differ by ABI, in the fewest words that leave no doubt. */
import { type AbiId, abiNames, groupByAnswer } from '../../core/index.js';

type Answers = readonly (readonly [AbiId, string])[];

/** What all ABIs answer; undefined where they differ. */
export function sharedAnswer(answers: Answers): string | undefined {
  return answers.length > 0 && answers.every(([, text]) => text === answers[0][1]) ? answers[0][1] : undefined;
}

/** One line for each answer, `i386, m68k: 4 bytes`, in the order in which answers first come. */
export function abiLines(answers: Answers): readonly string[] {
  return answerGroups(answers).map(({ abis, value }) => `${abis}: ${value}`);
}

/** The same on one line, for short answers: `8; 4 on i386, sh4`. What the first ABI answers stands alone. */
export function abiPhrase(answers: Answers): string {
  const groups = answerGroups(answers);
  const [first, ...others] = groups;
  if (first === undefined) return '';
  return [first.value, ...others.map(({ abis, value }) => `${value} on ${abis}`)].join('; ');
}

/**
 * Fewer than all ABIs take part: which. The first answers of a header are those of its first ABIs.
 *
 * @returns empty where all take part
 */
export function onlyOn(abis: readonly AbiId[], all: readonly AbiId[]): string {
  return abis.length === all.length ? '' : `only on ${abiNames(abis, all)}`;
}

/** ABIs in words, with what they answer. The largest group may go by its first ABI and a count: all others are named. */
export function answerGroups(answers: Answers): readonly { readonly abis: string; readonly value: string }[] {
  const all = answers.map(([abi]) => abi);
  const groups = groupByAnswer(answers);
  const largest = groups.reduce((most, group) => Math.max(most, group.abis.length), 0);
  const counted = groups.find(({ abis }) => abis.length === largest);
  return groups.map((group) => {
    const names = abiNames(group.abis, all);
    const isLong = group === counted && group.abis.length > MAX_NAMES && !names.startsWith('all ');
    return { abis: isLong ? `${group.abis[0]} and ${group.abis.length - 1} others` : names, value: group.value };
  });
}

const MAX_NAMES = 4;
