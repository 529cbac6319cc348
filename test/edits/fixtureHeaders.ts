import { readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../harness/repository.js';

/** Pairs of headers to edit: one, and one that it includes. */
export function fixtureHeaders(): readonly (readonly (readonly [name: string, text: string])[])[] {
  return [
    ['test/fixtures/edits/gadget.h', 'test/fixtures/edits/gadget_types.h'],
    ['examples/include/uapi/linux/widget.h', 'test/fixtures/edits/gadget_types.h'],
    ['examples/legacy_widget.h', 'examples/dispatch.h'],
  ].map(([main, included]) => {
    const name = path.basename(included);
    const text = read(main);
    return [
      [path.basename(main), text.includes(`"${name}"`) ? text : text.replace(/^#include/m, `#include "${name}"\n$&`)],
      [name, read(included)],
    ] as const;
  });
}

function read(file: string): string {
  return readFileSync(path.join(repositoryRoot, file), 'utf8');
}
