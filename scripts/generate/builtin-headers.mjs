// server/src/core/target/builtinHeaders.generated.ts: the headers of server/builtin/ as texts in one module, so that they
// are there in a browser too. The spelling of a header is its path below compiler/, kernel/ or libc/.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { displayPath, root, UserError, walk } from '../lib/repository.mjs';

const source = 'server/builtin';

/** Folder → when its headers are found; see the README there. */
const kinds = { compiler: 'compiler', kernel: 'fallback', libc: 'fallback' };

export async function outputs() {
  const headers = walk(join(root, source))
    .filter((path) => path.endsWith('.h'))
    .map((path) => header(displayPath(path).slice(source.length + 1), readFileSync(path, 'utf8')));
  const spellings = headers.map(({ spelling }) => spelling);
  const twice = spellings.find((spelling, index) => spellings.indexOf(spelling) !== index);
  if (twice !== undefined) throw new UserError(`${source} has two headers <${twice}>.`);
  return new Map([['server/src/core/target/builtinHeaders.generated.ts', module(headers)]]);
}

function header(path, text) {
  const [folder, ...rest] = path.split('/');
  if (kinds[folder] === undefined) throw new UserError(`${source}/${path}: no such class of headers as '${folder}'.`);
  return { spelling: rest.join('/'), kind: kinds[folder], text };
}

function module(headers) {
  const cases = headers.map(
    ({ spelling, kind, text }) => `    case '${spelling}':\n      return { kind: '${kind}', text: ${quoted(text)} };\n`,
  );
  return `// Made by scripts/generate/builtin-headers.mjs from ${source}; do not edit.
import type { BuiltinHeader } from './builtinHeaders.js';

/** A function, not a table: its strings are made when it is first called. */
export function builtinHeaderOf(spelling: string): BuiltinHeader | undefined {
  switch (spelling) {
${cases.join('')}    default:
      return undefined;
  }
}

export const builtinSpellings = (): readonly string[] => [
${headers.map(({ spelling }) => `  '${spelling}',\n`).join('')}];
`;
}

function quoted(text) {
  return `\`${text.replace(/[\\`]|\$\{/g, (found) => `\\${found}`)}\``;
}
