// Preloaded into every process of a coverage run: compiled files of `core` are instrumented as they are loaded, and what was
// counted is written to the folder UAPI_COVERAGE when the process ends. The programs run the compiled files, not the bundles.

import { writeFileSync } from 'node:fs';
import { register } from 'node:module';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import '../compiledProgram.mjs';

const folder = process.env.UAPI_COVERAGE;
register('./hooks.mjs', import.meta.url);

process.on('exit', () => {
  const counted = Object.entries(globalThis.__coverage__ ?? {}).map(([path, { b }]) => [path, b]);
  if (counted.length === 0) return;
  writeFileSync(join(folder, `${process.pid}-${threadId}-${Date.now()}.json`), JSON.stringify(counted));
});
