// Whether the tests of a room notice a mutant. The tests come in steps, the quick ones first; the first step that fails has
// killed the mutant. Time of the processor is limited, not time by the clock: a mutant that runs for ever is noticed on any
// machine, and a busy machine kills none.

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../repository.mjs';

const PROCESSOR_SECONDS = 20;

const golden = ['test/out/layout/golden.test.js'];
const sessions = ['server/out/core/unit/analysisSession.test.js'];

/** Compiled test files by room, in steps. */
export const testsOfRoom = {
  layout: [
    ['server/out/core/layout/', 'test/out/layout/padding.test.js', 'test/out/layout/records.test.js', ...sessions],
    golden,
    ['test/out/layout/sharedLayouts.test.js'],
    ['test/out/layout/expressions.test.js', 'test/out/fuzz/layout/layouts.test.js'],
  ],
  ioctl: [
    ['server/out/core/ioctl/', ...sessions],
    golden,
    ['server/out/core/rules/ioctl/', 'server/out/core/rules/ruleReadmes.test.js'],
  ],
  dispatch: [
    ['server/out/core/dispatch/', 'test/out/dispatch/recordValues.test.js', 'test/out/dispatch/traces.test.js'],
    ['test/out/dispatch/replay.test.js'],
  ],
};

/** `killed`, `survived`, or `endless`, which counts as killed. */
export async function judge({ module, text }, steps) {
  for (const files of steps) {
    const status = await runTests(files, module, text);
    if (status === 'endless') return 'endless';
    if (status !== 0) return 'killed';
  }
  return 'survived';
}

/** Runs test files in one process, `text` being a file that stands for `module`; gives the exit status. */
export function runTests(files, module, text) {
  const imports = files.map((file) => `import ${JSON.stringify(pathToFileURL(join(root, file)).href)};`).join('\n');
  const preload = pathToFileURL(join(root, 'scripts/lib/mutants/preload.mjs')).href;
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const node = [process.execPath, '--input-type=module', '-e', imports];
  const child = spawn('sh', ['-c', `ulimit -t ${PROCESSOR_SECONDS}; exec "$@"`, 'sh', ...node], {
    cwd: root,
    stdio: 'ignore',
    env: {
      ...env,
      NODE_OPTIONS: `--import=${preload}`,
      ...(module === undefined ? {} : { UAPI_MUTANT_OF: pathToFileURL(module).href, UAPI_MUTANT: text }),
    },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal === null ? code : 'endless'));
  });
}
