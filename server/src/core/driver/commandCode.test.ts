import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ruleContext } from '../rules/ruleContext.js';
import type { SourceFile } from '../source/sourceFile.js';
import { abiById } from '../target/abis.js';
import { builtinHeader } from '../target/builtinHeaders.js';
import { createAnalysisSession } from '../unit/analysisSession.js';
import { commandAt } from './commandCode.js';
import { DriverSource } from './driverSource.js';
import { functionFacts } from './functionFacts.js';

const files = new Map<string, SourceFile>();
function header() {
  const text = '#include <linux/ioctl.h>\n#define FOO_A _IO(1, 1)\n#define FOO_B _IO(1, 2)\n#define FOO_C _IO(1, 3)\n';
  const file: SourceFile = { path: '/foo.h', displayName: 'linux/foo.h', text, view: 'installed' };
  const session = createAnalysisSession({
    resolverFor: () => ({
      resolve({ spelling }) {
        const builtin = builtinHeader(spelling)?.text;
        if (builtin === undefined) return undefined;
        const known = files.get(spelling) ?? {
          path: `builtin:/${spelling}`,
          displayName: spelling,
          text: builtin,
          view: 'installed' as const,
        };
        files.set(spelling, known);
        return { file: known, root: 0 };
      },
    }),
  });
  const abis = [abiById('x86_64')].filter((abi) => abi !== undefined);
  return ruleContext(file, session.analyze(file, abis)).header;
}

/** The commands of the calls `here()`, in the order in which they are written. */
function commandsOfCalls(text: string): readonly (string | undefined)[] {
  const file: SourceFile = { path: '/a.c', displayName: 'a.c', text, view: 'installed' };
  const source = new DriverSource({ file, headers: [header()] });
  return source.surface.functions.flatMap((definition) => {
    const facts = functionFacts(source, definition);
    const command = commandAt(facts);
    return facts.flow.points
      .filter((point) => source.textOf(point).startsWith('here()'))
      .map((point) => command(point)?.command);
  });
}

const open = 'static long f(struct file *file, unsigned int cmd, unsigned long arg)\n{\n';

test('a case, two labels, one that falls through, and default', () => {
  const body = `switch (cmd) { case FOO_A: here(); break; case FOO_B: case FOO_C: here(); break; }
    switch (cmd) { case FOO_A: here(); case FOO_B: here(); break; default: here(); } here();`;
  assert.deepEqual(commandsOfCalls(`${open}${body}\n}\n`), [
    'FOO_A',
    undefined,
    'FOO_A',
    undefined,
    undefined,
    undefined,
  ]);
});

test('a comparison', () => {
  const body = 'if (cmd == FOO_A) { here(); return 0; } if (cmd != FOO_B) return -ENOTTY; here();';
  assert.deepEqual(commandsOfCalls(`${open}${body}\n}\n`), ['FOO_A', undefined]);
});

test('a function that one command alone calls with its argument', () => {
  const helpers = 'static long a(void __user *argp)\n{\nhere();\n}\nstatic long b(void __user *argp)\n{\nhere();\n}\n';
  const body =
    'switch (cmd) { case FOO_A: return a((void __user *)arg) ?: b((void __user *)arg); case FOO_B: return b((void __user *)arg); }';
  assert.deepEqual(commandsOfCalls(`${helpers}${open}${body}\n}\n`), ['FOO_A', undefined]);
});
