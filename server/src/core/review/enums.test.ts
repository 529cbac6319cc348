import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IncludeResolver } from '../preprocess/includeResolver.js';
import type { SourceFile } from '../source/sourceFile.js';
import { ALL_ABIS } from '../target/abis.js';
import { builtinHeader } from '../target/builtinHeaders.js';
import { createAnalysisSession } from '../unit/analysisSession.js';
import { commandEnums, enumsOf } from './enums.js';
import { memberDocs } from './memberDocs.js';
import { isLiteral, nrArgument } from './nrArgument.js';
import { ReviewedHeader } from './reviewedHeader.js';

const builtins: IncludeResolver = {
  resolve({ spelling }) {
    const text = builtinHeader(spelling)?.text;
    if (text === undefined) return undefined;
    return { file: { path: `builtin:/${spelling}`, displayName: spelling, text, view: 'installed' }, root: 0 };
  },
};

function review(text: string): ReviewedHeader {
  const all = `#include <linux/types.h>\n#include <linux/ioctl.h>\n${text}`;
  const file: SourceFile = { path: '/a.h', displayName: 'a.h', text: all, view: 'installed' };
  const session = createAnalysisSession({ resolverFor: () => builtins });
  return new ReviewedHeader(file, session.analyze(file, ALL_ABIS.slice(0, 2)), {});
}

test('enumerators with the tokens of their values; a value that follows has none, one from a macro is not known', () => {
  const header = review('#define MORE C = 7\nenum e { A, B = (1 << 2) | A, MORE };\n');
  const [{ enumerators }] = enumsOf(header);
  assert.deepEqual(
    enumerators.map(({ name, value, initializer }) => [name, value, initializer?.map(({ text }) => text).join(' ')]),
    [
      ['A', 0n, ''],
      ['B', 4n, '( 1 << 2 ) | A'],
      ['C', 7n, undefined],
    ],
  );
});

test('an enum numbers commands when two of its names are the numbers of macros', () => {
  const header = review(
    [
      'enum { X_BASE = 1, X_RUN = X_BASE, X_STOP };',
      'enum { Y_ONE };',
      "#define RUN _IO('x', X_RUN)",
      "#define STOP (_IO('x', X_STOP))",
      "#define SUM _IO('x', X_BASE + 4)",
      "#define ONE _IO('y', Y_ONE)",
    ].join('\n'),
  );
  assert.deepEqual(
    commandEnums(header).map(({ used }) => [...used]),
    [['X_RUN', 'X_STOP']],
  );
});

test('the number of a command as written', () => {
  const header = review(
    [
      "#define A _IO('x', 0x01)",
      "#define B _IOW('x', (2), __u32)",
      "#define C _IOC(_IOC_READ, 'x', 3 + 1, 4)",
      '#define D A',
    ].join('\n'),
  );
  const written = new Map(header.commands.map((command) => [command.name, nrArgument(command)]));
  const texts = [...written].map(([name, tokens]) => [name, tokens?.map(({ text }) => text).join(' ')]);
  assert.deepEqual(texts, [
    ['A', '0x01'],
    ['B', '( 2 )'],
    ['C', '3 + 1'],
    ['D', undefined],
  ]);
  assert.deepEqual(
    [...written.values()].map((tokens) => tokens !== undefined && isLiteral(tokens)),
    [true, true, false, false],
  );
});

test('what is said of a member: kernel-doc first, then the comment behind it or above it', () => {
  const header = review(
    [
      '/**',
      ' * struct s - Something',
      ' * @a: From the title',
      ' */',
      'struct s {',
      '\t__u32 a;\t/* behind a */',
      '\t/* above b */',
      '\t__u32 b;',
      '\t/**',
      '\t * @c: First',
      '\t *',
      '\t * second',
      '\t */',
      '\t__u32 c;',
      '\t__u32 d; // no comment of C90',
      '\t__u32 __proto__;\t/* odd name */',
      '};',
    ].join('\n'),
  );
  const [record] = header.records;
  const docs = [...memberDocs(header, record)].map(([path, { text, isKernelDoc }]) => [path, text, isKernelDoc]);
  assert.deepEqual(docs, [
    ['a', 'From the title', true],
    ['c', 'First second', true],
    ['b', 'above b', false],
    ['__proto__', 'odd name', false],
  ]);
});

test('a struct that begins with its size and stands right above an _IO command is what the command passes', () => {
  const header = review(
    [
      'struct one { __u32 size; __u32 a; };',
      '/* a comment */',
      "#define RUN _IO('x', 1)",
      'struct two { __u32 a; __u32 size; };',
      "#define STOP _IO('x', 2)",
      'struct three { __u32 argsz; };',
      '',
      'struct other { __u32 a; };',
      "#define REST _IO('x', 3)",
    ].join('\n'),
  );
  assert.deepEqual(
    header.commands.map(({ name, recordName, binding }) => [name, recordName, binding]),
    [
      ['RUN', 'one', 'place'],
      ['STOP', undefined, undefined],
      ['REST', undefined, undefined],
    ],
  );
});
