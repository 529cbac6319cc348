import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { builtinHeader, createAnalysisSession } from '../../core/index.js';
import { DriverDocuments } from '../../ide/driver/index.js';
import { AnalysisHost } from '../../ide/index.js';
import { createBuiltinHeaders } from '../common/includeResolver.js';
import { pathStyleOf } from '../common/paths.js';
import { createTrustedStore } from '../common/trustedStore.js';
import { createFileStore } from './fileSystem.js';
import { createIdeHost } from './ideHost.js';
import { createNodeHost } from './nodeHost.js';

function setUp(context: TestContext): {
  analysis: AnalysisHost;
  folder: string;
  write: (name: string, text: string) => string;
} {
  const folder = mkdtempSync(join(tmpdir(), 'uapi-test-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const store = createTrustedStore(createFileStore(pathStyleOf(process.platform)));
  const host = createNodeHost({
    store,
    machine: { systemRoot: undefined, architecture: 'x86' },
    builtins: createBuiltinHeaders(builtinHeader),
    createSession: createAnalysisSession,
    stdin: () => process.stdin,
    cwd: folder,
  });
  let time = 1_000_000_000;
  return {
    analysis: new AnalysisHost(createIdeHost(host, store)),
    folder,
    write(name, text) {
      const path = join(folder, name);
      mkdirSync(join(path, '..'), { recursive: true });
      writeFileSync(path, text);
      // Two writes may come within what the disk's clock tells apart.
      utimesSync(path, time, time++);
      return path;
    },
  };
}

const user = '#include "inner.h"\nstruct user {\n\tstruct inner inner;\n};\n';

function sizeOf(analysis: AnalysisHost, path: string): number | undefined {
  return analysis.document(path)?.context.header.recordsByName.get('user')?.onAbis[0].record.layout?.sizeBytes;
}

test('without a watcher, files that were read are looked at again', (t) => {
  const { analysis, write } = setUp(t);
  write('inner.h', 'struct inner {\n\tint a;\n};\n');
  const path = write('user.h', user);
  analysis.setText(path, user);
  assert.equal(sizeOf(analysis, path), 4);
  assert.equal(analysis.readFilesChanged(), false);
  write('inner.h', 'struct inner {\n\tint a[3];\n};\n');
  assert.equal(sizeOf(analysis, path), 4, 'nobody looked yet');
  assert.equal(analysis.readFilesChanged(), true);
  assert.equal(sizeOf(analysis, path), 12);
  assert.equal(analysis.readFilesChanged(), false);
});

test('without a watcher, the folder of an open source is looked at too', (t) => {
  const { analysis, write } = setUp(t);
  write('beside.c', 'int beside(void)\n{\n\treturn 0;\n}\n');
  const path = write('main.c', '');
  analysis.setText(path, '');
  const documents = new DriverDocuments(analysis);
  const isNews = (): boolean => analysis.readFilesChanged((each) => documents.readWith(each));
  const knows = (name: string): boolean => documents.source(path)?.functionNamed(name) !== undefined;
  assert.deepEqual([knows('beside'), knows('renamed')], [true, false]);
  assert.equal(isNews(), false);
  write('beside.c', 'int renamed(void)\n{\n\treturn 0;\n}\n');
  assert.equal(isNews(), true);
  assert.deepEqual([knows('beside'), knows('renamed')], [false, true]);
  assert.equal(isNews(), false);
});

test('an edit of a header reaches those that include it, and goes when it is closed', (t) => {
  const { analysis, write } = setUp(t);
  const inner = write('inner.h', 'struct inner {\n\tint a;\n};\n');
  const path = write('user.h', user);
  analysis.setText(path, user);
  assert.equal(sizeOf(analysis, path), 4);
  assert.deepEqual(analysis.setText(inner, 'struct inner {\n\tint a[2];\n};\n'), [path]);
  assert.equal(sizeOf(analysis, path), 8);
  assert.deepEqual(analysis.close(inner), [path]);
  assert.equal(sizeOf(analysis, path), 4);
});

test('in a kernel tree only what user space sees is reviewed and listed', (t) => {
  const { analysis, folder, write } = setUp(t);
  const seen = [write('include/uapi/linux/a.h', ''), write('arch/x86/include/uapi/asm/b.h', '')];
  const own = [write('include/linux/c.h', ''), write('drivers/d.h', ''), write('include/uapi/linux/e.c', '')];
  for (const path of seen) assert.equal(analysis.document(path)?.isReviewed, true, path);
  for (const path of own) assert.equal(analysis.document(path)?.isReviewed, false, path);
  analysis.configure({ folders: [folder], isTrusted: true, settings: {} });
  assert.deepEqual(analysis.allPaths, seen);
});

test('settings of the editor fill what .uapi.json leaves open', (t) => {
  const { analysis, folder, write } = setUp(t);
  const path = write('user.h', user);
  write('.uapi.json', '{ "profile": "new", "rules": { "types/long-member": "off" } }');
  const settings = {
    profile: 'legacy',
    abis: ['m68k'],
    rules: { 'types/long-member': 'error', 'layout/implicit-hole': 'hint' },
  };
  assert.deepEqual(analysis.configure({ folders: [folder], isTrusted: true, settings }), []);
  const found = analysis.document(path)?.settings;
  assert.equal(found?.profile, 'new');
  assert.deepEqual(found?.abis, ['m68k']);
  assert.deepEqual(
    [...(found?.severities ?? [])],
    [
      ['types/long-member', 'off'],
      ['layout/implicit-hole', 'hint'],
    ],
  );
  const problems = analysis.configure({ folders: [folder], isTrusted: true, settings: { abis: ['m86k'] } });
  assert.match(problems[0], /abis\[0\] must be one of/);
});
