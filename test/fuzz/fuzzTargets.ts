/**
 * The fuzz run over all rooms: one execution is one input through one target (inputs.ts). Batches of inputs go to a child
 * process, which makes the texts itself; a batch that ended the process is run again one by one, to find the input.
 */
import { type Input, inputOf, targetOf } from './inputs.js';
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

const BATCH = 250;

export async function fuzzRooms(run: {
  readonly seed: number;
  readonly count: number;
  /** Number of the first input; 0 where it is left out. */
  readonly from?: number;
  readonly onBatch?: (done: number, failures: number) => void;
}): Promise<TargetSummary> {
  const { seed, from: first = 0 } = run;
  const supervisor = createSupervisor(fuzzLimits);
  const executions = new Map<FuzzTarget, number>(fuzzTargets.map((target) => [target, 0]));
  const failures: TargetFailure[] = [];
  const fail = (number: number, { target, text }: Input, kind: TargetFailure['kind'], message: string): void => {
    failures.push({ target, number, kind, message, text });
  };
  try {
    const end = first + run.count;
    for (let from = first; from < end; from += BATCH) {
      const count = Math.min(BATCH, end - from);
      for (let number = from; number < from + count; number++) {
        const target = targetOf(number);
        executions.set(target, (executions.get(target) ?? 0) + 1);
      }
      const outcome = await supervisor.run({ seed, from, count });
      if (outcome.kind === 'fine') {
        for (const { number, message } of outcome.reply.failed ?? []) {
          fail(number, inputOf(seed, number), 'exception', message);
        }
      } else {
        supervisor.stop();
        for (let number = from; number < from + count; number++) {
          const input = inputOf(seed, number);
          const alone = await supervisor.run(input);
          if (alone.kind !== 'fine') fail(number, input, alone.kind, alone.message);
        }
      }
      run.onBatch?.(from + count - first, failures.length);
    }
  } finally {
    supervisor.stop();
  }
  return { executions, failures };
}
