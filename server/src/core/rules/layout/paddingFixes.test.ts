import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SourceFile } from '../../source/sourceFile.js';
import { ALL_ABIS } from '../../target/abis.js';
import { createAnalysisSession } from '../../unit/analysisSession.js';
import type { HeaderAnalysis } from '../../unit/headerAnalysis.js';
import type { RecordRule, RuleFinding } from '../rule.js';
import { ruleContext } from '../ruleContext.js';
import { rule as divergent } from './abi-divergent-u64-align/rule.js';
import { rule as hole } from './implicit-hole/rule.js';
import { rule as tail } from './implicit-tail-padding/rule.js';
import { rule as zeroLength } from './zero-length-array/rule.js';

const types = `typedef unsigned char __u8;
typedef unsigned short __u16;
typedef unsigned int __u32;
typedef unsigned long long __u64;
typedef __u64 __aligned_u64 __attribute__((aligned(8)));
`;

function analyse(text: string, abis = ['x86_64', 'i386']): { file: SourceFile; analyses: readonly HeaderAnalysis[] } {
  const file: SourceFile = { path: '/a.h', displayName: 'a.h', text: types + text, view: 'installed' };
  const session = createAnalysisSession({ resolverFor: () => ({ resolve: () => undefined }) });
  return {
    file,
    analyses: session.analyze(
      file,
      ALL_ABIS.filter(({ id }) => abis.includes(id)),
    ),
  };
}

function findings(rule: RecordRule, text: string): readonly RuleFinding[] {
  const { file, analyses } = analyse(text);
  const context = ruleContext(file, analyses);
  return context.header.records.flatMap((record) => rule.check(context, record));
}

/** The text after the best fix of the first finding; the fix must end the finding and make the ABIs agree. */
function fixed(rule: RecordRule, text: string): string | undefined {
  const [finding] = findings(rule, text);
  const fix = finding.fixes?.[0];
  if (fix === undefined) return undefined;
  let result = types + text;
  for (const { range, newText } of fix.edits.toReversed()) {
    result = result.slice(0, range.start) + newText + result.slice(range.end);
  }
  const after = result.slice(types.length);
  assert.deepEqual(
    findings(rule, after).filter(({ symbol }) => symbol === finding.symbol),
    [],
    after,
  );
  return after;
}

test('a hole that all ABIs have gets a name', () => {
  const before = 'struct s {\n\t__u8 a;\n\t/* what b is for */\n\t__u32 b;\n};\n';
  const after = 'struct s {\n\t__u8 a;\n\t__u8 __reserved[3];\n\t/* what b is for */\n\t__u32 b;\n};\n';
  assert.equal(fixed(hole, before), after);
});

test('a hole of one ABI is filled on all, and the member aligned', () => {
  const before = 'struct s {\n\t__u32 a;\n\t__u64 b;\n};\n';
  assert.equal(fixed(hole, before), 'struct s {\n\t__u32 a;\n\t__u32 __reserved;\n\t__aligned_u64 b;\n};\n');
});

test('no edit where the members before already lie differently', () => {
  const before = 'struct s {\n\t__u32 a;\n\t__u64 b;\n\t__u8 c;\n\t__u64 d;\n};\n';
  assert.deepEqual(
    findings(hole, before).map(({ fixes }) => fixes?.length),
    [2, 0],
  );
});

test('no edit inside an anonymous union, or in the midst of a shared declaration', () => {
  assert.equal(fixed(hole, 'struct s {\n\t__u8 a;\n\tunion {\n\t\t__u32 b;\n\t\t__u8 c[4];\n\t};\n};\n'), undefined);
  assert.equal(fixed(hole, 'struct s {\n\t__u8 a;\n\t__u32 b, c;\n};\n'), undefined);
});

test('the tail gets a name, with a name that is free', () => {
  const before = 'struct s {\n\t__u64 a;\n\t__u32 b;\n\t__u16 __reserved;\n};\n';
  assert.equal(fixed(tail, before), before.replace('};', '\t__u16 __reserved2;\n};'));
});

test('the padding of a whole struct makes all ABIs agree', () => {
  const before = 'struct s {\n\t__u32 a;\n\t__u64 b;\n\t__u8 c;\n\t__u64 d[2];\n\t__u32 e;\n};\n';
  const after = fixed(divergent, before);
  assert.equal(
    after,
    'struct s {\n\t__u32 a;\n\t__u32 __reserved;\n\t__u64 b;\n\t__u8 c;\n\t__u8 __reserved2[7];\n\t__u64 d[2];\n\t__u32 e;\n\t__u32 __reserved3;\n};\n',
  );
  const all = ALL_ABIS.map(({ id }) => id);
  const sizes = analyse(after, all).analyses.map(({ records }) => records[0].layout?.sizeBytes);
  assert.deepEqual([...new Set(sizes)], [48]);
});

test('no edit for a struct whose member has another size', () => {
  const before = 'struct in {\n\t__u64 a;\n\t__u32 b;\n};\nstruct out {\n\tstruct in i;\n\t__u32 c;\n};\n';
  const found = findings(divergent, before);
  assert.deepEqual(
    found.map(({ symbol, fixes }) => [symbol, fixes?.length]),
    [
      ['in', 1],
      ['out', undefined],
    ],
  );
});

test('[0] becomes [] where C allows it', () => {
  assert.equal(
    fixed(zeroLength, 'struct s {\n\t__u32 n;\n\t__u8 d[0];\n};\n'),
    'struct s {\n\t__u32 n;\n\t__u8 d[];\n};\n',
  );
  assert.equal(fixed(zeroLength, 'struct s {\n\t__u8 d[0];\n};\n'), undefined);
});

test('a name that is taken is not given twice, and nothing is put behind a flexible array', () => {
  const taken = 'struct s {\n\t__u8 __reserved;\n\t__u32 __reserved2;\n\t__u8 c;\n\t__u32 d;\n};\n';
  assert.match(fixed(hole, taken) ?? '', /__u8 __reserved3\[3\];/);
  const open = 'struct s {\n\t__u32 a;\n\t__u64 b;\n\t__u32 c;\n\t__u8 d[];\n};\n';
  assert.equal(fixed(divergent, open), undefined);
});

test('fixes end lines as the file does', () => {
  const returns = (text: string): string => text.replaceAll('\n', '\r\n');
  const before = 'struct s {\n\t__u64 a;\n\t__u32 b;\n};\n';
  assert.equal(fixed(tail, returns(before)), returns(before.replace('};', '\t__u32 __reserved;\n};')));
});

test('no edit where the brace that ends a struct stands behind a member', () => {
  assert.equal(fixed(tail, 'struct s {\n\t__u64 a;\n\t__u32 b; };\n'), undefined);
});

test('the padding of a whole struct takes names that are free', () => {
  const before = 'struct s {\n\t__u32 __reserved;\n\t__u64 b;\n};\n';
  assert.equal(fixed(divergent, before), before.replace('\t__u64', '\t__u32 __reserved2;\n\t__u64'));
});
