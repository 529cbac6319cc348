/**
 * A small share of the differential fuzzing of layouts, with committed seeds; `npm run fuzz:layout` does more of it. The
 * texts below are what it found, made small: each is laid out as every compiler here lays it out.
 */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { liveCompilers, requireCompiler } from '../../oracle/compilers.js';
import { compareLayouts } from './compare.js';
import { fuzzLayouts } from './fuzzLayouts.js';
import type { Declaration, Piece } from './piece.js';

const compilers = Object.values(liveCompilers);
const CASES_PER_SEED = 1200;

before(() => compilers.forEach(requireCompiler));

for (const seed of [11, 20_261]) {
  test(`${CASES_PER_SEED} random records on ${compilers.length} ABIs, seed ${seed}`, () => {
    const { cases, differences } = fuzzLayouts({ compilers, seed, cases: CASES_PER_SEED, maxDifferences: 3 });
    assert.ok(cases >= CASES_PER_SEED, `only ${cases} records were accepted by the compilers`);
    assert.deepEqual(differences, []);
  });
}

/** Declarations, one a line; `@` marks the name of a member, `#` that of a bit-field. */
const found: Readonly<Record<string, readonly string[]>> = {
  'of several aligned attributes of a type the last one holds': [
    'struct __attribute__((aligned(64))) s { char @a; } __attribute__((packed, aligned(8)));',
    'union u { int @a; } __attribute__((aligned(32), aligned(4)));',
  ],
  'of several aligned attributes of a typedef those before the type hold': [
    'typedef __attribute__((aligned(8))) int t __attribute__((aligned(32)));',
    'typedef long v __attribute__((aligned, aligned(4)));',
    'struct s { char @c; t @a; char @d; v @b; };',
  ],
  'of several aligned attributes of a member the largest holds': [
    'struct s { char @c; __attribute__((aligned(8))) int @a __attribute__((aligned(32), aligned(2))); };',
  ],
  'an attribute behind a star belongs to the pointer': [
    'struct s { char @c; void * __attribute__((aligned(32))) @p; };',
    'struct u { char @c; void * __attribute__((aligned(2))) @p; };',
    'struct v { char @c; void * __attribute__((aligned(32))) *@p; };',
  ],
  'attributes before an anonymous member are dropped, those behind its brace are not': [
    'struct s { char @c; __attribute__((packed, aligned(16))) struct { int @a; }; };',
    'struct u { char @c; struct { int @a; } __attribute__((packed)); char @d; };',
  ],
  'a bit-field of a machine integer in its place is one, whatever its type is aligned to': [
    'typedef signed char t __attribute__((aligned(4)));',
    'typedef long long v __attribute__((aligned(2)));',
    'struct s { unsigned long #a : 12; __attribute__((packed)) unsigned @b[2][2]; t #c : 8; };',
    'struct u { v #a : 64; char @b; };',
    'struct w { long long #a : 64 __attribute__((aligned(1))); int @b; };',
    'union x { long long #a : 64; v #b : 32; };',
  ],
  'a bit-field goes to a boundary of its type from the last multiple of the largest alignment': [
    'typedef int t __attribute__((aligned(64)));',
    'struct s { t #a : 11; void *@p; t #b : 19; };',
    'struct u { _Complex double @a[1]; t #b : 15; };',
    'struct v { unsigned long @a; _Bool @b; t #c : 16 __attribute__((aligned(8))); };',
  ],
  'ABIs that differ in the alignment of a member share no layout': [
    'enum e { E };',
    'union s { union { _Alignas(long double) enum e @a[3]; int @b __attribute__((aligned(16))); }; int #c : 6; };',
    'struct u { char @a; union s @b; };',
  ],
};

for (const [what, lines] of Object.entries(found)) {
  test(what, () => {
    const { cases, refused, differences } = compareLayouts(compilers, lines.map(declaration));
    assert.deepEqual({ refused, differences }, { refused: 0, differences: [] });
    assert.equal(cases, compilers.length * lines.filter((line) => /^(struct|union)/.test(line)).length);
  });
}

function declaration(line: string): Declaration {
  const parts = line.split(/([@#]\w+)/).map((part): string | Piece => {
    const kind = part.startsWith('@') ? 'object' : 'bit-field';
    if (!/^[@#]/.test(part)) return part;
    return { parts: [part.slice(1)], member: { name: part.slice(1), kind, first: '' } };
  });
  const record = /^(struct|union)\b.*?\b(\w+) \{/.exec(line);
  return { parts: [...parts, '\n'], ...(record === null ? {} : { record: `${record[1]} ${record[2]}` }) };
}
