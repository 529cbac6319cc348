import assert from 'node:assert/strict';
import { test } from 'node:test';
import { takeSnapshot } from '../compat/takeSnapshot.js';
import type { SourceFile } from '../source/sourceFile.js';
import { ALL_ABIS } from '../target/abis.js';
import { builtinHeader } from '../target/builtinHeaders.js';
import { createAnalysisSession } from '../unit/analysisSession.js';
import { freezeFindings } from './freezeFindings.js';
import type { Finding } from './rule.js';
import { ruleContext } from './ruleContext.js';

const abis = ALL_ABIS.filter(({ id }) => id === 'x86_64' || id === 'i386');

function snapshot(text: string) {
  const session = createAnalysisSession({
    resolverFor: () => ({
      resolve({ spelling }) {
        const content = builtinHeader(spelling)?.text;
        if (content === undefined) return undefined;
        return { file: { path: `/${spelling}`, displayName: spelling, text: content, view: 'installed' }, root: 0 };
      },
    }),
  });
  const file: SourceFile = {
    path: '/a.h',
    displayName: 'a.h',
    text: `#include <linux/types.h>\n${text}`,
    view: 'installed',
  };
  return { file, snapshot: takeSnapshot(ruleContext(file, session.analyze(file, abis)).header) };
}

/** Which of the symbols are frozen. */
function frozen(
  before: string,
  after: string,
  symbols: readonly string[],
  rule = 'layout/implicit-hole',
): readonly string[] {
  const old = snapshot(before).snapshot;
  const { file, snapshot: now } = snapshot(after);
  const range = { file, start: 0, end: 0 };
  const fixes = [{ title: 'x', edits: [], effect: 'layout' as const }];
  const findings: readonly Finding[] = symbols.map((symbol) => ({
    rule,
    severity: 'error',
    symbol,
    range,
    message: 'm',
    abis: ['x86_64'],
    fixes,
  }));
  return freezeFindings(findings, old, now).flatMap(({ symbol, severity, fixes: left, suppressed }) => {
    assert.equal(suppressed === undefined, severity === 'error');
    assert.equal(left === undefined, suppressed !== undefined);
    return suppressed?.kind === 'baseline' ? [symbol ?? ''] : [];
  });
}

test('freeze: a record and its members, as published', () => {
  const text = 'struct a { __u8 k; __u64 v; };';
  assert.deepEqual(frozen(text, text, ['a', 'a.v', 'a.none', 'none']), ['a', 'a.v']);
});

test('freeze: a record that grew is open, its old members are not', () => {
  const [before, after] = ['struct a { __u32 k; __u64 v; };', 'struct a { __u32 k; __u64 v; __u8 n; __u32 w; };'];
  assert.deepEqual(frozen(before, after, ['a', 'a.v', 'a.n', 'a.w']), ['a.v']);
});

test('freeze: constants and enums by value', () => {
  const [before, after] = ['#define A 1\n#define B 2\nenum e { E };', '#define A 1\n#define B 3\nenum e { E };'];
  assert.deepEqual(frozen(before, after, ['A', 'B', 'E', 'e'], 'enum-numbering/overlap'), ['A', 'E', 'e']);
});

test('freeze: rules about comments and about compatibility stay', () => {
  const text = 'struct a { __u8 k; __u64 v; };';
  for (const rule of ['kdoc/order', 'compat/struct-grown', 'header-hygiene/cxx-comment', 'suppression/unused']) {
    assert.deepEqual(frozen(text, text, ['a'], rule), []);
  }
});

test('freeze: a command with what it passes', () => {
  const command = (members: string, more = ''): string =>
    `/** struct a - ioctl(A)\n * @k: K\n */\nstruct a { __u32 k;${members} };\n#define A _IO('a', 1)\n${more}`;
  assert.deepEqual(frozen(command(''), command(''), ['A', 'A']), ['A', 'A']);
  assert.deepEqual(frozen(command(''), command(' __u32 n;'), ['A']), [], 'the number is the same, the struct is not');
  assert.deepEqual(frozen("#define A _IO('a', 1)", command(''), ['A']), [], 'it passed nothing');
  assert.deepEqual(frozen("#define A _IO('a', 1)", "#define A _IO('a', 1)", ['A']), ['A']);
});

test('freeze: a command whose record was never declared here', () => {
  const missing = "struct a;\n#define A _IO('a', 1) /* struct a */";
  assert.deepEqual(frozen(missing, missing, ['A']), ['A']);
});
