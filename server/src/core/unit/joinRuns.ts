/**
 * Neighbouring token runs as one, for a declaration that an `#include` cuts in two (a record whose members come from
 * another file), and a run cut in two where that declaration begins. The joined run belongs to the root file when one of
 * its parts does.
 */
import type { MacroToken } from '../preprocess/macro.js';
import { partOfRun, runTokenText, type TokenRun, TokenRunBuilder } from '../preprocess/tokenRun.js';
import type { SourceFile } from '../source/sourceFile.js';

interface Joined {
  readonly runs: readonly TokenRun[];
  readonly run: TokenRun;
}

const memo = new WeakMap<TokenRun, Joined[]>();

export function joinRuns(runs: readonly TokenRun[], root: SourceFile): TokenRun {
  if (runs.length === 1) return runs[0];
  let known = memo.get(runs[0]);
  if (known === undefined) {
    known = [];
    memo.set(runs[0], known);
  }
  let joined = known.find((one) => one.runs.length === runs.length && one.runs.every((run, i) => run === runs[i]));
  if (joined === undefined) {
    joined = { runs, run: join(runs, runs.some((run) => run.file === root) ? root : runs[0].file) };
    known.push(joined);
  }
  return joined.run;
}

interface Parted {
  readonly at: number;
  readonly before: TokenRun;
  readonly after: TokenRun;
}

const parts = new WeakMap<TokenRun, Parted[]>();

/** The tokens before token `at` and those from it on; the same runs each time. */
export function partRun(run: TokenRun, at: number): Parted {
  let known = parts.get(run);
  if (known === undefined) {
    known = [];
    parts.set(run, known);
  }
  let parted = known.find((one) => one.at === at);
  if (parted === undefined) {
    parted = { at, before: partOfRun(run, 0, at), after: partOfRun(run, at, run.count) };
    known.push(parted);
  }
  return parted;
}

function join(runs: readonly TokenRun[], file: SourceFile): TokenRun {
  const builder = new TokenRunBuilder();
  // Tokens of the other files stand where the own text goes on or leaves off.
  let place = 0;
  for (const run of runs) {
    for (let i = 0; i < run.count; i++) {
      const isOwn = run.file === file;
      if (isOwn) place = run.ends[i];
      const start = isOwn ? run.starts[i] : place;
      const end = isOwn ? run.ends[i] : place;
      builder.pushMacro(tokenOf(run, i), run.flags[i], start, end);
    }
  }
  return builder.finish(file);
}

function tokenOf(run: TokenRun, i: number): MacroToken {
  const m = run.macroIndex === undefined ? -1 : run.macroIndex[i];
  if (m >= 0) return run.macroTokens[m];
  return {
    kind: run.kinds[i],
    name: run.names[i],
    flags: run.flags[i],
    file: run.file,
    start: run.starts[i],
    end: run.ends[i],
    text: runTokenText(run, i),
    role: 'source',
    expansion: undefined,
  };
}
