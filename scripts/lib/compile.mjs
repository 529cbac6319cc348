// Runs the TypeScript compiler over all projects. `tsc -b` keeps its own record of what is up to date.

import { join } from 'node:path';
import { root, run } from './repository.mjs';

/** Compiles every project; returns tsc's exit status, its messages having gone to the terminal. */
export function compile() {
  return run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-b'], { cwd: root });
}
