/**
 * Runs inputs in a child process and watches it: an input that takes too long, throws, or makes the process too large is
 * a failure, and the next input gets a fresh process. A process is also replaced after some hundred inputs and when its
 * peak, which never falls again, has come to half the limit: so it says something about few inputs.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FuzzTarget } from './targets.js';

/** A text, or the name of a bomb that the child makes itself, given to a target as the header `path`; or a batch. */
export type Request =
  | ({ readonly path: string; readonly target?: FuzzTarget } & ({ readonly text: string } | { readonly bomb: string }))
  | Batch;

/** Inputs of a seed that the child makes itself, one after the other. */
export interface Batch {
  readonly seed: number;
  readonly from: number;
  readonly count: number;
}

export interface Reply {
  /** Codes of the diagnostics, each once. */
  readonly codes: readonly string[];
  /** Time of the processor: what else the machine does is not the input's fault. */
  readonly milliseconds: number;
  /** Of a batch: the inputs of it that failed. The rest of the reply is about the worst of them. */
  readonly failed?: readonly { readonly number: number; readonly message: string }[];
  /** Peak resident memory of the process so far. */
  readonly peakBytes: number;
  /** What was thrown, with its stack. */
  readonly error?: string;
}

export type Outcome =
  | { readonly kind: 'fine'; readonly reply: Reply }
  | { readonly kind: 'exception' | 'hang' | 'memory' | 'crash'; readonly message: string };

export interface Limits {
  /** Time of the processor for one input; where the system does not tell it, time by the clock ends the process. */
  readonly milliseconds: number;
  /** Resident memory of the process. */
  readonly bytes: number;
}

export const fuzzLimits: Limits = { milliseconds: 2000, bytes: 1024 ** 3 };

export interface Supervisor {
  /** Never rejects: whatever the child does is an outcome. One at a time. */
  run(request: Request): Promise<Outcome>;
  stop(): void;
}

/** Compiled beside this file. */
const workerFile = fileURLToPath(new URL('./worker.js', import.meta.url));
const INPUTS_PER_PROCESS = 500;

export function createSupervisor(limits: Limits): Supervisor {
  let child: ChildProcess | undefined;
  let inputs = 0;
  let isBusy = false;
  /** A process that is at work is killed; one that waits ends by itself. */
  const stop = (): void => {
    if (isBusy) child?.kill('SIGKILL');
    else if (child?.connected === true) child.disconnect();
    child = undefined;
    inputs = 0;
    isBusy = false;
  };
  const running = (): ChildProcess => {
    if (inputs >= INPUTS_PER_PROCESS) stop();
    child ??= fork(workerFile, [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    inputs++;
    return child;
  };
  return {
    stop,
    async run(request) {
      const asked = running();
      isBusy = true;
      const outcome = await ask(asked, request, limits);
      isBusy = outcome.kind === 'hang';
      const isWorn = outcome.kind === 'fine' && outcome.reply.peakBytes > limits.bytes / 2;
      if (isWorn || (outcome.kind !== 'fine' && outcome.kind !== 'exception')) stop();
      return outcome;
    },
  };
}

function ask(child: ChildProcess, request: Request, limits: Limits): Promise<Outcome> {
  return new Promise((resolve) => {
    const finish = (outcome: Outcome): void => {
      clearTimeout(timer);
      child.removeAllListeners();
      resolve(outcome);
    };
    const allowed = limits.milliseconds + ('count' in request ? request.count * MILLISECONDS_PER_INPUT : 0);
    const before = processorMilliseconds(child.pid) ?? 0;
    const asked = performance.now();
    // On a busy machine a process may wait for long without being at work.
    const look = (): void => {
      const used = processorMilliseconds(child.pid);
      const isStarved =
        used !== undefined && used - before < allowed && performance.now() - asked < PATIENCE_MILLISECONDS;
      if (isStarved) timer = setTimeout(look, allowed);
      else finish({ kind: 'hang', message: `no answer within ${allowed} ms` });
    };
    let timer = setTimeout(look, allowed + START_UP_MILLISECONDS);
    child.on('message', (reply: Reply) => finish(judged(reply, limits)));
    child.on('exit', (code, signal) => finish({ kind: 'crash', message: `the process ended: ${signal ?? code}` }));
    child.on('error', (error) => finish({ kind: 'crash', message: error.message }));
    child.send(request);
  });
}

/** For the first input of a process, which also loads the program, on a busy machine; the child measures its own time. */
const START_UP_MILLISECONDS = 10_000;
/** What an input of a batch is waited for on average. */
const MILLISECONDS_PER_INPUT = 100;

/** Time that a process has been at work; `undefined` where there is no /proc. */
function processorMilliseconds(pid: number | undefined): number | undefined {
  try {
    // The name of the program, in parentheses, may hold blanks.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) * MILLISECONDS_PER_TICK;
  } catch {
    return undefined;
  }
}

/** A process that is not at work at all for so long waits for what never comes. */
const PATIENCE_MILLISECONDS = 600_000;
/** USER_HZ of Linux. */
const MILLISECONDS_PER_TICK = 10;

function judged(reply: Reply, limits: Limits): Outcome {
  if (reply.error !== undefined) return { kind: 'exception', message: reply.error };
  if (reply.milliseconds > limits.milliseconds) {
    return { kind: 'hang', message: `took ${Math.round(reply.milliseconds)} ms` };
  }
  if (reply.peakBytes > limits.bytes) {
    return { kind: 'memory', message: `${Math.round(reply.peakBytes / 1024 ** 2)} MB resident` };
  }
  return { kind: 'fine', reply };
}
