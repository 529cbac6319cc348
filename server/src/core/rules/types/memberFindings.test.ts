import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ReviewedHeader } from '../../review/reviewedHeader.js';
import type { SourceFile } from '../../source/sourceFile.js';
import { ALL_ABIS } from '../../target/abis.js';
import { createAnalysisSession } from '../../unit/analysisSession.js';
import type { RuleFinding } from '../rule.js';
import { memberFindings, wordSizeSeverity } from './memberFindings.js';

const ioctl =
  '#define _IOC(d, t, n, s) (((d) << 30) | ((t) << 8) | (n) | ((s) << 16))\n#define _IOW(t, n, a) _IOC(1, t, n, sizeof(a))\n';

function findings(text: string, given: Partial<SourceFile> = {}): readonly RuleFinding[] {
  const file: SourceFile = { path: '/a.h', displayName: 'a.h', text, view: 'installed', ...given };
  const session = createAnalysisSession({ resolverFor: () => ({ resolve: () => undefined }) });
  const abis = ALL_ABIS.filter(({ id }) => id === 'x86_64' || id === 'i386');
  const header = new ReviewedHeader(file, session.analyze(file, abis), {});
  return header.records.flatMap((record) =>
    memberFindings(record, (member) => ({ is: 'is here', severity: wordSizeSeverity(header, member) ?? 'error' })),
  );
}

test('members are found by path, in anonymous and untagged records, arrays and flexible arrays', () => {
  const text =
    'struct s { struct { int a; union { int b; }; } in[2]; struct { int c; }; struct t { int d; } t; int e[]; };';
  assert.deepEqual(
    findings(text).map(({ symbol }) => symbol),
    ['t.d', 's.in', 's.in[].a', 's.in[].b', 's.c', 's.t', 's.e'],
  );
});

test('a record without layout has its members all the same', () => {
  const text = 'struct s { struct { u32 a; } in[2]; struct { int b : 3; }; int c; };';
  assert.deepEqual(
    findings(text).map(({ symbol, abis }) => [symbol, abis.length]),
    [
      ['s.in', 2],
      ['s.in[].a', 2],
      ['s.b', 2],
      ['s.c', 2],
    ],
  );
});

test('a member whose type differs between ABIs is one finding', () => {
  const text = '#ifdef __i386__\ntypedef int t;\n#else\ntypedef long t;\n#endif\nstruct s { t a; };';
  const [finding, ...others] = findings(text);
  assert.deepEqual(others, []);
  assert.equal(finding.abis.length, 2);
});

test('words are worth a remark in the headers of an architecture, unless an ioctl passes them', () => {
  const record = 'struct s { long a; };\n';
  const severity = (text: string, given?: Partial<SourceFile>): unknown => findings(text, given)[0].severity;
  assert.equal(severity(record), 'error');
  assert.equal(severity(record, { architecture: 'x86' }), 'info');
  assert.equal(severity(record, { path: '/usr/include/asm-generic/a.h' }), 'info');
  assert.equal(severity(`${ioctl}${record}#define S _IOW('s', 1, struct s)\n`, { architecture: 'x86' }), 'error');
  assert.equal(severity(`#ifdef __i386__\n#else\n${record}#endif\n`), 'info');
  assert.equal(severity(`#ifdef S\n#else\n${record}#endif\n#ifdef __LP64__\n#endif\n`), 'error');
});
