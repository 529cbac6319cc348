// Which compiled files are measured, and their texts with a counter for each branch.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { createInstrumenter } from 'istanbul-lib-instrument';
import { root } from '../repository.mjs';

export const measuredFolder = join(root, 'server/out/core');

/** Tests, helpers of tests and generated tables are not measured. */
export function isMeasured(path) {
  if (!path.startsWith(measuredFolder + sep) || !path.endsWith('.js')) return false;
  return !/\.test\.js$|\.generated\.js$|[\\/]testing[\\/]/.test(path);
}

/** `text`, and its `branches` as Istanbul describes them: by number, with the place of each way in the compiled text. */
export function instrumentedText(path) {
  const source = readFileSync(path, 'utf8');
  const cache = join(process.env.UAPI_COVERAGE, 'instrumented');
  const file = join(cache, `${createHash('sha256').update(path).update(source).digest('hex')}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const instrumenter = createInstrumenter({ esModules: true, compact: true });
  const text = instrumenter.instrumentSync(source, path);
  const made = { text, branches: instrumenter.lastFileCoverage().branchMap };
  // Several processes may make the same file: each writes its own and puts it in place at once.
  mkdirSync(cache, { recursive: true });
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify(made));
  renameSync(own, file);
  return made;
}
