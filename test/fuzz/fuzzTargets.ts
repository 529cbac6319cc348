/**
 * The fuzz run over all rooms. Input number `n` of a seed is always the same text; the targets take turns. One execution
 * is one text through one target.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../harness/repository.js';
import { mutate } from './mutations.js';
import { createRandom, type Random } from './random.js';
import { randomHeader } from './randomHeader.js';
import { createSupervisor, fuzzLimits, type Outcome } from './supervisor.js';
import { type FuzzTarget, fuzzTargets } from './targets.js';

export interface TargetFailure {
  readonly target: FuzzTarget;
  readonly number: number;
  readonly kind: Exclude<Outcome['kind'], 'fine'>;
  readonly message: string;
  readonly text: string;
}

export interface TargetSummary {
  readonly executions: ReadonlyMap<FuzzTarget, number>;
  readonly failures: readonly TargetFailure[];
}

/** Recorded calls, a few of them in each input. */
const recorded: { vectors: unknown[] } = JSON.parse(
  readFileSync(path.join(repositoryRoot, 'test/fixtures/dispatch/recorded.json'), 'utf8'),
);

export async function fuzzRooms(run: {
  readonly seed: number;
  readonly count: number;
  readonly onInput?: (done: number) => void;
}): Promise<TargetSummary> {
  const supervisor = createSupervisor(fuzzLimits);
  const executions = new Map<FuzzTarget, number>(fuzzTargets.map((target) => [target, 0]));
  const failures: TargetFailure[] = [];
  try {
    for (let number = 0; number < run.count; number++) {
      const random = createRandom(Math.imul(run.seed, 1_000_003) + number);
      const target = fuzzTargets[number % fuzzTargets.length];
      const text = inputFor(target, random);
      const outcome = await supervisor.run({ path: '/usr/include/linux/random.h', target, text });
      executions.set(target, (executions.get(target) ?? 0) + 1);
      if (outcome.kind !== 'fine')
        failures.push({ target, number, kind: outcome.kind, message: outcome.message, text });
      run.onInput?.(number + 1);
    }
  } finally {
    supervisor.stop();
  }
  return { executions, failures };
}

function inputFor(target: FuzzTarget, random: Random): string {
  if (target !== 'replay') return randomHeader(random);
  const vectors = Array.from({ length: 3 }, () => random.pick(recorded.vectors));
  const text = JSON.stringify({ ...recorded, vectors });
  return random.below(4) === 0 ? mutate(text, random) : spoiledJson(text, random);
}

/** Numbers, strings and names of a JSON text in place of others: it stays JSON. */
function spoiledJson(text: string, random: Random): string {
  const odd = [
    '-1',
    '1e308',
    '4294967296',
    'null',
    '[]',
    '{}',
    '"__proto__"',
    '"0xffffffffffffffff"',
    '9007199254740993',
  ];
  return text.replace(/:(-?\d+|"[^"\\]*"|null|true|false)(?=[,}])/g, (value) =>
    random.below(12) === 0 ? `:${random.pick(odd)}` : value,
  );
}
