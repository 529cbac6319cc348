/**
 * Which target takes input number `n`, and what the input is. Both follow from the seed and the number alone, so that a
 * failure can be made again.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../harness/repository.js';
import { mutate } from './mutations.js';
import { createRandom, type Random } from './random.js';
import { randomHeader, randomRecordsText } from './randomHeader.js';
import { spoiledMessage } from './rpcMessages.js';
import { messageUri } from './rpcTarget.js';
import type { FuzzTarget } from './targets.js';

/** Turns of each target in a round: about the same time for each of the rooms, of which some are a hundred times slower. */
const turns: Readonly<Record<FuzzTarget, number>> = {
  lexer: 8,
  preprocessor: 6,
  parser: 5,
  layout: 3,
  dispatch: 5,
  rpc: 2,
  replay: 1,
  rules: 1,
  analysis: 1,
};

const round: readonly FuzzTarget[] = (Object.keys(turns) as FuzzTarget[]).flatMap((target) =>
  Array<FuzzTarget>(turns[target]).fill(target),
);
export const ROUND = round.length;

export interface Input {
  readonly target: FuzzTarget;
  readonly path: string;
  readonly text: string;
}

export function targetOf(number: number): FuzzTarget {
  return round[number % ROUND];
}

export function inputOf(seed: number, number: number): Input {
  const target = targetOf(number);
  const random = createRandom(Math.imul(seed, 1_000_003) + number);
  return { target, path: '/usr/include/linux/random.h', text: textFor(target, random, number) };
}

function textFor(target: FuzzTarget, random: Random, number: number): string {
  switch (target) {
    case 'analysis':
    case 'rules':
    case 'lexer':
    case 'preprocessor':
      return randomHeader(random);
    case 'parser':
      return mutate(randomRecordsText(random), random);
    case 'layout':
      return randomRecordsText(random);
    case 'dispatch':
      return `${random.below(2 ** 32)}`;
    case 'replay':
      return recordedCalls(random);
    case 'rpc':
      return spoiledMessage(random, messageUri, 10_000 + number);
  }
}

/** Recorded calls, a few of them in each input. */
const recorded: { vectors: unknown[] } = JSON.parse(
  readFileSync(path.join(repositoryRoot, 'test/fixtures/dispatch/recorded.json'), 'utf8'),
);

function recordedCalls(random: Random): string {
  const vectors = Array.from({ length: 3 }, () => random.pick(recorded.vectors));
  const text = JSON.stringify({ ...recorded, vectors });
  return random.below(4) === 0 ? mutate(text, random) : spoiledJson(text, random);
}

/** Numbers, strings and names of a JSON text in place of others: it stays JSON. */
function spoiledJson(text: string, random: Random): string {
  const odd = [
    ...['-1', '1e308', '4294967296', 'null', '[]', '{}', '"__proto__"', '"0xffffffffffffffff"', '9007199254740993'],
  ];
  return text.replace(/:(-?\d+|"[^"\\]*"|null|true|false)(?=[,}])/g, (value) =>
    random.below(12) === 0 ? `:${random.pick(odd)}` : value,
  );
}
