import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mailMarkdown } from './mail.js';
import { footnoteSign, matrixTable } from './matrixTable.js';
import type { MatrixCell } from './run.js';
import { access, bytesOf, event, run } from './testRun.js';

const cells: readonly MatrixCell[] = [
  { caller: 'v1', kernel: 'v1', outcome: 'works', when: 'always' },
  { caller: 'v1', kernel: 'v2', outcome: 'zero-filled', when: 'new fields are zero' },
  { caller: 'v2', kernel: 'v1', outcome: 'E2BIG', when: 'a new field is set' },
  { caller: 'v2', kernel: 'v2', outcome: 'works', when: 'always' },
];

const input = {
  run: run({
    errno: 'E2BIG',
    ret: -1,
    reason: 'the tail is not zero',
    stacPairs: 2,
    before: bytesOf('0800000001000000'),
    kernelSize: 4,
    events: [
      event('MATCH'),
      event('TAIL_SCAN', {
        text: 'Bytes this kernel does not know: check_zeroed_user() of 4 bytes at offset 4 finds a non-zero byte.',
        access: access('scan', 4, 4, 2),
        errno: 'E2BIG',
      }),
    ],
    unreached: [{ step: 'COPY_IN', text: '' }],
    warnings: [{ id: 'tail-dropped', text: 'nobody is told' }],
  }),
  ioctl: 'SLOT_QUERY',
  abi: 'x86_64',
  littleEndian: true,
  fields: [
    { path: 'size', offset: 0, size: 4, type: '__u32', integer: 'unsigned' as const },
    { path: 'key', offset: 4, size: 4, type: '__u32', integer: 'unsigned' as const },
    { path: 'gone', offset: 8, size: 4, type: '__u32', integer: 'unsigned' as const },
  ],
  table: matrixTable(cells),
  conditions: ['byte 6 is the first that faults'],
  sizeWord: { path: 'size', offset: 0 },
};

test('a run as a mail', () => {
  assert.equal(
    mailMarkdown(input),
    `### SLOT_QUERY (0x000050e0) under fwctl

x86_64; the caller's structure has 8 bytes, the kernel's 4.
- byte 6 is the first that faults

Caller passes:

\`\`\`text
    0  size  8
    4  key   1
\`\`\`

What the kernel does:

\`\`\`text
 1  MATCH          MATCH happens.
 2  TAIL_SCAN      Bytes this kernel does not know: check_zeroed_user() of 4
                   bytes at offset 4 finds a non-zero byte. -> E2BIG
--  COPY_IN        not reached
\`\`\`

**Result:** returned −1 E2BIG · the tail is not zero · user memory unchanged
· 2 STAC/CLAC pairs

- **tail-dropped**: nobody is told

| fwctl     | kernel v1 | kernel v2    |
| --------- | --------- | ------------ |
| caller v1 | works     | zero-filled¹ |
| caller v2 | E2BIG²    | works        |

¹ new fields are zero
² a new field is set
`,
  );
});

test('names that mean something to Markdown or HTML stay text', () => {
  const hostile = '<img src=x>[a](command:b)`|*';
  const mail = mailMarkdown({
    ...input,
    ioctl: hostile,
    table: undefined,
    fields: [{ path: '```\n<b>', offset: 0, size: 4, type: '__u32', integer: 'unsigned' }],
  });
  assert.ok(mail.startsWith('### \\<img src=x\\>\\[a\\](command:b)\\`\\|\\*'));
  // The fence is longer than the one in the name, and the name is on one line.
  assert.match(mail, /\n````text\n {4}0 {2}``` <b> {2}8\n````\n/);
});

test('lines are short enough to be quoted', () => {
  for (const line of mailMarkdown(input).split('\n')) assert.ok(line.length <= 80, line);
});

test('footnotes are numbered by condition, cells that the server left out stay empty', () => {
  const table = matrixTable(cells.slice(1));
  assert.deepEqual(
    table.rows[0].map((cell) => cell?.note),
    [1, undefined],
  );
  assert.deepEqual(
    table.rows.map((row) => row.map((cell) => cell?.tone)),
    [
      ['partial', undefined],
      ['good', 'bad'],
    ],
  );
  assert.equal(footnoteSign(12), '¹²');
});
