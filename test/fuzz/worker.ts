/** The child process of the fuzz run: takes inputs over IPC, answers each with what happened to it. */
import { bombs } from './bombs.js';
import { inputOf } from './inputs.js';
import type { Batch, Reply, Request } from './supervisor.js';
import { type FuzzTarget, runTarget } from './targets.js';

process.on('message', async (request: Request) => {
  process.send?.('count' in request ? await answerBatch(request) : await answer(request));
});

// Timers of a server that was a target would keep the process.
process.on('disconnect', () => process.exit());

async function answer(request: Exclude<Request, Batch>): Promise<Reply> {
  const text = 'bomb' in request ? (bombs.find((b) => b.name === request.bomb)?.text() ?? '') : request.text;
  const { codes, milliseconds, error } = await runOne(request.target ?? 'analysis', request.path, text);
  return { codes, milliseconds, peakBytes: peakBytes(), ...(error === undefined ? {} : { error }) };
}

async function answerBatch({ seed, from, count }: Batch): Promise<Reply> {
  let longest = 0;
  const failed: { number: number; message: string }[] = [];
  for (let number = from; number < from + count; number++) {
    const { target, path, text } = inputOf(seed, number);
    const { milliseconds, error } = await runOne(target, path, text);
    longest = Math.max(longest, milliseconds);
    if (error !== undefined) failed.push({ number, message: error });
  }
  return { codes: [], milliseconds: longest, peakBytes: peakBytes(), failed };
}

interface Execution {
  readonly codes: readonly string[];
  readonly milliseconds: number;
  readonly error: string | undefined;
}

async function runOne(target: FuzzTarget, path: string, text: string): Promise<Execution> {
  const started = process.cpuUsage();
  let codes: readonly string[] = [];
  let error: string | undefined;
  try {
    codes = await runTarget(target, path, text);
  } catch (thrown) {
    error = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  }
  const { user, system } = process.cpuUsage(started);
  return { codes, milliseconds: (user + system) / 1000, error };
}

const peakBytes = (): number => process.resourceUsage().maxRSS * 1024;
