/**
 * Two neighbouring token runs as one, for a declaration that an `#include` cuts in two (a record whose members come from
 * another file). The joined run belongs to the root file when one of its parts does.
 */
import type { MacroToken } from '../preprocess/macro.js';
import { runTokenText, type TokenRun, TokenRunBuilder } from '../preprocess/tokenRun.js';
import type { SourceFile } from '../source/sourceFile.js';

const memo = new WeakMap<TokenRun, WeakMap<TokenRun, TokenRun>>();

export function joinRuns(first: TokenRun, second: TokenRun, root: SourceFile): TokenRun {
  let bySecond = memo.get(first);
  if (bySecond === undefined) {
    bySecond = new WeakMap();
    memo.set(first, bySecond);
  }
  let joined = bySecond.get(second);
  if (joined === undefined) {
    joined = join(first, second, first.file === root || second.file !== root ? first.file : root);
    bySecond.set(second, joined);
  }
  return joined;
}

function join(first: TokenRun, second: TokenRun, file: SourceFile): TokenRun {
  const builder = new TokenRunBuilder();
  // Tokens of the other file stand where the own text goes on or leaves off.
  let place = 0;
  for (const run of [first, second]) {
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
