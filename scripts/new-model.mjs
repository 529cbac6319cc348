// npm run new-model -- ID: starts a dispatch model. The room server/src/core/dispatch/ is planned and has no type for
// models yet, so the file holds what a model needs in any shape: its id, and its steps in words, each with its source.

import { runMain } from './lib/repository.mjs';
import { camelCase, createFiles, idArgument } from './lib/scaffold.mjs';

await runMain(() => {
  const id = idArgument('new-model', /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, 'vfio-argsz');
  createFiles(
    new Map([
      [`server/src/core/dispatch/models/${id}.ts`, model(id)],
      [`test/fixtures/dispatch/${id}.h`, fixture(id)],
    ]),
  );
  console.log(`Next: describe the steps, each with the kernel function that takes it and the version that you read,
and write in the fixture the smallest header that goes this way (CONTRIBUTING.md, "Add a dispatch model").`);
});

function model(id) {
  return `// The dispatch model '${id}': the way of a call from the system call to its handler, step by step.
//
// TODO: each step is what one kernel function does to user memory or to the result: what it reads and writes, in which
// order, with which error. Cite file, function and kernel version on the step's line.

export interface ModelStep {
  /** What happens, in one sentence. */
  readonly text: string;
  /** Kernel file and function, with the version that was read: \`fs/ioctl.c do_vfs_ioctl() 7.2\`. */
  readonly source: string;
}

export const ${camelCase(id)} = {
  id: '${id}',
  steps: [] satisfies readonly ModelStep[],
} as const;
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
