import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareSnapshots } from './compareSnapshots.js';
import { changesBetween, snapshotOf } from './testing/versions.js';

/** Two versions of a header as text, and what is said of each change: `VERDICT MESSAGE`, and its facts by ABI behind `|`. */
const constants: readonly (readonly [string, string, string, readonly string[]])[] = [
  [
    'the size in a number, on the ABI where it changed',
    "#define A _IOR('a', 1, long)",
    "#define A _IOR('a', 1, __s64)",
    ['break the number of A went from 0x80046101 to 0x80086101 (size 4 → 8) on i386'],
  ],
  [
    'a number that differs between the ABIs, before and after',
    "#define A _IOR('a', 1, long)",
    "#define A _IOW('a', 1, long)",
    [
      'break the number of A went from 0x80086101 to 0x40086101 (direction r → w) on x86_64' +
        ' | x86_64: from 0x80086101 to 0x40086101 (direction r → w) | i386: from 0x80046101 to 0x40046101 (direction r → w)',
    ],
  ],
  [
    'type and nr of a command',
    "#define A _IO('a', 1)\n#define B _IO('a', 2)",
    "#define A _IO('b', 1)\n#define B _IO('a', 3)",
    [
      'break the number of A went from 0x6101 to 0x6201 (type 0x61 → 0x62)',
      'break the number of B went from 0x6102 to 0x6103 (nr 0x2 → 0x3)',
    ],
  ],
  [
    'a published size',
    '#define A_SIZE_VER0 8\n#define A_SIZE_VER1 16\n#define B_SIZE_VER0 8',
    '#define A_SIZE_VER0 16\n#define A_SIZE_VER1 24\n#define B_SIZE_VER0 4',
    [
      'break A_SIZE_VER0 went from 8 to 16: programs that pass the first published size are refused',
      'break A_SIZE_VER1 went from 16 to 24: the size of a published version cannot change',
      'ok B_SIZE_VER0 went from 8 to 4: smaller structs are accepted than were ever published',
    ],
  ],
  [
    'the same bits with another sign',
    '#define A 0xffffffff',
    '#define A (-1)',
    ['ambiguous A went from 0xffffffff to -1: the same 32 bits with another sign'],
  ],
  [
    'a value on one ABI',
    '#define A 4',
    '#ifdef __x86_64__\n#define A 8\n#else\n#define A 4\n#endif',
    ['break A went from 4 to 8 on x86_64'],
  ],
  [
    'a value that is another one on each ABI',
    '#define A 1',
    '#define A sizeof(long)',
    ['ambiguous A went from 1 to 8 on x86_64: it follows the size of a type | x86_64: 1 → 8 | i386: 1 → 4'],
  ],
  [
    'a constant that became a text, and one that names what only the kernel has',
    '#define A 300\n#define B (1ULL << 4)',
    '#define A "300"\n#define B ((u64)1 << 4)',
    [
      'ambiguous A was 0x12c and is no integer constant any more',
      'ambiguous B was 16 and is no integer constant any more',
    ],
  ],
  ['a large value', '#define A 0x100', '#define A 0x200', ['break A went from 0x100 to 0x200']],
  [
    'an enumerator put before others',
    'enum e { A, B, C, D };',
    'enum e { A, X, B, C, D };',
    ['break B went from 1 to 2; 2 more of its enum change'],
  ],
  [
    'an enumerator put before two others',
    'enum e { A, B, C };',
    'enum e { A, X, B, C };',
    ['break B went from 1 to 2; 1 more of its enum changes'],
  ],
  [
    'the end of a list that is no longer its last enumerator',
    'enum e { A, B, __E };',
    'enum e { A, B, C, __E, LAST = __E - 1 };',
    ['ok __E went from 2 to 3'],
  ],
  [
    'the end of a list that came nearer',
    'enum e { A, B, E };',
    'enum e { A, E = 1, B = 1 };',
    ['break E went from 2 to 1'],
  ],
  [
    'an enum that is gone',
    'enum e { A, B };',
    '',
    ['break enum e is gone with its 2 enumerators, A the first of them'],
  ],
  [
    'an enum without a tag that is gone',
    'enum { A, B };',
    '',
    ['break the enum is gone with its 2 enumerators, A the first of them'],
  ],
  [
    'an enum of which an enumerator went on as a macro',
    'enum e { A, B };',
    '#define B 1',
    ['break A is gone; it was 0'],
  ],
  [
    'an enum of which an enumerator has another name',
    'enum e { E_FOO, E_BAR };',
    'enum { E_FOOS };',
    [
      'ambiguous E_FOO (0) is called E_FOOS now: programs that use the old name no longer compile',
      'break E_BAR is gone; it was 1',
    ],
  ],
  [
    'macros that are no constants',
    '#define GONE "a"\n#define BECAME "b"\n#define STAYS "c"\n#define _FOO_H_ "d"\n#define REACHED "e"',
    '#define BECAME 1\n#define STAYS "f"\n#include <reached.h>',
    ['break the macro GONE is gone'],
  ],
  [
    'the end of a list that is gone',
    'enum e { E_A, E_B, E_MAX };',
    'enum e { E_A, E_B };',
    ['ambiguous E_MAX, which marks the end of a list, is gone'],
  ],
  [
    'a reserved value that was given a meaning',
    'enum e { E_A, E_RESERVED };',
    'enum e { E_A, E_B };',
    ['ok E_RESERVED (1) was given a meaning as E_B'],
  ],
  [
    'a value that means something else',
    'enum e { E_A, E_RED };',
    'enum e { E_A, E_SMALL };',
    ['break E_RED is gone, and its value 1 means E_SMALL now'],
  ],
  [
    'a flag that means something else',
    'enum e { E_A = 1, E_RED = 4 };',
    'enum e { E_A = 1, E_SMALL = 4 };',
    ['break E_RED is gone, and its value 4 means E_SMALL now'],
  ],
  [
    'a longer name',
    'enum e { E_A, E_RED };',
    'enum e { E_A, E_RED_OLD };',
    ['ambiguous E_RED (1) is called E_RED_OLD now: programs that use the old name no longer compile'],
  ],
  [
    'the one of two new names that is like the old one',
    'enum e { E_A, E_RED };',
    'enum e { E_A, E_SMALL = 1, E_RED_OLD = 1 };',
    ['ambiguous E_RED (1) is called E_RED_OLD now: programs that use the old name no longer compile'],
  ],
  [
    'a command with another name',
    "#define A_SET_FOO _IO('a', 1)",
    "#define A_FOO_SET _IO('a', 1)",
    ['ambiguous A_SET_FOO (0x6101) is called A_FOO_SET now: programs that use the old name no longer compile'],
  ],
  [
    'a command whose nr another one has',
    "#define A_SET_FOO _IO('a', 1)",
    "#define A_GET_BAR _IOR('a', 1, __u32)",
    ['break A_SET_FOO is gone, and A_GET_BAR took its place (type 0x61, nr 0x1)'],
  ],
  [
    'what one ABI has no more',
    "#define A 1\nenum e { B };\n#define C _IO('c', 1)",
    "#ifdef __x86_64__\n#define A 1\nenum e { B };\n#define C _IO('c', 1)\n#endif",
    [
      'ambiguous A has no value on i386 any more',
      'ambiguous B has no value on i386 any more',
      'ambiguous C has no value on i386 any more',
    ],
  ],
  [
    'commands that grow in another way',
    "struct a { __u32 size; __u32 x; };\n#define A _IO('a', 1) /* struct a */\n#define B _IO('a', 2)\n#define C _IO('a', 3)",
    "struct a { __u32 size; __u32 x; };\n#define A _IO('a', 1) /* struct a */\n#define B _IO('a', 2)\n#define C _IO('a', 3)\n/* uapi-style: drm */",
    [
      'ambiguous A and 2 more: the interface was size-first and looks drm now, which changes what a longer or shorter struct means',
    ],
  ],
];

const records: typeof constants = [
  [
    'growth that differs between the ABIs',
    'struct a { long x; };',
    'struct a { long x; long y; };',
    [
      "ambiguous struct a: grew from 8 to 16 bytes: 'y' came at the end on x86_64; that is compatible where its length is passed along with it" +
        ' | x86_64: 8 → 16 bytes | i386: 4 → 8 bytes',
    ],
  ],
  [
    'a record that cannot be laid out any more',
    'struct a { __u32 x; };',
    'struct a { struct nowhere x; };',
    ['ambiguous struct a cannot be laid out any more, so it was not compared'],
  ],
  [
    'a union that became a struct',
    'union a { __u32 x; };',
    'struct a { __u32 x; };',
    ['break union a is a struct now'],
  ],
  [
    'a record on one ABI',
    'struct a { __u32 x; };',
    '#ifdef __x86_64__\nstruct a { __u32 x; };\n#endif',
    ['break struct a is gone on i386'],
  ],
  [
    'an array in a union that had the room',
    'struct a { union { __u8 x[4]; __u8 raw[64]; }; };',
    'struct a { union { __u8 x[8]; __u8 raw[64]; }; };',
    ["ambiguous struct a: 'x' went from [4] to [8], in bytes that another member has as well"],
  ],
  [
    'an array that took padding',
    'struct a { __u8 x[2]; __u32 y; };',
    'struct a { __u8 x[4]; __u32 y; };',
    ["break struct a: 'x' went from [2] to [4]"],
  ],
  [
    'an array in a union of its own',
    'union a { __u8 x[4]; __u8 raw[64]; };',
    'union a { __u8 x[8]; __u8 raw[64]; };',
    ["break union a: 'x' went from [4] to [8]"],
  ],
  [
    'an array that got shorter',
    'struct a { __u8 x[4]; __u32 y; };',
    'struct a { __u8 x[2]; __u32 y; };',
    ["break struct a: 'x' went from [4] to [2]"],
  ],
  [
    'an array of records that grew',
    'struct in { __u32 x; }; struct out { struct in a[2]; };',
    'struct in { __u32 x; __u32 y; }; struct out { struct in a[2]; };',
    [
      "break struct in: grew from 4 to 8 bytes: 'y' came at the end; that is compatible where its length is passed along with it",
    ],
  ],
  [
    'a record that grew with no name',
    'struct a { __u32 x; __u32 reserved[1]; };',
    'struct a { __u32 x; __u32 reserved[3]; };',
    ['ambiguous struct a: grew from 8 to 16 bytes; that is compatible where its length is passed along with it'],
  ],
  [
    'a record that an attribute made longer',
    'struct a { __u32 x; };',
    'struct a { __u32 x; } __attribute__((aligned(8)));',
    [
      'ambiguous struct a: grew from 4 to 8 bytes, since its alignment went from 4 to 8; that is compatible where its length is passed along with it',
    ],
  ],
  [
    'one member moves',
    'struct a { __u32 x; __u32 y; __u32 z; };',
    'struct a { __u32 x; __u32 z; };',
    ["break struct a: 'y' is gone (__u32 at offset 4); 1 member moves, the size goes from 12 to 8"],
  ],
  [
    'members around an array of untagged records that change places',
    'struct a { __u32 x; struct { __u32 e; } s[2]; __u32 y; };',
    'struct a { __u32 y; struct { __u32 e; } s[2]; __u32 x; };',
    ["break struct a: 's' stands before 'x' now; 2 members move"],
  ],
  [
    'the first of two differences breaks',
    'struct a { __u32 x; __u32 y; __u32 z; };',
    'struct a { __s32 x; __u32 z; };',
    [
      "ambiguous struct a: 'x' went from __u32 to __s32: a value with the top bit set is read with another sign",
      "break struct a: 'y' is gone (__u32 at offset 4); 1 member moves, the size goes from 12 to 8",
    ],
  ],
  [
    'a member that became an array, and one that was one',
    'struct a { __u8 x; __u8 y[3]; __u32 z; };',
    'struct a { __u8 x[3]; __u8 y; __u32 z; };',
    ["break struct a: 'x' went from no array to [3]; 1 member moves", "break struct a: 'y' went from [3] to no array"],
  ],
  [
    'the same bytes as an array',
    'struct a { __u8 x[8]; };',
    'struct a { __u64 x; };',
    [
      'ambiguous struct a: its alignment went from 1 to 8: structs of programs that hold it may change on x86_64' +
        ' | x86_64: alignment 1 → 8 | i386: alignment 1 → 4',
    ],
  ],
  [
    'an untagged record that grew',
    'struct a { struct { __u32 x; } s; __u32 y; };',
    'struct a { struct { __u32 x; __u32 z; } s; __u32 y; };',
    ["break struct a: 's.z' was put before 'y', which moves from offset 4 to offset 8; the size goes from 8 to 12"],
  ],
  [
    'the width of a bit-field',
    'struct a { __u32 x:3, y:5; };',
    'struct a { __u32 x:4, y:4; };',
    [
      "break struct a: 'x' went from 3 bits to 4 bits; 1 member moves",
      "break struct a: 'y' went from 5 bits to 4 bits",
    ],
  ],
  ['the unit of a bit-field', 'struct a { __u32 x:3; __u32 y; };', 'struct a { __u8 x:3; __u32 y; };', []],
  [
    'the sign of elements',
    'struct a { __u32 x[2]; __u8 y[8]; __u32 z[]; };',
    'struct a { __s32 x[2]; __s8 y[8]; __s32 z[]; };',
    [
      "ambiguous struct a: 'x' went from __u32[2] to __s32[2]: a value with the top bit set is read with another sign",
      "ambiguous struct a: 'z' went from __u32[] to __s32[]: a value with the top bit set is read with another sign",
    ],
  ],
  ['the sign of bytes without a bound', 'struct a { __u32 n; __u8 x[]; };', 'struct a { __u32 n; __s8 x[]; };', []],
  [
    'a member in the room of a larger reserved one',
    'struct a { __u32 x; __u32 pad[2]; };',
    'struct a { __u32 pad[3]; };',
    [
      "ambiguous struct a: 'x' is gone (__u32 at offset 0), and 'pad' keeps its place: the kernel no longer looks at it",
    ],
  ],
  [
    'a flexible array that is gone',
    'struct a { __u32 x; __u8 f[]; };',
    'struct a { __u32 x; };',
    ["break struct a: 'f' is gone (__u8[] at offset 4)"],
  ],
  [
    'members that leave a gap where one was',
    'struct a { __u64 x; };',
    'struct a { __u16 p; __u32 q; };',
    ["break struct a: 'x' is gone (__u64 at offset 0)"],
  ],
  [
    'a member whose type means something else now',
    'typedef __u32 foo_t; struct a { foo_t x; };',
    'typedef __s32 foo_t; struct a { foo_t y; };',
    ["ambiguous struct a: 'x' is called 'y' now: programs that use the old name no longer compile"],
  ],
  [
    'two members for one',
    'struct a { __u64 x; } __attribute__((aligned(8)));',
    'struct a { __u32 lo; __u32 hi; } __attribute__((aligned(8)));',
    [
      "ambiguous struct a: 'x' is called 'lo' and 'hi' now: programs that use the old name no longer compile (__u64, now __u32 and __u32)",
    ],
  ],
  [
    'a union with one name more',
    'union a { __u32 x; };',
    'union a { __u32 x; __u32 y; };',
    ["ok union a: 'y' is a new name for bytes that other members have as well"],
  ],
  [
    'the second of two reserved members',
    'struct a { __u32 pad; __u32 x; __u32 pad2; };',
    'struct a { __u32 pad; __u32 x; __u32 y; };',
    [
      "ambiguous struct a: 'y' takes bytes of 'pad2', and no comment had said that it must be zero: old programs may have left anything there",
    ],
  ],
  [
    'many members in a reserved one',
    'struct a {\n/* must be zero */\n__u8 reserved[8]; };',
    'struct a { __u8 a, b, c, d, e; __u8 reserved[3]; };',
    ["ok struct a: 'a', 'b', 'c', 'd' and 1 more take bytes of 'reserved', which had to be zero"],
  ],
  [
    'many members at the end',
    'struct a { __u32 x; };',
    'struct a { __u32 x; __u32 a, b, c, d, e; };',
    [
      "ambiguous struct a: grew from 4 to 24 bytes: 'a', 'b', 'c', 'd' and 1 more came at the end; that is compatible where its length is passed along with it",
    ],
  ],
  [
    'padding of a struct that only the kernel writes',
    "struct a { __u8 x; __u32 y; };\n#define A _IOR('a', 1, struct a)",
    "struct a { __u8 x; __u8 z; __u32 y; };\n#define A _IOR('a', 1, struct a)",
    [
      "ambiguous struct a: 'z' lies in a hole of the old struct (offset 1): an old kernel leaves there what lay on its stack",
    ],
  ],
  [
    'padding of a struct that programs write',
    "struct a { __u8 x; __u32 y; };\n#define A _IOW('a', 1, struct a)",
    "struct a { __u8 x; __u8 z; __u32 y; };\n#define A _IOW('a', 1, struct a)",
    [
      "break struct a: 'z' lies in a hole of the old struct (offset 1): old programs pass whatever lay on their stack there",
    ],
  ],
  [
    'a record inside that got longer and another type',
    'struct in { __u32 x; __u32 y; }; struct out { struct in i; __u32 z; };',
    'struct in { __u32 x; __s32 y; __u32 w; }; struct out { struct in i; __u32 z; };',
    [
      "ambiguous struct in: 'y' went from __u32 to __s32: a value with the top bit set is read with another sign",
      "break struct in: grew from 8 to 12 bytes: 'w' came at the end; that is compatible where its length is passed along with it",
    ],
  ],
  [
    'a typedef of a record that stands for another one',
    'typedef struct { __u32 x; } guid_t; typedef guid_t id_t; struct a { id_t id; };',
    'typedef struct { __u32 x; } guid_t; typedef struct { __u32 x; } id_t; struct a { id_t id; };',
    [],
  ],
  [
    'members that a typedef, a qualifier or an attribute describes',
    'typedef __u32 a_t __attribute__((aligned(8))); struct a { const __s32 c; a_t t; unsigned m __attribute__((mode(DI))); float f; void *p; };',
    'typedef __s32 a_t __attribute__((aligned(8))); struct a { const __u32 c; a_t t; int m __attribute__((mode(DI))); __u32 f; long p; };',
    [
      "ambiguous struct a: 'c' went from const __s32 to const __u32: a value with the top bit set is read with another sign",
      "ambiguous struct a: 't' went from a_t (unsigned) to a_t (signed): a value with the top bit set is read with another sign",
      "ambiguous struct a: 'm' went from unsigned int to int: a value with the top bit set is read with another sign",
      "ambiguous struct a: 'f' went from float to __u32, which has the same size",
      "ambiguous struct a: 'p' went from void * to long, which has the same size",
    ],
  ],
];

for (const [title, before, after, expected] of [...constants, ...records]) {
  test(`change: ${title}`, () => {
    const others = { 'reached.h': '#define REACHED "e"\n' };
    const said = changesBetween(before, after, ['x86_64', 'i386'], others).map(({ verdict, message, facts }) =>
      [`${verdict} ${message}`, ...facts].join(' | '),
    );
    assert.deepEqual(said, expected);
  });
}

test('change: a constant that became a text, where nothing tells what a program still reaches', () => {
  const [old, now] = ['#define A 300', '#define A "300"'].map((text) => snapshotOf(text));
  assert.deepEqual(
    compareSnapshots(old, now).map(({ verdict, message }) => `${verdict} ${message}`),
    ['ambiguous A was 0x12c and is no integer constant any more'],
  );
});

test('change: versions that were read on different ABIs are compared on those of both', () => {
  const old = snapshotOf("#define A 1\nstruct a { long x; };\n#define B _IOR('b', 1, long)", ['x86_64', 'i386']);
  const now = snapshotOf("#define A 1\nstruct a { __u64 x; };\n#define B _IOR('b', 1, __u64)", ['x86_64']);
  assert.deepEqual(
    compareSnapshots(old, now).map(({ message, abis }) => [message, abis]),
    [["struct a: 'x' went from long to __u64: a value with the top bit set is read with another sign", ['x86_64']]],
  );
});
