import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { Fix, SourceFile } from '../../core/index.js';
import type { FileRule } from '../../core/rules/rule.js';
import { replaceFile } from './replaceFile.js';
import { runInTree } from './testing/runInTree.js';
import { tempTree } from './testing/tempTree.js';

/** Finds each `from`, and would write the others in its place. */
function replacing(id: string, from: string, to: string, effect: Fix['effect'] = 'neutral'): FileRule {
  return {
    id,
    scope: 'file',
    why: 'For tests.',
    reference: { title: 'A document', url: 'https://docs.kernel.org/' },
    severity: { recommended: 'warning', new: 'warning', legacy: 'warning', strict: 'warning' },
    check: ({ file }) =>
      [...file.text.matchAll(new RegExp(`(?<!\\w)${from}(?!\\w)`, 'g'))].map(({ index }) => {
        const range = { file, start: index, end: index + from.length };
        const symbol = `line ${file.text.slice(0, index).split('\n').length}`;
        return {
          range,
          symbol,
          message: `'${from}'`,
          abis: [],
          fixes: [{ title: to, effect, edits: [{ range, newText: to }] }],
        };
      }),
  };
}

const plainInt = replacing('test/plain-int', 'int', '__s32');
const header = '#include <linux/types.h>\nstruct s {\n\tint a;\n\tint b;\n};\n';
const fixedHeader = header.replaceAll('int', '__s32');

test('--fix writes what changes nothing of the interface, and reports what is left', async (t) => {
  const root = tempTree(t, { 'a.h': `${header}struct t {\n\tlong c;\n};\n`, 'b.h': 'struct u;\n' });
  const rules = [plainInt, replacing('test/long', 'long', '__s64', 'layout')];
  const before = statSync(join(root, 'b.h'));
  const { status, stdout, stderr } = await runInTree(root, ['check', '--fix', '--format', 'gcc', '.'], rules);
  assert.equal(readFileSync(join(root, 'a.h'), 'utf8'), `${fixedHeader}struct t {\n\tlong c;\n};\n`);
  assert.equal(stdout, "a.h:7:2: warning: 'long' [test/long]\n");
  assert.deepEqual(stderr.split('\n'), [
    'a.h:7:2: not applied, since it changes the binary interface: __s64 [test/long]',
    'uapi: 2 findings fixed in 1 header',
    '',
  ]);
  assert.equal(status, 0);
  assert.equal(statSync(join(root, 'b.h')).ino, before.ino, 'a header without findings is not written');
  const again = await runInTree(root, ['check', '--fix', '--quiet', '--format', 'gcc', '.'], rules);
  assert.equal(again.stderr, '');
});

test('--fix goes on until nothing changes, also where one fix makes another', async (t) => {
  const root = tempTree(t, { 'a.h': header });
  const rules = [replacing('test/one', 'int', 'signed'), replacing('test/two', 'signed', '__s32')];
  const { stdout } = await runInTree(root, ['check', '--fix', '--format', 'gcc', 'a.h'], rules);
  assert.equal(readFileSync(join(root, 'a.h'), 'utf8'), fixedHeader);
  assert.equal(stdout, '');
});

test('--fix ends where fixes undo each other', async (t) => {
  const root = tempTree(t, { 'a.h': header });
  const rules = [replacing('test/one', 'int', '__s32'), replacing('test/two', '__s32', 'int')];
  const { status } = await runInTree(root, ['check', '--fix', '--quiet', '--format', 'gcc', 'a.h'], rules);
  assert.equal(status, 0);
});

test('--fix leaves alone what is suppressed, or does not hold what it promises', async (t) => {
  const text = header.replace('int a;', 'int a; /* uapi-ignore[test/plain-int]: why */');
  const root = tempTree(t, { 'a.h': text, 'b.h': header });
  const wider = { ...replacing('test/plain-int', 'int', '__s64') };
  await runInTree(root, ['check', '--fix', '--quiet', 'b.h'], [wider]);
  assert.equal(readFileSync(join(root, 'b.h'), 'utf8'), header);
  const { stdout } = await runInTree(root, ['check', '--fix', '--quiet', '--format', 'gcc', 'a.h'], [plainInt]);
  assert.equal(readFileSync(join(root, 'a.h'), 'utf8'), text.replace('int b', '__s32 b'));
  assert.equal(stdout, '');
});

test('--fix leaves hints alone unless they are shown', async (t) => {
  const root = tempTree(t, { 'a.h': header });
  const hinting: FileRule = { ...plainInt, severity: { ...plainInt.severity, recommended: 'hint' } };
  await runInTree(root, ['check', '--fix', '--quiet', 'a.h'], [hinting]);
  assert.equal(readFileSync(join(root, 'a.h'), 'utf8'), header);
  await runInTree(root, ['check', '--fix', '--show-hints', '--quiet', 'a.h'], [hinting]);
  assert.equal(readFileSync(join(root, 'a.h'), 'utf8'), fixedHeader);
});

test('overlapping fixes of one macro are applied one after the other', async (t) => {
  const text = '#include <linux/types.h>\n#define S \\\n\tint a; \\\n\tint b;\nstruct s {\n\tS\n};\n';
  const root = tempTree(t, { 'a.h': text });
  const whole: FileRule = {
    ...plainInt,
    id: 'test/whole',
    check: ({ file }) => {
      const start = file.text.indexOf('int a; \\');
      if (start < 0) return [];
      const range = { file, start, end: file.text.indexOf('int b;') + 6 };
      const newText = range.end > 5 && file.text.includes('int b') ? '__s32 a; \\\n\t__s32 b;' : '';
      return [
        {
          range,
          symbol: 's',
          message: 'whole',
          abis: [],
          fixes: [{ title: 'all', effect: 'neutral', edits: [{ range, newText }] }],
        },
      ];
    },
  };
  await runInTree(root, ['check', '--fix', '--quiet', 'a.h'], [whole, plainInt]);
  assert.equal(readFileSync(join(root, 'a.h'), 'utf8'), text.replaceAll('int ', '__s32 '));
});

test('mode, byte order mark and line ends stay, and nothing is left beside the file', async (t) => {
  const root = tempTree(t, {});
  const path = join(root, 'a.h');
  writeFileSync(path, `\uFEFF${header.replaceAll('\n', '\r\n')}`);
  chmodSync(path, 0o751);
  await runInTree(root, ['check', '--fix', 'a.h'], [plainInt]);
  assert.equal(readFileSync(path, 'utf8'), `\uFEFF${fixedHeader.replaceAll('\n', '\r\n')}`);
  assert.equal(statSync(path).mode & 0o7777, 0o751);
  assert.deepEqual(readdirSync(root), ['a.h']);
});

test('a symbolic link stays, and what it leads to is written', async (t) => {
  const root = tempTree(t, { 'real/a.h': header });
  mkdirSync(join(root, 'links'));
  symlinkSync('../real/a.h', join(root, 'links/a.h'));
  await runInTree(root, ['check', '--fix', 'links/a.h'], [plainInt]);
  assert.ok(lstatSync(join(root, 'links/a.h')).isSymbolicLink());
  assert.equal(readFileSync(join(root, 'real/a.h'), 'utf8'), fixedHeader);
});

test('of a file with several names, the one that is fixed gets a file of its own', async (t) => {
  const root = tempTree(t, { 'old/a.h': header });
  mkdirSync(join(root, 'new'));
  linkSync(join(root, 'old/a.h'), join(root, 'new/a.h'));
  await runInTree(root, ['check', '--fix', 'new'], [plainInt]);
  assert.equal(readFileSync(join(root, 'new/a.h'), 'utf8'), fixedHeader);
  assert.equal(readFileSync(join(root, 'old/a.h'), 'utf8'), header);
});

test('a file that changed since it was read is not written', async (t) => {
  const root = tempTree(t, { 'a.h': header });
  const path = join(root, 'a.h');
  const { status, stdout, stderr } = await runInTree(
    root,
    ['check', '--fix', '--format', 'gcc', 'a.h'],
    [plainInt],
    (host) => ({
      ...host,
      replaceFile(file, text) {
        writeFileSync(path, `${header}/* edited */\n`);
        return host.replaceFile(file, text);
      },
    }),
  );
  assert.equal(status, 2);
  assert.match(stderr, /a\.h': it has changed since it was read; it was left as it is\n/);
  assert.equal(readFileSync(path, 'utf8'), `${header}/* edited */\n`);
  assert.equal(stdout.split('\n').length, 3, 'the findings of the text that was read');
  assert.deepEqual(readdirSync(root), ['a.h']);
});

const sourceOf = (path: string, text: string): SourceFile => ({ path, displayName: 'a.h', text, view: 'installed' });

test('a file that is not UTF-8 is not written', (t) => {
  const root = tempTree(t, {});
  const path = join(root, 'a.h');
  const bytes = Buffer.from([0x2f, 0x2f, 0xff, 0x0a]);
  writeFileSync(path, bytes);
  assert.match(
    replaceFile(sourceOf(path, '//\ufffd\n'), 'x')?.message ?? '',
    /it is not in UTF-8; it was left as it is$/,
  );
  assert.deepEqual(readFileSync(path), bytes);
});

test('what a killed run left behind is in the way of nobody', (t) => {
  const root = tempTree(t, { 'a.h': 'old', '.a.h.uapi-0123456789ab.tmp': 'left behind' });
  const path = join(root, 'a.h');
  assert.equal(replaceFile(sourceOf(path, 'old'), 'new'), undefined);
  assert.equal(readFileSync(path, 'utf8'), 'new');
  assert.match(replaceFile(sourceOf(join(root, 'none.h'), 'old'), 'new')?.message ?? '', /^cannot write /);
});

test('a reader sees the old text or the new one, and a kill at any moment leaves one of them', async (t) => {
  const [old, next] = ['a', 'b'].map((letter) => letter.repeat(4_000_000));
  const root = tempTree(t, { 'a.h': old });
  const path = join(root, 'a.h');
  const module = new URL('./replaceFile.js', import.meta.url).href;
  const script = `
    import { replaceFile } from ${JSON.stringify(module)};
    const texts = ['a', 'b'].map((letter) => letter.repeat(4_000_000));
    const file = (text) => ({ path: ${JSON.stringify(path)}, displayName: 'a.h', text, view: 'installed' });
    console.log('ready');
    for (let i = 0; ; i++) replaceFile(file(texts[i % 2]), texts[(i + 1) % 2]);
  `;
  for (const milliseconds of [3, 17, 40]) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    await setTimeout(milliseconds);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const text = readFileSync(path, 'utf8');
    assert.ok(text === old || text === next, `${text.length} characters`);
    writeFileSync(path, old);
  }
});
