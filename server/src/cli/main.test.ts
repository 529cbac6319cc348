import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { analysis, rangeOf, sourceFile } from './testing/analyses.js';
import { run } from './testing/environment.js';
import { version } from './version.js';

const header = sourceFile('a.h', 'struct a { int b; };\n');

/** Wrong usage gives one line on standard error, nothing on standard output, and status 2. */
const wrongUsage: readonly (readonly [readonly string[], RegExp])[] = [
  [['lyout', 'a.h'], /^uapi: unknown command 'lyout' \(did you mean 'layout'\?\)\n$/],
  [['layout', '--fromat', 'json', 'a.h'], /^uapi: unknown option '--fromat' \(did you mean '--format'\?\)\n$/],
  [['layout'], /^uapi: missing required argument 'file'\n$/],
  [
    ['layout', '--format', 'xml', 'a.h'],
    /^uapi: option '--format <format>' argument 'xml' is invalid\. .*text, json, ndjson\.\n$/,
  ],
  [
    ['layout', '--abi', 'x86-64', 'a.h'],
    /^uapi: unknown ABI 'x86-64' \(did you mean 'x86_64'\?\); known ABIs: x86_64, i386, .*, or 'all'\n$/,
  ],
  [['layout', '--abi', ',', 'a.h'], /^uapi: --abi names no ABI; known ABIs: .*\n$/],
  [
    ['layout', '--arch-include', 'm68k', 'a.h'],
    /^uapi: option '--arch-include <abi=dir>' argument 'm68k' is invalid\. Write it as ABI=DIR, .*\n$/,
  ],
  [['layout', '--arch-include', 'm86k=/x', 'a.h'], /^uapi: unknown ABI 'm86k' \(did you mean 'm68k'\?\); .*\n$/],
  [['layout', 'missing.h'], /^uapi: cannot read 'missing\.h': no such file\n$/],
  [['preprocess', '--abi', 'x86_64,i386', 'a.h'], /^uapi: unknown ABI 'x86_64,i386'.*\n$/],
  [
    ['check', '--select', 'layout/implict-hole', 'a.h'],
    /^uapi: unknown rule 'layout\/implict-hole' \(did you mean 'layout\/implicit-hole'\?\); known rules: .*\n$/,
  ],
  [['check', '--fail-on', 'fatal', 'a.h'], /^uapi: option '--fail-on <severity>' argument 'fatal' is invalid\. .*\n$/],
  [['check', '--fix', '-'], /^uapi: --fix needs a file, and - is standard input\n$/],
  [['check', '--fixes', 'a.h'], /^uapi: unknown option '--fixes' \(did you mean '--fix'\?\)\n$/],
  [['export', 'rust', 'a.h'], /^uapi: command-argument value 'rust' is invalid for argument 'format'\. .*\n$/],
  [['ioctl', 'decode', '0x1z'], /^uapi: '0x1z' is no ioctl number; .*\n$/],
  [['ioctl', 'decode', '0x100000000'], /^uapi: '0x100000000' has more than 32 bits; .*\n$/],
  [
    ['ioctl', 'encode', 'both', 'V', '1', '4'],
    /^uapi: command-argument value 'both' is invalid for argument 'dir'\. .*\n$/,
  ],
  [['ioctl', 'encode', 'r', 'VV', '1', '4'], /^uapi: TYPE 'VV' is not valid; .*\n$/],
  [['ioctl', 'encode', 'r', 'V', '256', '4'], /^uapi: NR '256' is not valid; give a number from 0 to 255\n$/],
];

for (const [argv, expected] of wrongUsage) {
  test(`uapi ${argv.join(' ')} is refused`, async () => {
    const { status, stdout, stderr } = await run(argv, { files: [header] });
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.match(stderr, expected);
  });
}

test('uapi alone prints its help as an error', async () => {
  const { status, stdout, stderr } = await run([]);
  assert.equal(status, 2);
  assert.equal(stdout, '');
  assert.match(stderr, /^Usage: uapi/);
});

for (const argv of [['--help'], ['check', '--help'], ['ioctl', '--help'], ['ioctl', 'decode', '--help']]) {
  test(`uapi ${argv.join(' ')} prints help`, async () => {
    const { status, stdout, stderr } = await run(argv);
    assert.equal(status, 0);
    assert.equal(stderr, '');
    assert.match(stdout, new RegExp(`^Usage: uapi ${argv.slice(0, -1).join(' ')}`));
    for (const line of stdout.split('\n')) assert.ok(line.length <= 110, line);
  });
}

test('the version is that of the package', async () => {
  const packageFile = new URL('../../package.json', import.meta.url);
  assert.equal(version, JSON.parse(readFileSync(packageFile, 'utf8')).version);
  assert.deepEqual(await run(['--version']), {
    status: 0,
    stdout: `uapi ${version}\n`,
    stderr: '',
    written: new Map(),
  });
});

test('an exception inside is reported in one line, with status 2', async () => {
  const analyze = () => {
    throw new TypeError('boom');
  };
  const { status, stderr } = await run(['layout', 'a.h'], { files: [header], analyze });
  assert.equal(status, 2);
  assert.match(stderr, /^uapi: internal error: TypeError: boom .*please report this\n$/);
});

test('layout prints errors of a header in gcc form, once for all ABIs, and ends with 1', async () => {
  const { status, stdout, stderr } = await run(['layout', '--abi', 'x86_64,i386,m68k', '--format', 'ndjson', 'a.h'], {
    files: [header],
    analyze: (file, { id }) =>
      analysis(file, id, {
        diagnostics: [
          { code: 'syntax/x', severity: 'error', message: 'no such thing', range: rangeOf(file, 'b') },
          ...(id === 'm68k'
            ? [{ code: 'syntax/y', severity: 'warning' as const, message: 'odd', range: rangeOf(file, 'int') }]
            : []),
        ],
      }),
  });
  assert.equal(status, 1);
  assert.equal(stdout.split('\n').length, 4);
  assert.equal(stderr, 'a.h:1:12: warning: odd (on m68k) [syntax/y]\na.h:1:16: error: no such thing [syntax/x]\n');
});

test('preprocess reports what preprocessing finds, and leaves the rest to other commands', async () => {
  const range = { file: header, start: 0, end: 6 };
  const found = (code: string) => ({ code, severity: 'error' as const, message: 'wrong', range });
  const runWith = (...codes: readonly string[]) =>
    run(['preprocess', '--abi', 'sh4', 'a.h'], {
      files: [header],
      analyze: (file, { id }) => analysis(file, id, { diagnostics: codes.map(found) }),
      tokens: [
        {
          kind: 'identifier',
          spelling: 'int',
          spellingRange: range,
          expansionRange: range,
          lineStart: true,
          spaceBefore: false,
        },
      ],
    });
  assert.deepEqual(await runWith('syntax/declaration'), { status: 0, stdout: 'int\n', stderr: '', written: new Map() });
  const { status, stderr } = await runWith('preprocess/directive', 'syntax/declaration');
  assert.deepEqual([status, stderr], [1, 'a.h:1:1: error: wrong [preprocess/directive]\n']);
});

test('a header of one architecture is analysed for its ABIs, and left out when none was asked for', async () => {
  const file = { ...sourceFile('arch/m68k/a.h', ''), architecture: 'm68k' };
  const own = await run(['check', '--format', 'json', file.displayName], { files: [file] });
  assert.match(own.stdout, /"files":1/);
  const other = await run(['layout', '--abi', 'i386', file.displayName], { files: [file] });
  assert.equal(other.status, 0);
  assert.equal(other.stdout, '');
  assert.match(other.stderr, /^uapi: note: 'arch\/m68k\/a\.h' belongs to architecture m68k/);
});

test('settings choose the ABIs', async () => {
  const machine = { files: [header], config: { abis: ['hppa'] as const } };
  const { stdout, stderr } = await run(['layout', '--format', 'ndjson', 'a.h', 'a.h'], machine);
  assert.deepEqual(stdout.match(/"abi":"\w+"/g), ['"abi":"hppa"', '"abi":"hppa"']);
  assert.equal(stderr, '');
});

test('--output writes the report to a file', async () => {
  const { stdout, written } = await run(['layout', '--format', 'json', '--output', 'o.json', '--abi', 'sh4', 'a.h'], {
    files: [header],
  });
  assert.equal(stdout, '');
  const document = JSON.parse(written.get('o.json') ?? '');
  assert.equal(document.schemaVersion, 1);
  assert.equal(document.files[0].abi, 'sh4');
});
