import assert from 'node:assert/strict';
import { test } from 'node:test';
import { additionsOf, compareSnapshots } from './compareSnapshots.js';
import { changesBetween, snapshotOf, throughBaseline, verdicts } from './testing/versions.js';

/** Two versions of a header as text, and the changes as `VERDICT KIND SYMBOL`. The rules' pages hold the usual cases. */
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
  test(`compare: ${title}`, () => {
    assert.deepEqual(changes(before, after), expected);
    // Baselines of the two versions say the same, without places.
    const [old, now] = [before, after].map((text) => throughBaseline(snapshotOf(text)));
    const read = compareSnapshots(old, now);
    assert.deepEqual(verdicts(read), expected);
    assert.ok(
      read.every(({ range, related }) =>
        [range, ...related.map((each) => each.range)].every((each) => each === undefined),
      ),
    );
  });
}

function changes(...versions: Parameters<typeof changesBetween>): readonly string[] {
  return verdicts(changesBetween(...versions));
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
  const old = snapshotOf('#define S "s"\n#define F(x) 1', ['x86_64']);
  const text = `struct a { __u32 x; };\nenum { B };\n#define C 1\n#define D _IO('d', 1)\n#define E "e"\n`;
  const after = snapshotOf(`${text}#define S "t"\n#define F(x) 2`, ['x86_64']);
  assert.deepEqual(compareSnapshots(old, after), []);
  assert.deepEqual(
    additionsOf(old, after).map(({ kind, symbol }) => `${kind} ${symbol}`),
    ['struct-added a', 'macro-added C', 'enumerator-added B', 'ioctl-added D', 'macro-added E'],
  );
});

test('compare: what there was in another form is no addition', () => {
  const [old, after] = ['#define A 1\nstruct a { __u32 x; };', '#define A "1"\nstruct a { __u32 x; };'].map((text) =>
    snapshotOf(text),
  );
  assert.deepEqual(additionsOf(old, after), []);
});

test('compare: a record of an included header that changed is told with the record that holds it', () => {
  const [old, after] = ['', ' __u32 z;'].map((more) => {
    const { records, ...rest } = snapshotOf(`struct in { __u32 x;${more} }; struct out { struct in i; __u32 y; };`);
    return { ...rest, records: new Map([...records].filter(([key]) => key === 'struct out')) };
  });
  assert.deepEqual(
    compareSnapshots(old, after).map(({ verdict, message }) => `${verdict} ${message}`),
    [
      "break struct out: changes with struct in, which it holds: 'y' moves from offset 4 to offset 8, the size goes from 8 to 12",
    ],
  );
});

test('compare: a header that cannot be found is no place where something went', () => {
  const before = 'struct a { __u32 x; };\nstruct b { struct a *p; };';
  const after = '#include <nowhere.h>\nstruct b { struct a *p; };';
  assert.deepEqual(changes(before, after, ['x86_64']), ['break struct-removed a']);
});
