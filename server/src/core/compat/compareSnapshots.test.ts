import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ReviewedHeader } from '../review/reviewedHeader.js';
import type { SourceFile } from '../source/sourceFile.js';
import { ALL_ABIS } from '../target/abis.js';
import { builtinHeader } from '../target/builtinHeaders.js';
import { createAnalysisSession } from '../unit/analysisSession.js';
import { additionsOf, compareSnapshots } from './compareSnapshots.js';
import { compareTrees } from './compareTrees.js';
import type { HeaderSnapshot } from './headerSnapshot.js';
import { publishedNames, reachesOf } from './reaches.js';
import { readBaseline } from './readBaseline.js';
import { takeSnapshot } from './takeSnapshot.js';
import { writeBaseline } from './writeBaseline.js';

/** Two versions of a header as text, and the changes as `VERDICT KIND SYMBOL`. The rules' pages hold the usual cases. */
const prelude = '#include <linux/types.h>\n#include <linux/ioctl.h>\n';

interface Version {
  readonly snapshot: HeaderSnapshot;
  readonly reviewed: ReviewedHeader;
}

function version(
  text: string,
  ids: readonly string[],
  old?: HeaderSnapshot,
  others: Record<string, string> = {},
): Version {
  const files = new Map<string, SourceFile>();
  const session = createAnalysisSession({
    resolverFor: () => ({
      resolve({ spelling }) {
        const content = others[spelling] ?? builtinHeader(spelling)?.text;
        if (content === undefined) return undefined;
        const file = files.get(spelling) ?? source(spelling, content);
        files.set(spelling, file);
        return { file, root: 0 };
      },
    }),
  });
  const file = source('foo.h', prelude + text);
  const abis = ALL_ABIS.filter(({ id }) => ids.includes(id));
  const lookUp = old === undefined ? [] : publishedNames(old);
  const reviewed = new ReviewedHeader(file, session.analyze(file, abis, { lookUp }), {});
  return { reviewed, snapshot: takeSnapshot(reviewed) };
}

function source(name: string, text: string): SourceFile {
  return { path: `/${name}`, displayName: name, text, view: 'installed' };
}

function changes(
  before: string,
  after: string,
  ids: readonly string[] = ['x86_64', 'i386'],
  others = {},
): readonly string[] {
  const old = version(before, ids).snapshot;
  const { snapshot, reviewed } = version(after, ids, old, others);
  return compareSnapshots(old, snapshot, { reaches: reachesOf(reviewed) }).map(
    ({ verdict, kind, symbol }) => `${verdict} ${kind} ${symbol}`,
  );
}

const cases: readonly (readonly [string, string, string, readonly string[]])[] = [
  ['nothing changes', 'struct a { __u32 x; };', 'struct a { __u32 x; };', []],
  [
    'an embedder is told with its cause, which is as bad as that',
    'struct in { __u32 x; }; struct out { struct in i; __u32 y; };',
    'struct in { __u32 x; __u32 z; }; struct out { struct in i; __u32 y; };',
    ['break struct-grown in'],
  ],
  [
    'embedders of embedders go to the root',
    'struct in { __u32 x; }; struct mid { struct in i; }; struct out { struct mid m; __u32 y; };',
    'struct in { __u32 x; __u32 z; }; struct mid { struct in i; }; struct out { struct mid m; __u32 y; };',
    ['break struct-grown in'],
  ],
  [
    'a union that had the room',
    'struct in { __u32 x; }; struct out { union { struct in i; __u8 raw[64]; }; __u32 y; };',
    'struct in { __u32 x; __u32 z; }; struct out { union { struct in i; __u8 raw[64]; }; __u32 y; };',
    ['ambiguous struct-grown in'],
  ],
  [
    'reserved bits of a bit-field unit',
    'struct a { __u32 x:1, __reserved:31; };',
    'struct a { __u32 x:1, y:2, __reserved:29; };',
    ['ambiguous reserved-consumed a.y'],
  ],
  [
    'an unnamed bit-field is reserved, not padding',
    'struct a { __u64 :64; __u64 :64; } __attribute__((aligned(8)));',
    'struct a { __u64 __opaque[2]; } __attribute__((aligned(8)));',
    ['ambiguous reserved-consumed a.__opaque'],
  ],
  [
    'members that a named group takes in',
    'struct a { __u32 x; __u32 y; };',
    'struct a { union { struct { __u32 x; __u32 y; }; struct { __u32 x; __u32 y; } both; }; };',
    ['ok member-added a.both'],
  ],
  [
    'a record written inside that got a tag',
    'struct a { struct { __u32 x; } res[2]; };',
    'struct b { __u32 x; }; struct a { struct b res[2]; };',
    [],
  ],
  [
    'a commented promise lets bytes be taken',
    'struct a { __u32 x; __u32 pad; /* must be zero */ };',
    'struct a { __u32 x; __u32 y; };',
    ['ok reserved-consumed a.y'],
  ],
  [
    'a struct that only the kernel writes',
    "struct a { __u32 x; __u32 pad; };\n#define A _IOR('a', 1, struct a)",
    "struct a { __u32 x; __u32 y; };\n#define A _IOR('a', 1, struct a)",
    ['ok reserved-consumed a.y'],
  ],
  ['a macro that became an enumerator', '#define A 1', 'enum e { A = 1 };', []],
  ['the end of a list', 'enum e { A, B, __N };', 'enum e { A, B, C, __N };', ['ok enum-value-changed __N']],
  ['a complement of a mask', '#define M (~(1 | 2))', '#define M (~(1 | 2 | 4))', ['ok macro-value-changed M']],
  ['a set of bits', '#define S (1 | 4)', '#define S (1 | 4 | 8)', ['ok macro-value-changed S']],
  [
    'sizes of types',
    'struct a { __u32 x; };\n#define L sizeof(struct a)',
    'struct a { __u32 x, y; };\n#define L sizeof(struct a)',
    ['ambiguous struct-grown a', 'ambiguous macro-value-changed L'],
  ],
  ['a struct that became a union', 'struct a { __u32 x; };', 'union a { __u32 x; };', ['break struct-removed a']],
  ['an include guard', '#ifndef _FOO_H\n#define _FOO_H 1\n#endif', '', []],
  [
    'the same number under another name',
    "#define A_SET_FOO _IO('a', 1)",
    "#define A_SET_BAR _IO('a', 1)",
    ['break nr-reused A_SET_FOO'],
  ],
  [
    'first member its own size',
    'struct a { __u32 argsz; __u32 flags; };',
    'struct a { __u32 argsz; __u32 flags; __u64 cap; };',
    ['ok struct-grown a'],
  ],
  [
    'names of Object.prototype',
    '#define constructor 1\nstruct __proto__ { __u32 x; };',
    '#define toString 1',
    ['break struct-removed __proto__', 'break macro-removed constructor'],
  ],
];

for (const [title, before, after, expected] of cases) {
  test(`compare: ${title}`, () => assert.deepEqual(changes(before, after), expected));
}

test('compare: an ABI is compared by itself', () => {
  const [before, after] = ['struct a { __u32 x; __u64 y; };', 'struct a { __u32 x; __u32 pad; __u64 y; };'];
  assert.deepEqual(changes(before, after, ['x86_64']), []);
  assert.deepEqual(changes(before, after, ['x86_64', 'i386']), ['break member-offset-changed a.y']);
});

test('compare: what moved to an included header is still reached', () => {
  const others = { 'moved.h': 'struct a { __u32 x; };\n#define A 1\n' };
  const before = 'struct a { __u32 x; };\n#define A 1\nstruct b { struct a *p; };';
  assert.deepEqual(changes(before, '#include <moved.h>\nstruct b { struct a *p; };', ['x86_64'], others), []);
  assert.deepEqual(changes(before, 'struct b { struct a *p; };', ['x86_64']), [
    'break struct-removed a',
    'break macro-removed A',
  ]);
});

test('compare: additions are counted, not judged', () => {
  const [old, after] = ['', "struct a { __u32 x; };\nenum { B };\n#define C 1\n#define D _IO('d', 1)"].map(
    (text) => version(text, ['x86_64']).snapshot,
  );
  assert.deepEqual(compareSnapshots(old, after), []);
  assert.deepEqual(
    additionsOf(old, after).map(({ kind, symbol }) => `${kind} ${symbol}`),
    ['struct-added a', 'macro-added C', 'enumerator-added B', 'ioctl-added D'],
  );
});

test('trees: a declaration that went to another header is compared there', () => {
  const old = { ...version('struct a { __u32 x; };', ['x86_64']).snapshot, header: 'a.h' };
  const empty = { ...version('', ['x86_64']).snapshot, header: 'b.h' };
  const moved = { ...version('struct a { __u32 x; __u32 y; };', ['x86_64']).snapshot, header: 'b.h' };
  const gone = { ...empty, header: 'a.h' };
  const pair = { header: 'b.h', old: empty, new: moved };
  const texts = (reaches: boolean): readonly string[] =>
    compareTrees([{ header: 'a.h', old, new: gone, reaches: () => reaches }, pair]).changes.map(
      ({ header, verdict, kind }) => `${header} ${verdict} ${kind}`,
    );
  assert.deepEqual(texts(true), ['a.h ambiguous struct-grown']);
  assert.deepEqual(texts(false), ['a.h ambiguous struct-removed']);
});

const everything = `struct a { __u8 k; __u64 v; __u32 b:3; __u32 :5; char name[4]; union { __u32 i; struct { __u16 w; } s[2]; }; __u32 f[]; };
/** struct c - ioctl(C)
 * @size: x
 * @r: must be 0
 */
struct c { __u32 size; __u32 r; };
struct incomplete { struct nowhere n; };
enum e { E1 = -1, E2 = 0x7fffffff };
enum { BIG = 0xffffffffffffffffULL };
#define C _IO('c', 1)
#define W _IOWR('c', 2, struct a)
#define L sizeof(long)
#define S "text"
#define F(x) (x)`;

test('baseline: what is written is read again, in the same bytes', () => {
  const { snapshot } = version(
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

test('baseline: hostile files are refused, and nothing is thrown', () => {
  const { snapshot } = version(everything, ['x86_64', 'i386']);
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
