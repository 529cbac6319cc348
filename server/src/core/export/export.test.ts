import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MemberLayout, RecordLayout } from '../layout/recordLayout.js';
import { basicType } from '../sema/ctype.js';
import type { FileRange, SourceFile } from '../source/sourceFile.js';
import { ALL_ABIS } from '../target/abis.js';
import { createAnalysisSession } from '../unit/analysisSession.js';
import type { DeclaredRecord, HeaderAnalysis } from '../unit/headerAnalysis.js';
import { layoutFile } from './layoutFile.js';
import { staticAsserts } from './staticAsserts.js';

const file: SourceFile = { path: '/src/linux/foo.h', displayName: 'linux/foo.h', text: '', view: 'installed' };
const range: FileRange = { file, start: 0, end: 0 };

function member(name: string, offsetBits: number, extra: Partial<MemberLayout> = {}): MemberLayout {
  const ctype = basicType('unsigned int');
  return {
    name,
    offsetBits,
    sizeBytes: 4,
    alignBytes: 4,
    fieldAlignBytes: 4,
    type: '__u32',
    ctype,
    dimensions: [],
    range,
    ...extra,
  };
}

function foo(lastOffsetBits: number, sizeBytes: number): RecordLayout {
  const grid: RecordLayout = {
    kind: 'struct',
    sizeBytes: 4,
    alignBytes: 4,
    members: [member('x', 0), member('bits', 32, { widthBits: 3 })],
    padding: [],
  };
  const members = [
    member('id', 0),
    member('grid', 32, { nested: grid, dimensions: [2], sizeBytes: 8, type: 'struct' }),
    member('data', lastOffsetBits, { sizeBytes: 0, dimensions: [-1], type: '__u64[]' }),
  ];
  return { kind: 'struct', sizeBytes, alignBytes: 4, members, padding: [] };
}

function record(name: string, layout?: RecordLayout): DeclaredRecord {
  const base = { kind: 'struct', name, isTypedefName: name.endsWith('_t'), nameRange: range, range } as const;
  const incomplete = { reason: 'uses missing_t */ which nothing declares', range };
  return layout === undefined ? { ...base, isPacked: false, incomplete } : { ...base, isPacked: false, layout };
}

function analyses(): readonly HeaderAnalysis[] {
  return ALL_ABIS.filter(({ id }) => id === 'x86_64' || id === 'i386' || id === 'arm-oabi').map((abi) => ({
    file,
    abi,
    records: [record('foo', abi.id === 'i386' ? foo(96, 12) : foo(128, 16)), record('lost')],
    enums: [
      {
        name: 'kind',
        range,
        enumerators: [
          { name: 'FOO_LOW', value: -(2n ** 63n), range },
          { name: 'FOO_HIGH', value: 2n ** 64n - 1n, range },
          { name: 'FOO_UNKNOWN', range },
        ],
      },
    ],
    macros: [],
    unresolvedIoctls: [],
    ioctls: [{ name: 'FOO_GET', value: 0x80106601n, direction: 'r', type: 0x66, nr: 1, sizeBytes: 16, range }],
    diagnostics: [],
    includes: [],
    knownNames: new Set(),
  }));
}

test('static-asserts groups what holds on the same ABIs', () => {
  assert.equal(
    staticAsserts(analyses()),
    `/* Made by \`uapi export static-asserts\` from linux/foo.h; do not edit. */

#include "linux/foo.h"
#include <linux/ioctl.h>

#if defined(__x86_64__) && !defined(__ILP32__)
#define UAPI_ABI_x86_64 1
#elif defined(__i386__)
#define UAPI_ABI_i386 1
#elif defined(__arm__) && !defined(__ARM_EABI__) && !defined(__ARMEB__)
#define UAPI_ABI_arm_oabi 1
#endif

/* Nothing is asserted of struct lost: uses missing_t * / which nothing declares */

#if defined(UAPI_ABI_x86_64) || defined(UAPI_ABI_arm_oabi)
_Static_assert(sizeof(struct foo) == 16, "size of struct foo");
_Static_assert(__builtin_offsetof(struct foo, data) == 16, "offset of data in struct foo");
#endif

#if defined(UAPI_ABI_x86_64) || defined(UAPI_ABI_i386) || defined(UAPI_ABI_arm_oabi)
_Static_assert(_Alignof(struct foo) == 4, "alignment of struct foo");
_Static_assert(__builtin_offsetof(struct foo, id) == 0, "offset of id in struct foo");
_Static_assert(sizeof(((struct foo *)0)->id) == 4, "size of id in struct foo");
_Static_assert(__builtin_offsetof(struct foo, grid) == 4, "offset of grid in struct foo");
_Static_assert(sizeof(((struct foo *)0)->grid) == 8, "size of grid in struct foo");
_Static_assert(__builtin_offsetof(struct foo, grid[0].x) == 4, "offset of grid[].x in struct foo");
_Static_assert(sizeof(((struct foo *)0)->grid[0].x) == 4, "size of grid[].x in struct foo");
_Static_assert(FOO_LOW == (-9223372036854775807LL - 1), "FOO_LOW");
_Static_assert(FOO_HIGH == 18446744073709551615ULL, "FOO_HIGH");
_Static_assert((unsigned int)(FOO_GET) == 0x80106601U, "FOO_GET");
#endif

#if defined(UAPI_ABI_i386)
_Static_assert(sizeof(struct foo) == 12, "size of struct foo");
_Static_assert(__builtin_offsetof(struct foo, data) == 12, "offset of data in struct foo");
#endif
`,
  );
});

test('json gives each fact once, with the ABIs on which it holds', () => {
  const document = JSON.parse(layoutFile(analyses()));
  assert.equal(document.schemaVersion, 1);
  assert.equal(document.header, 'linux/foo.h');
  assert.deepEqual(document.abis, ['x86_64', 'i386', 'arm-oabi']);
  const [wide, narrow] = document.records['struct foo'];
  assert.deepEqual([wide.abis, wide.fact.size], [['x86_64', 'arm-oabi'], 16]);
  assert.deepEqual([narrow.abis, narrow.fact.size], [['i386'], 12]);
  assert.deepEqual(wide.fact.members[3], {
    path: 'grid[].bits',
    offset: 8,
    size: 4,
    type: '__u32',
    bitOffset: 64,
    bitWidth: 3,
  });
  assert.equal(document.records['struct lost'][0].fact.incomplete, 'uses missing_t */ which nothing declares');
  assert.deepEqual(document.enums.kind[0].fact, [
    ['FOO_LOW', '-9223372036854775808'],
    ['FOO_HIGH', '18446744073709551615'],
    ['FOO_UNKNOWN', null],
  ]);
  assert.equal(document.ioctls.FOO_GET[0].fact.value, 0x80106601);
});

test('json does not depend on where the header lies', () => {
  assert.ok(!layoutFile(analyses()).includes('/src/'));
});

function analysed(text: string): readonly HeaderAnalysis[] {
  const source: SourceFile = { path: '/b.h', displayName: 'dir/b.h', text, view: 'installed' };
  const session = createAnalysisSession({ resolverFor: () => ({ resolve: () => undefined }) });
  return session.analyze(source, ALL_ABIS.slice(0, 1));
}

test('a header without commands, records by typedef names and enums without names', () => {
  const some = analysed(
    'typedef struct { int a; } box_t;\nenum { LOW = -9223372036854775807LL - 1, NEXT = LOW + 1 };\n',
  );
  const text = staticAsserts(some) ?? '';
  assert.ok(!text.includes('linux/ioctl.h'), text);
  assert.ok(text.includes('#include "dir/b.h"'), text);
  assert.ok(text.includes('_Static_assert(sizeof(box_t) == 4, "size of box_t");'), text);
  assert.ok(text.includes('_Static_assert(LOW == (-9223372036854775807LL - 1), "LOW");'), text);
  assert.ok(text.includes('_Static_assert(NEXT == -9223372036854775807, "NEXT");'), text);
  const document = JSON.parse(layoutFile(some));
  assert.deepEqual(Object.keys(document.enums), ['{ LOW }']);
});

test('json names the argument of a command where it has one', () => {
  const macros = `
#define _IOC(dir, type, nr, size) (((dir) << 30) | ((type) << 8) | (nr) | ((size) << 16))
#define _IO(type, nr) _IOC(0U, type, nr, 0)
#define _IOR(type, nr, t) _IOC(2U, type, nr, sizeof(t))
`;
  const { ioctls } = JSON.parse(layoutFile(analysed(`${macros}#define A _IO(1, 2)\n#define B _IOR(1, 3, int)\n`)));
  assert.deepEqual(ioctls.A[0].fact, { value: 0x102, dir: 'none', type: 1, nr: 2, size: 0 });
  assert.deepEqual(ioctls.B[0].fact, { value: 0x80040103, dir: 'r', type: 1, nr: 3, size: 4, argumentType: 'int' });
});

test('of nothing that was analysed nothing is told', () => {
  assert.ok(!staticAsserts([])?.includes('#if'));
  assert.deepEqual(JSON.parse(layoutFile([])).records, {});
});
