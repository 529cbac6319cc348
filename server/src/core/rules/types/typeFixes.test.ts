import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SourceFile } from '../../source/sourceFile.js';
import { ALL_ABIS } from '../../target/abis.js';
import { builtinHeader } from '../../target/builtinHeaders.js';
import { createAnalysisSession } from '../../unit/analysisSession.js';
import { allRules } from '../registry.generated.js';
import type { Fix } from '../rule.js';
import { ruleContext } from '../ruleContext.js';
import { defaultRuleSettings } from '../ruleSettings.js';
import { checkHeader } from '../runRules.js';

const types = '#include <linux/types.h>\n';

/** The fixes of a rule's findings in a header, each with the text that it makes of the header. */
function fixesOf(id: string, text: string): readonly { readonly effect: Fix['effect']; readonly result: string }[] {
  const file: SourceFile = { path: '/a.h', displayName: 'a.h', text, view: 'installed' };
  const session = createAnalysisSession({
    resolverFor: () => ({
      resolve({ spelling }) {
        const header = builtinHeader(spelling);
        if (header === undefined) return undefined;
        const path = `builtin:/${spelling}`;
        return { file: { path, displayName: spelling, text: header.text, view: 'installed' }, root: 0 };
      },
    }),
  });
  const abis = ALL_ABIS.filter((abi) => abi.id === 'x86_64' || abi.id === 'i386');
  const rule = allRules.find((each) => each.id === id);
  assert.ok(rule !== undefined, id);
  const context = ruleContext(file, session.analyze(file, abis));
  const { findings } = checkHeader([rule], context, { ...defaultRuleSettings, select: [id] });
  assert.ok(findings.length > 0, 'no finding');
  return findings.flatMap(({ fixes = [] }) => fixes.map((fix) => ({ effect: fix.effect, result: applied(text, fix) })));
}

function applied(text: string, { edits }: Fix): string {
  let result = text;
  let last = -1;
  for (const { range } of edits) {
    assert.ok(range.start >= last, 'edits ascend');
    last = range.end;
  }
  for (const { range, newText } of edits.toReversed()) {
    result = result.slice(0, range.start) + newText + result.slice(range.end);
  }
  return result;
}

/** Checks the fixes of a one-member struct: the declarations that they make of it, and their effect. */
function checkMember(id: string, member: string, effect: Fix['effect'], ...expected: readonly string[]): void {
  test(`${id} rewrites ${member}`, () => {
    const around = (text: string): string => `${types}struct s {\n\t${text}\n};\n`;
    assert.deepEqual(
      fixesOf(id, around(member)),
      expected.map((text) => ({ effect, result: around(text) })),
    );
  });
}

checkMember('types/long-member', 'unsigned long a; /* x */', 'layout', '__aligned_u64 a; /* x */', '__u32 a; /* x */');
checkMember('types/long-member', 'long a[3];', 'layout', '__s64 a[3];', '__s32 a[3];');
checkMember('types/long-member', 'unsigned long a : 3;', 'layout', '__u32 a : 3;');
checkMember('types/long-member', 'long a, b;', 'layout');
checkMember('types/pointer-member', 'const char *a;', 'layout', '__aligned_u64 a; /* const char * */');
checkMember('types/pointer-member', 'void **a;', 'layout', '__aligned_u64 a; /* void ** */');
checkMember('types/pointer-member', 'struct t *const a[4];', 'layout', '__aligned_u64 a[4]; /* struct t * */');
checkMember('types/pointer-member', 'void (*a)(int, long);', 'layout', '__aligned_u64 a; /* user pointer */');
checkMember('types/pointer-member', 'void *a; /* data */', 'layout', '__aligned_u64 a; /* data */');
checkMember('types/pointer-member', 'void *a __attribute__((aligned(8)));', 'layout');
checkMember('types/pointer-member', 'struct { int x; } *a;', 'layout');
checkMember('types/word-typedef', '__kernel_size_t a;', 'layout', '__aligned_u64 a;');
checkMember('types/word-typedef', '__kernel_pid_t a;', 'neutral', '__s32 a;');
checkMember('types/word-typedef', '__kernel_uid_t a;', 'layout', '__u32 a;');
checkMember('types/time-member', '__kernel_old_time_t a;', 'layout', '__s64 a;');
checkMember('types/plain-int', 'unsigned a : 2;', 'neutral', '__u32 a : 2;');
checkMember('types/plain-int', 'const unsigned char a[6];', 'neutral', '__u8 a[6];');
checkMember('types/plain-int', 'unsigned long long a;', 'neutral', '__u64 a;');
checkMember('types/fd-not-s32', 'int fd;', 'neutral', '__s32 fd;');
checkMember('types/fd-not-s32', '__u32 fd;', 'layout', '__s32 fd;');
checkMember('types/bool-member', '_Bool a;', 'neutral', '__u8 a;');
checkMember('types/plain-char', 'char a;', 'layout', '__u8 a;', '__s8 a;');
checkMember('types/enum-member', 'enum { A, B } a;', 'neutral');
checkMember('types/kernel-int', 'const u32 a[2];', 'neutral', 'const __u32 a[2];');
checkMember('types/prefer-aligned-u64', '__u64 a;', 'layout', '__aligned_u64 a;');

test('a member of a time type becomes nanoseconds', () => {
  const text = `${types}struct timeval { __s64 s, us; };\nstruct s {\n\tstruct timeval stamp;\n};\n`;
  assert.deepEqual(fixesOf('types/time-member', text), [
    { effect: 'layout', result: text.replace('struct timeval stamp', '__aligned_u64 stamp_ns') },
  ]);
});

test('an enum becomes the integer that the compiler made of it', () => {
  const header = (values: string): string => `${types}enum e { ${values} };\nstruct s {\n\tenum e a;\n};\n`;
  const expected = (values: string, type: string): unknown => [
    { effect: 'neutral', result: header(values).replace('\tenum e a', `\t${type} a`) },
  ];
  assert.deepEqual(fixesOf('types/enum-member', header('A, B')), expected('A, B', '__u32'));
  assert.deepEqual(fixesOf('types/enum-member', header('A = -1, B')), expected('A = -1, B', '__s32'));
  assert.deepEqual(fixesOf('types/enum-member', header('A = 1ULL << 32')), []);
});

test('an aligned type is neutral only where nothing can move', () => {
  const header = (type: string): string => `${types}struct s {\n\t__aligned_u64 a;\n\t${type} b;\n};\n`;
  assert.deepEqual(fixesOf('types/prefer-aligned-u64', header('__u64')), [
    { effect: 'neutral', result: header('__aligned_u64') },
  ]);
});

test('linux/types.h is included where nothing did so', () => {
  const body = 'struct s {\n\tint a;\n};\n#endif\n';
  const guard = '#ifndef A_H\n#define A_H\n';
  assert.deepEqual(fixesOf('types/plain-int', `${guard}${body}`), [
    { effect: 'neutral', result: `${guard}\n#include <linux/types.h>\n${body.replace('int', '__s32')}` },
  ]);
  assert.deepEqual(fixesOf('types/plain-int', `${guard}#include <linux/const.h>\n${body}`), [
    {
      effect: 'neutral',
      result: `${guard}#include <linux/types.h>\n#include <linux/const.h>\n${body.replace('int', '__s32')}`,
    },
  ]);
  assert.deepEqual(fixesOf('types/plain-int', 'struct s {\n\tint a;\n};\n'), []);
});

test('shifted constants get the suffix that they need', () => {
  assert.deepEqual(fixesOf('types/signed-bit31', '#define A (1 << 31)\n'), [
    { effect: 'layout', result: '#define A (1U << 31)\n' },
  ]);
  assert.deepEqual(fixesOf('types/flag-width', '#define A (1ul << 40)\n'), [
    { effect: 'layout', result: '#define A (1ULL << 40)\n' },
  ]);
  assert.deepEqual(fixesOf('types/flag-width', '#define A _BITUL(40)\n'), [
    { effect: 'layout', result: '#define A _BITULL(40)\n' },
  ]);
});

test('all kernel types of a macro are replaced at once', () => {
  assert.deepEqual(fixesOf('types/kernel-int', '#define A(x) ((u64)(u32)(x))\n'), [
    { effect: 'neutral', result: '#define A(x) ((__u64)(__u32)(x))\n' },
  ]);
});
