import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IncludeResolver } from '../../preprocess/includeResolver.js';
import { ReviewedHeader } from '../../review/reviewedHeader.js';
import type { SourceFile } from '../../source/sourceFile.js';
import { ALL_ABIS } from '../../target/abis.js';
import { builtinHeader } from '../../target/builtinHeaders.js';
import { createAnalysisSession } from '../../unit/analysisSession.js';
import { moveNumbersIntoEnum } from './commandEnumFix.js';

const builtins: IncludeResolver = {
  resolve({ spelling }) {
    const text = builtinHeader(spelling)?.text;
    if (text === undefined) return undefined;
    return { file: { path: `builtin:/${spelling}`, displayName: spelling, text, view: 'installed' }, root: 0 };
  },
};

function fixed(lines: readonly string[]): readonly string[] | undefined {
  const text = ['#include <linux/types.h>', '#include <linux/ioctl.h>', '', ...lines, ''].join('\n');
  const file: SourceFile = { path: '/a.h', displayName: 'a.h', text, view: 'installed' };
  const session = createAnalysisSession({ resolverFor: () => builtins });
  const header = new ReviewedHeader(file, session.analyze(file, ALL_ABIS.slice(0, 2)), {});
  const fix = moveNumbersIntoEnum(header, 'f'.charCodeAt(0));
  if (fix === undefined) return undefined;
  let result = text;
  for (const { range, newText } of fix.edits.toReversed()) {
    result = result.slice(0, range.start) + newText + result.slice(range.end);
  }
  return result.split('\n').slice(3, -1);
}

test('the numbers of a type move into an enum before the first struct, in their order', () => {
  const result = fixed([
    '/* starts it */',
    'struct foo_run { __u32 size; };',
    "#define FOO_RUN _IO('f', 0x02)",
    '',
    '#define FOO_STOP\t\\',
    "\t_IO('f', (1))",
    "#define BAR_RUN _IO('b', 1)",
  ]);
  assert.deepEqual(result, [
    'enum {',
    '\tFOO_CMD_BASE = 0x01,',
    '\tFOO_CMD_STOP = FOO_CMD_BASE,',
    '\tFOO_CMD_RUN = 0x02,',
    '};',
    '',
    '/* starts it */',
    'struct foo_run { __u32 size; };',
    "#define FOO_RUN _IO('f', FOO_CMD_RUN)",
    '',
    '#define FOO_STOP\t\\',
    "\t_IO('f', FOO_CMD_STOP)",
    "#define BAR_RUN _IO('b', 1)",
  ]);
});

test('no fix where it would not be safe', () => {
  const run = "#define FOO_RUN _IO('f', 1)";
  assert.equal(fixed([run]), undefined, 'one command');
  assert.equal(fixed([run, "#define OTHER _IO('f', 2)"]), undefined, 'no common prefix');
  assert.equal(fixed([run, "#define FOO_STOP _IOW('f', 1, __u32)"]), undefined, 'one number twice');
  assert.equal(fixed([run, '#ifdef X', '#endif', "#define FOO_STOP _IO('f', 2)"]), undefined, 'conditionals between');
  assert.equal(fixed(['#define FOO_CMD_RUN 1', run, "#define FOO_STOP _IO('f', 2)"]), undefined, 'a name is taken');
  assert.equal(fixed(['/* FOO_CMD_RUN */', run, "#define FOO_STOP _IO('f', 2)"]), undefined, 'a comment has the name');
  assert.equal(fixed(['struct s { __u32 a;', run, '};', "#define FOO_STOP _IO('f', 2)"]), undefined, 'inside a struct');
});

test('names that only hold one of the new names are in nobody’s way', () => {
  const others = ['#define XFOO_CMD_RUN 1', '#define FOO_CMD_RUNNER 2', '#define FOO_CMD_$ 3'];
  const result = fixed([...others, "#define FOO_RUN _IO('f', 1)", "#define FOO_STOP _IO('f', 2)"]);
  assert.deepEqual(result?.slice(-2), [
    "#define FOO_RUN _IO('f', FOO_CMD_RUN)",
    "#define FOO_STOP _IO('f', FOO_CMD_STOP)",
  ]);
});
