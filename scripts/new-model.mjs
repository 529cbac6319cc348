// npm run new-model -- ID: starts a dispatch model: its file with the steps that most models share, and a fixture.

import { runMain } from './lib/repository.mjs';
import { camelCase, createFiles, idArgument } from './lib/scaffold.mjs';

await runMain(() => {
  const id = idArgument('new-model', /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, 'size-last');
  createFiles(
    new Map([
      [`server/src/core/dispatch/models/${camelCase(id)}.ts`, model(id)],
      [`test/fixtures/dispatch/${id}.h`, fixture(id)],
    ]),
  );
  console.log(`Next: write its steps, each with the kernel function that takes it and the version that you read, add it to
server/src/core/dispatch/models.ts and a worked example to scripts/lib/dispatchExamples.mjs, write in the fixture the
smallest header that goes this way, and run npm run generate (CONTRIBUTING.md, "Add a dispatch model").`);
});

function model(id) {
  return `// TODO: what is special about this way of taking an argument, and who uses it.

import type { DispatchModel } from '../dispatchModel.js';
import { copyStructIn, handle, sizeAtLeast } from './commonSteps.js';

// TODO: kernel file, function and version that was read.
const source = 'CITE';

export const ${camelCase(id)}: DispatchModel = {
  id: '${id}',
  title: 'TODO',
  summary: 'TODO: one paragraph.',
  parameters: [],
  errnos: [
    { errno: 'EINVAL', reason: 'the size is below the first version' },
    { errno: 'E2BIG', reason: 'the tail that this kernel does not know is not zero' },
    { errno: 'EFAULT', reason: 'the structure cannot be read' },
  ],
  steps: () => [sizeAtLeast((call) => call.minSize, 'EINVAL', source), copyStructIn(source), handle(source)],
};
`;
}

function fixture(id) {
  const guard = `_${id.toUpperCase().replace(/-/g, '_')}_FIXTURE_H`;
  return `/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/* TODO: the smallest header whose ioctl goes the way of the model '${id}'. */
#ifndef ${guard}
#define ${guard}

#include <linux/ioctl.h>
#include <linux/types.h>

#endif /* ${guard} */
`;
}
