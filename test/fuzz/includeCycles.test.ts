/** Includes that never end by themselves: cycles, and files that include themselves more than once. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../harness/repository.js';
import { createSupervisor, fuzzLimits } from './supervisor.js';

interface Cycle {
  readonly title: string;
  /** The first one is analysed. */
  readonly files: Readonly<Record<string, string>>;
}

const cycles: readonly Cycle[] = [
  { title: 'a file that includes itself', files: { 'a.h': '#include "a.h"\nstruct a { int x; };\n' } },
  {
    title: 'a file that includes itself twice',
    files: { 'a.h': '#include "a.h"\n#include "a.h"\nstruct a { int x; };\n' },
  },
  {
    title: 'two files that include each other twice',
    files: {
      'a.h': '#include "b.h"\n#include "b.h"\nstruct a { int x; };\n',
      'b.h': '#include "a.h"\n#include "a.h"\nstruct b { int x; };\n',
    },
  },
  { title: 'include_next of itself', files: { 'a.h': '#include_next "a.h"\n#include_next "a.h"\n' } },
  {
    title: 'a computed include of itself',
    files: { 'a.h': '#define NEXT "a.h"\n#include NEXT\n#include NEXT\n' },
  },
  {
    title: 'a file that includes itself inside of a record, behind a stray brace',
    files: { 'a.h': 'int a, b, };\nstruct a {\n__u64 x;\n#include "a.h"\n__u64 y;\n};\n' },
  },
  {
    title: 'a file that includes itself before what is guarded, with all that an ABI decides',
    files: {
      'a.h':
        'struct a {\nunion b { int c; };\n};\n#include "a.h"\n#ifndef A_H\n#if __BITS_PER_LONG == 64\n#define A_H\n' +
        '#include <linux/types.h>\n#endif\n#define LENGTH 16\nenum state {\nOFF,\n#if 0\n};\n#endif\n' +
        'struct range {\n__u64 start;\n__be16 port;\n};\n#endif\n',
    },
  },
  {
    title: 'a file that pushes a packing and includes itself twice',
    files: { 'a.h': '#pragma pack(push, 1)\nstruct a { int x; };\n#include "a.h"\n#include "a.h"\n' },
  },
  { title: 'a packing pushed by each of 2^20 includes', files: doubled('#pragma pack(push, 1)\n', 'int x;\n') },
  {
    title: 'a hundred records included 2^20 times',
    files: doubled(
      '',
      records((n) => `s${n}`),
    ),
  },
  {
    title: 'a hundred records with names from __COUNTER__ included 2^20 times',
    files: doubled('', `#define CAT(a, b) a##b\n#define NAME(n) CAT(s, n)\n${records(() => 'NAME(__COUNTER__)')}`),
  },
  {
    title: 'forty files, each including the next ten times',
    files: Object.fromEntries(
      Array.from({ length: 40 }, (_, n) => [
        n === 0 ? 'a.h' : `a${n}.h`,
        `${`#include "a${n + 1}.h"\n`.repeat(10)}struct s${n} { int x; };\n`,
      ]),
    ),
  },
];

/** Twenty files, each of which includes the next twice, and one at the end. */
function doubled(before: string, last: string): Cycle['files'] {
  const files: Record<string, string> = {};
  for (let n = 0; n < 20; n++) {
    files[n === 0 ? 'a.h' : `a${n}.h`] = `${before}${`#include "a${n + 1}.h"\n`.repeat(2)}`;
  }
  return { ...files, 'a20.h': last };
}

function records(nameOf: (n: number) => string): string {
  return Array.from({ length: 100 }, (_, n) => `struct ${nameOf(n)} { int a; long b[2]; };\n`).join('');
}

for (const { title, files } of cycles) {
  test(title, async (t) => {
    const folder = temporaryFolder(t);
    for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text);
    const [first] = Object.entries(files);
    const supervisor = createSupervisor(fuzzLimits);
    t.after(() => supervisor.stop());
    const outcome = await supervisor.run({ path: path.join(folder, first[0]), text: first[1] });
    assert.ok(outcome.kind === 'fine', outcome.kind === 'fine' ? '' : `${outcome.kind}: ${outcome.message}`);
    const expected = title.startsWith('include_next') ? /./ : /^limit\//;
    assert.ok(
      outcome.reply.codes.some((code) => expected.test(code)),
      `no limit named, only ${outcome.reply.codes}`,
    );
  });
}

test('a guarded cycle is no error', async (t) => {
  const folder = temporaryFolder(t);
  const guarded = (name: string, other: string): string =>
    `#ifndef ${name}_H\n#define ${name}_H\n#include "${other}.h"\nstruct ${name} { int x; };\n#endif\n`;
  fs.writeFileSync(path.join(folder, 'a.h'), guarded('a', 'b'));
  fs.writeFileSync(path.join(folder, 'b.h'), guarded('b', 'a'));
  const supervisor = createSupervisor(fuzzLimits);
  t.after(() => supervisor.stop());
  const outcome = await supervisor.run({ path: path.join(folder, 'a.h'), text: guarded('a', 'b') });
  assert.ok(outcome.kind === 'fine', outcome.kind === 'fine' ? '' : `${outcome.kind}: ${outcome.message}`);
  assert.deepEqual(outcome.reply.codes, []);
});
