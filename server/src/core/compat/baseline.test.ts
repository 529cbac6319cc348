import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL_ABIS } from '../target/abis.js';
import { compareSnapshots } from './compareSnapshots.js';
import { readBaseline } from './readBaseline.js';
import { snapshotOf } from './testing/versions.js';
import { writeBaseline } from './writeBaseline.js';

const everything = `struct a { __u8 k; __u64 v; __u32 b:3; __u32 :5; char name[4]; union { __u32 i; struct { __u16 w; } s[2]; }; __u32 f[]; };
/** struct c - ioctl(C)
 * @size: x
 * @r: must be 0
 */
struct c { __u32 size; __u32 r; };
struct incomplete { struct nowhere n; };
enum e { E1 = -1, E2 = 0x7fffffff };
enum { BIG = 0xffffffffffffffffULL };
union u { __u32 x; float f; };
enum unknown { NOTHING = nowhere };
#define C _IO('c', 1)
#define N _IO('c', 3)
#define W _IOWR('c', 2, struct a)
#define L sizeof(long)
#define S "text"
#define F(x) (x)`;

test('baseline: what is written is read again, in the same bytes', () => {
  const snapshot = snapshotOf(
    everything,
    ALL_ABIS.map(({ id }) => id),
  );
  const text = writeBaseline([snapshot, { ...snapshot, header: 'another.h' }]);
  const read = readBaseline(text);
  assert.ok('headers' in read, JSON.stringify(read));
  assert.deepEqual([...read.headers.keys()], ['another.h', 'foo.h']);
  assert.equal(writeBaseline([...read.headers.values()]), text);
  const known = read.headers.get('foo.h');
  assert.ok(known !== undefined);
  assert.deepEqual(compareSnapshots(known, snapshot), []);
  assert.doesNotMatch(text, /\/foo/, 'no path');
});

test('baseline: what is wrong with a file is said', () => {
  const ioctl = '"kind":"ioctl","values":{"all":1},"style":"classic","fields":{"each":[[["i386"],["r",1,2,3]]]}';
  const head = '"abis":["x86_64","i386"],"style":"classic"';
  const constant = (text: string): string =>
    `{"schemaVersion":1,"headers":{"a.h":{${head},"records":{},"constants":{"A":{${text}}},"enums":{},"otherMacros":[]}}}`;
  const table: readonly (readonly [string, string])[] = [
    ['{}', 'it is no baseline'],
    ['{"schemaVersion":1}', 'it is no baseline'],
    ['{"schemaVersion":1,"headers":{"a.h":{"abis":[]}}}', 'it is damaged: a.h has no ABI'],
    ['{"schemaVersion":1,"headers":{"a.h":{"abis":1}}}', "it is damaged: 'abis of a.h' should have a list"],
    [constant('"kind":"macro","values":{"each":[]}'), "it is damaged: 'A' has no ABI"],
    [constant(ioctl), "it is damaged: 'A' has a value without the fields of its number"],
    [
      constant(`"kind":"${'x'.repeat(100)}"`),
      `it is damaged: 'A' has '${'x'.repeat(59)}…, which is none of macro, enumerator, ioctl`,
    ],
  ];
  for (const [text, error] of table) assert.deepEqual(readBaseline(text), { error });
});

test('baseline: hostile files are refused, and nothing is thrown', () => {
  const snapshot = snapshotOf(everything);
  const text = writeBaseline([snapshot]);
  const damaged = [
    '',
    '{',
    'null',
    '[]',
    '{"schemaVersion":2,"headers":{}}',
    '{"schemaVersion":1,"headers":[]}',
    '{"schemaVersion":1,"headers":{"a.h":null}}',
    '{"schemaVersion":1,"headers":{"__proto__":{"abis":["x86_64"]}}}',
    text.replace('"x86_64"', '"vax"'),
    text.replace('"size":', '"size":-'),
    text.replace('"struct a"', '"clause a"'),
    text.slice(0, text.length / 2),
  ];
  for (const each of damaged) assert.ok('error' in readBaseline(each), each.slice(0, 80));
  // Any one token of another type is either refused or read as something that can be compared.
  for (const match of text.matchAll(/-?\d+|"[^"]*"|[[{]/g)) {
    const changed = `${text.slice(0, match.index)}null${text.slice(match.index + match[0].length)}`;
    const read = readBaseline(changed);
    if ('headers' in read) for (const each of read.headers.values()) compareSnapshots(each, snapshot);
  }
});
