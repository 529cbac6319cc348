/** The child process of the fuzz run: takes inputs over IPC, answers each with what happened to it. */
import { bombs } from './bombs.js';
import type { Reply, Request } from './supervisor.js';
import { runTarget } from './targets.js';

process.on('message', (request: Request) => {
  const text = 'bomb' in request ? (bombs.find((b) => b.name === request.bomb)?.text() ?? '') : request.text;
  process.send?.(answer(request, text));
});

function answer(request: Request, text: string): Reply {
  const started = performance.now();
  let codes: readonly string[] = [];
  let error: string | undefined;
  try {
    codes = runTarget(request.target ?? 'analysis', request.path, text);
  } catch (thrown) {
    error = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  }
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  return { codes, milliseconds: performance.now() - started, peakBytes, ...(error === undefined ? {} : { error }) };
}
