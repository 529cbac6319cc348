/**
 * The fuzz run proper: headers of a folder, spoiled. Input number `n` of a seed is always the same text, so that a
 * failure can be made again.
 */
import fs from 'node:fs';
import path from 'node:path';
import { mutate } from './mutations.js';
import { createRandom } from './random.js';
import { createSupervisor, fuzzLimits, type Outcome } from './supervisor.js';

export interface FuzzRun {
  /** Folder of headers to spoil. */
  readonly corpus: string;
  readonly seed: number;
  readonly count: number;
  /** Called after each input, for progress. */
  readonly onInput?: (done: number) => void;
}

export interface FuzzFailure {
  readonly number: number;
  readonly header: string;
  readonly kind: Exclude<Outcome['kind'], 'fine'>;
  readonly message: string;
  readonly text: string;
}

export interface FuzzSummary {
  readonly inputs: number;
  readonly failures: readonly FuzzFailure[];
  readonly slowestMilliseconds: number;
  readonly peakBytes: number;
}

/** Runs one input after the other in one child process at a time. Throws when the corpus has no header. */
export async function fuzzHeaders(run: FuzzRun): Promise<FuzzSummary> {
  const headers = fs
    .readdirSync(run.corpus, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.h'))
    .sort();
  if (headers.length === 0) throw new Error(`${run.corpus} holds no header`);
  const supervisor = createSupervisor(fuzzLimits);
  const failures: FuzzFailure[] = [];
  let slowestMilliseconds = 0;
  let peakBytes = 0;
  try {
    for (let number = 0; number < run.count; number++) {
      const random = createRandom(Math.imul(run.seed, 1_000_003) + number);
      const header = random.pick(headers);
      const file = path.join(run.corpus, header);
      const text = mutate(fs.readFileSync(file, 'utf8'), random);
      const outcome = await supervisor.run({ path: file, text });
      if (outcome.kind === 'fine') {
        slowestMilliseconds = Math.max(slowestMilliseconds, outcome.reply.milliseconds);
        peakBytes = Math.max(peakBytes, outcome.reply.peakBytes);
      } else {
        failures.push({ number, header, kind: outcome.kind, message: outcome.message, text });
      }
      run.onInput?.(number + 1);
    }
  } finally {
    supervisor.stop();
  }
  return { inputs: run.count, failures, slowestMilliseconds, peakBytes };
}
