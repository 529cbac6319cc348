/** The edits that the ioctl rules offer, applied: what the text is then, and whether they claim to be neutral. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IncludeResolver } from '../../preprocess/includeResolver.js';
import type { SourceFile } from '../../source/sourceFile.js';
import { abiById } from '../../target/abis.js';
import { builtinHeader } from '../../target/builtinHeaders.js';
import { createAnalysisSession } from '../../unit/analysisSession.js';
import { allRules } from '../registry.generated.js';
import type { Finding } from '../rule.js';
import { type RuleContextOptions, ruleContext } from '../ruleContext.js';
import { defaultRuleSettings } from '../ruleSettings.js';
import { checkHeader } from '../runRules.js';

const builtins: IncludeResolver = {
  resolve({ spelling }) {
    const header = builtinHeader(spelling);
    if (header === undefined) return undefined;
    return { file: { path: spelling, displayName: spelling, text: header.text, view: 'installed' }, root: 0 };
  },
};

function findings(rule: string, text: string, name = 'foo.h', options: RuleContextOptions = {}): readonly Finding[] {
  const before = '#include <linux/ioctl.h>\n#include <linux/types.h>\nstruct foo {\n\t__u32 a;\n\t__u32 b;\n};\n';
  const file: SourceFile = { path: '/foo.h', displayName: name, text: before + text, view: 'installed' };
  const abis = ['x86_64', 'i386'].map((id) => abiById(id)).filter((abi) => abi !== undefined);
  const analyses = createAnalysisSession({ resolverFor: () => builtins }).analyze(file, abis);
  const settings = { ...defaultRuleSettings, select: [rule] };
  const run = checkHeader(allRules, ruleContext(file, analyses, options), settings);
  assert.deepEqual(run.failures, []);
  return run.findings;
}

/** The part behind the struct, after the first fix of the first finding, and the effect that the fix claims. */
function fixed(rule: string, text: string): readonly [text: string, effect: string] | undefined {
  const [finding] = findings(rule, text);
  const fix = finding?.fixes?.[0];
  if (fix === undefined) return undefined;
  let result = finding.range.file.text;
  for (const { range, newText } of [...fix.edits].reverse()) {
    result = result.slice(0, range.start) + newText + result.slice(range.end);
  }
  return [result.slice(result.indexOf('};\n') + 3), fix.effect];
}

test('what gives the same number is neutral', () => {
  assert.deepEqual(fixed('ioctl/raw-ioc', "#define A _IOC(_IOC_READ | _IOC_WRITE, 'f', 1, sizeof(struct foo))\n"), [
    "#define A _IOWR('f', 1, struct foo)\n",
    'neutral',
  ]);
  assert.deepEqual(fixed('ioctl/bad-macro', "#define A _IOR_BAD('f', 1, struct foo)\n"), [
    "#define A _IOR('f', 1, struct foo)\n",
    'neutral',
  ]);
  assert.deepEqual(
    fixed('ioctl/type-macro', "/* starts */\n#define FOO_IOC_A _IO('f', 1)\n#define FOO_IOC_B _IO('f', 2)\n"),
    [
      "#define FOO_IOC_TYPE\t'f'\n/* starts */\n#define FOO_IOC_A _IO(FOO_IOC_TYPE, 1)\n#define FOO_IOC_B _IO(FOO_IOC_TYPE, 2)\n",
      'neutral',
    ],
  );
});

test('what changes a number says so', () => {
  assert.deepEqual(fixed('ioctl/sizeof-arg', "#define A _IOW('f', 1, sizeof(struct foo))\n"), [
    "#define A _IOW('f', 1, struct foo)\n",
    'layout',
  ]);
  assert.deepEqual(fixed('ioctl/pointer-arg', "#define A _IOW('f', 1, struct foo *)\n"), [
    "#define A _IOW('f', 1, struct foo)\n",
    'layout',
  ]);
  assert.deepEqual(
    fixed('ioctl/size-in-number', "/* uapi-style: size-first */\n#define A _IOWR('f', 1, struct foo)\n"),
    ["/* uapi-style: size-first */\n#define A _IO('f', 1)\n", 'layout'],
  );
});

test('no fix where the text does not tell what is meant', () => {
  assert.equal(fixed('ioctl/raw-ioc', "#define A _IOC(_IOC_NONE, 'f', 1, sizeof(struct foo))\n"), undefined);
  assert.equal(fixed('ioctl/raw-ioc', "#define A _IOC(3U, 'f', 1, 8)\n"), undefined);
  assert.equal(fixed('ioctl/bad-macro', "#define A _IOR_BAD('f', 1, sizeof(int))\n"), undefined);
  const below = "#ifdef X\n#ifndef Y\n#define FOO_A _IO('f', 1)\n#define FOO_B _IO('f', 2)\n#endif\n#endif\n";
  assert.equal(fixed('ioctl/type-macro', below.replace('#ifdef X', '#ifndef X')), undefined);
});

test('the table of the kernel tree takes the place of the one that the program carries', () => {
  const text = "#define FOO_A _IO('f', 0x20)\n";
  const table = "'f'   00-0F  linux/foo.h\n";
  const [finding] = findings('ioctl/nr-outside-block', text, 'linux/foo.h', { ioctlNumberText: table });
  assert.equal(
    finding?.message,
    "FOO_A has nr 0x20, and ioctl-number.rst (the kernel tree) gives this header 00-0F of type 'f'",
  );
  assert.deepEqual(findings('ioctl/nr-outside-block', text, 'linux/foo.h'), []);
});

/** What the rules about ioctl-number.rst say of one command with nr 5 and the rows of a kernel tree. */
function registered(rows: string, name = 'linux/foo.h'): readonly string[] {
  const text = "#define FOO_RUN _IO('f', 5)\n#define FOO_RUN_AGAIN FOO_RUN\n";
  return ['ioctl/type-conflict', 'ioctl/type-unregistered', 'ioctl/nr-outside-block'].flatMap((rule) =>
    findings(rule, text, name, { ioctlNumberText: rows }).map(({ message }) => message),
  );
}

test('rows of ioctl-number.rst for the header itself, or for what belongs together with it', () => {
  for (const rows of [
    "'f'   00-0F  linux/foo.h",
    "'f'   00-0F  linux/fo*.h",
    "'f'   00-0F  drivers/block/foo.h",
    "'f'   00-0F  linux/types.h",
    "'f'   all    A project of its own",
  ]) {
    assert.deepEqual(registered(rows), [], rows);
  }
});

test('rows of ioctl-number.rst for others', () => {
  const conflict = (block: string, holder: string): readonly string[] => [
    `FOO_RUN has nr 0x05 of type 'f', and ioctl-number.rst (the kernel tree) gives ${block} of it to ${holder}`,
  ];
  assert.deepEqual(registered("'f'   00-0F  linux/bar.h"), conflict('00-0F', 'linux/bar.h'));
  assert.deepEqual(registered("'f'   05     linux/ba*.h"), conflict('05', 'linux/ba*.h'));
  assert.deepEqual(registered("'f'   00-0F  linux/fo*.c"), conflict('00-0F', 'linux/fo*.c'));
  // Two headers that are called after nothing in particular are not one that moved.
  assert.deepEqual(registered("'f'   00-0F  sound/ioctl.h", 'video/ioctl.h'), conflict('00-0F', 'sound/ioctl.h'));
  const unregistered = [
    "no row of ioctl-number.rst (the kernel tree) gives numbers of type 'f' to this header, which uses nr 0x05",
  ];
  assert.deepEqual(registered("'f'   00-0F  linux/bar.h Dead since 5.1"), unregistered);
  assert.deepEqual(registered("'f'   10-1F  linux/bar.h"), unregistered);
  assert.deepEqual(
    registered("'f'   00-0F  linux/bar.h Dead since 5.1, do not reuse"),
    conflict('00-0F', 'linux/bar.h'),
  );
});

test('a kernel tree whose table cannot be read leaves the one that the program carries', () => {
  const [message] = registered('no table', 'linux/unheard_of.h');
  assert.match(message, /ioctl-number\.rst \(Linux /);
});
