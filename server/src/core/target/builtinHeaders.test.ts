/** The built-in headers: what is found, and that gcc sees in them what it sees in the real ones. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { builtinHeader, builtinHeaderSpellings } from './builtinHeaders.js';

/** The checkout, seen from the source and from the compiled test alike. */
const project = new URL('../../../../', import.meta.url);

test('a header has the text of its file and the class of its folder', () => {
  const cases = [
    ['stddef.h', 'compiler', 'compiler'],
    ['linux/types.h', 'kernel', 'fallback'],
    ['sys/socket.h', 'libc', 'fallback'],
  ] as const;
  for (const [spelling, folder, kind] of cases) {
    const text = readFileSync(new URL(`server/builtin/${folder}/${spelling}`, project), 'utf8');
    assert.deepEqual(builtinHeader(spelling), { kind, text });
  }
});

test('every listed spelling is found, others are not', () => {
  for (const spelling of builtinHeaderSpellings()) assert.ok(builtinHeader(spelling), spelling);
  for (const spelling of ['linux/kvm.h', '', '../stddef.h', 'constructor', '__proto__']) {
    assert.equal(builtinHeader(spelling), undefined, spelling);
  }
});

test('what the headers include is built in, or asked for with __has_include', () => {
  for (const spelling of builtinHeaderSpellings()) {
    const text = builtinHeader(spelling)?.text ?? '';
    const optional = new Set([...text.matchAll(/__has_include\(<([^>]+)>\)/g)].map((match) => match[1]));
    for (const [, included = ''] of text.matchAll(/^#include <([^>]+)>$/gm)) {
      if (!optional.has(included)) assert.ok(builtinHeader(included), `${spelling} includes <${included}>`);
    }
  }
});

// The other ABIs need compilers that `npm test` does not ask for; without arguments the script takes all of them.
for (const abi of ['x86_64', 'i386', 'm68k', 'powerpc']) {
  test(`${abi}: gcc takes each header by itself and finds the types and values of the real ones`, () => {
    const script = fileURLToPath(new URL('scripts/probe-abi.mjs', project));
    const result = spawnSync(process.execPath, [script, '--builtin', abi], { encoding: 'utf8' });
    assert.equal(result.stderr, '');
    assert.equal(result.status, 0);
  });
}
