import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type AnalysisSession, isFileProblem } from '../../cli/cliHost.js';
import type { IncludeResolver } from '../../core/preprocess/includeResolver.js';
import type { Abi } from '../../core/target/abi.js';
import { MAX_FILE_BYTES } from '../common/fileStore.js';
import { POSIX } from '../common/paths.js';
import { createFileStore } from './fileSystem.js';
import { createNodeHost, type NodeHostParts } from './nodeHost.js';
import { abi, BARE_MACHINE, tempTree } from './testing/tempTree.js';

const NONE = { includeRoots: [], archIncludes: [] };

interface FakeSession extends AnalysisSession {
  resolverFor(abi: Abi): IncludeResolver;
}

function host(cwd: string, parts: Partial<NodeHostParts> = {}): ReturnType<typeof createNodeHost> {
  return createNodeHost({
    store: createFileStore(POSIX),
    machine: BARE_MACHINE,
    builtins: () => undefined,
    createSession: ({ resolverFor }): FakeSession => ({ resolverFor, analyze: () => [], preprocess: () => [] }),
    stdin: () => streamOf(''),
    cwd,
    ...parts,
  });
}

async function* streamOf(...chunks: readonly string[]): AsyncIterable<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

test('headers with the same include roots share a session', (t) => {
  const root = tempTree(t, { 'inc/linux/types.h': '', 'inc/linux/a.h': '', 'inc/drm/b.h': '', 'alone/c.h': '' });
  const { openFile, sessionFor } = host(root);
  const session = (path: string, include = NONE): AnalysisSession => {
    const file = openFile(path, include);
    assert.ok(!isFileProblem(file));
    return sessionFor(file, include);
  };
  const first = session('inc/linux/a.h');
  assert.equal(session(join(root, 'inc/drm/b.h')), first);
  assert.equal(session('inc/linux/a.h', { includeRoots: [], archIncludes: [] }), first, 'equal options are the same');
  assert.notEqual(session('alone/c.h'), first);
  assert.notEqual(session('inc/linux/a.h', { includeRoots: ['alone'], archIncludes: [] } as never), first);
});

test('a session asks with one resolver for each ABI', (t) => {
  const root = tempTree(t, { 'inc/linux/types.h': '', 'inc/linux/a.h': '' });
  const { openFile, sessionFor } = host(root);
  const file = openFile('inc/linux/a.h', NONE);
  assert.ok(!isFileProblem(file));
  const { resolverFor } = sessionFor(file, NONE) as FakeSession;
  assert.equal(resolverFor(abi('m68k')), resolverFor(abi('m68k')));
  const found = resolverFor(abi('m68k')).resolve({
    spelling: 'linux/types.h',
    angled: true,
    next: false,
    includer: file,
    includerRoot: -1,
  });
  assert.equal(found?.file.displayName, 'linux/types.h');
});

test('names keep the form that the user gave where no root holds the file', (t) => {
  const root = tempTree(t, { 'alone/c.h': 'int c;' });
  const { openFile } = host(root);
  const file = openFile('alone/c.h', NONE);
  assert.ok(!isFileProblem(file));
  assert.deepEqual([file.displayName, file.path], ['alone/c.h', join(root, 'alone/c.h')]);
  const missing = openFile('alone/none.h', NONE);
  assert.ok(isFileProblem(missing));
  assert.equal(missing.message, "cannot read 'alone/none.h': no such file");
});

test('roots that do not exist are a problem of every header', async (t) => {
  const root = tempTree(t, { 'a.h': '', 'no-kernel/README': '' });
  const { openFile, readStdin } = host(root);
  const messageOf = (include: object): string => {
    const answer = openFile('a.h', { ...NONE, ...include });
    assert.ok(isFileProblem(answer));
    return answer.message;
  };
  const noFolder = "cannot use include root 'none': no such folder";
  assert.equal(messageOf({ includeRoots: ['none'] }), noFolder);
  assert.equal(messageOf({ archIncludes: [{ abi: 'm68k', directory: 'none' }] }), noFolder);
  assert.equal(
    messageOf({ kernelTree: 'no-kernel' }),
    "cannot use kernel tree 'no-kernel': it has no include/uapi/linux/types.h",
  );
  assert.ok(isFileProblem(await readStdin('a.h', { ...NONE, includeRoots: ['none'] })));
});

test('standard input is a header with a name', async (t) => {
  const root = tempTree(t, { 'inc/linux/types.h': '', 'inc/linux/b.h': '' });
  const { readStdin, sessionFor } = host(root, { stdin: () => streamOf('\uFEFFint ', 'a;\n') });
  const file = await readStdin('inc/linux/new.h', NONE);
  assert.ok(!isFileProblem(file));
  assert.deepEqual([file.text, file.displayName], ['int a;\n', 'linux/new.h']);
  assert.equal(await readStdin('inc/linux/new.h', NONE), file, 'it can be read once only');
  const { resolverFor } = sessionFor(file, NONE) as FakeSession;
  const request = { spelling: 'b.h', angled: false, next: false, includer: file, includerRoot: -1 };
  assert.equal(resolverFor(abi('x86_64')).resolve(request)?.file.path, join(root, 'inc/linux/b.h'));
});

test('standard input is bounded, and its errors are problems', async (t) => {
  const root = tempTree(t, {});
  const megabyte = 'x'.repeat(1024 * 1024);
  const tooMuch = Array<string>(MAX_FILE_BYTES / megabyte.length + 1).fill(megabyte);
  const large = await host(root, { stdin: () => streamOf(...tooMuch) }).readStdin('a.h', NONE);
  assert.ok(isFileProblem(large) && large.problem === 'too-large');
  const broken = host(root, {
    // biome-ignore lint/correctness/useYield: the stream fails before its first chunk
    stdin: async function* () {
      throw Object.assign(new Error('EISDIR'), { code: 'EISDIR' });
    },
  });
  const problem = await broken.readStdin('a.h', NONE);
  assert.ok(isFileProblem(problem) && /standard input/.test(problem.message));
});

test('settings, paths and reports count from the working directory', (t) => {
  const root = tempTree(t, {
    'w/.uapi.json': '{"profile":"new"}',
    'w/inc/a.h': '',
    'other.json': '{"profile":"strict"}',
  });
  const { loadConfig, expandPaths, writeFile } = host(join(root, 'w'));
  const profileOf = (...args: Parameters<typeof loadConfig>): unknown => {
    const loaded = loadConfig(...args);
    return isFileProblem(loaded) ? loaded.message : loaded.config.profile;
  };
  assert.equal(profileOf('inc/a.h'), 'new');
  assert.equal(profileOf('inc/a.h', '../other.json'), 'strict');
  assert.deepEqual(expandPaths(['inc']).files, ['inc/a.h']);
  assert.equal(writeFile('report.txt', 'ü\n'), undefined);
  assert.equal(readFileSync(join(root, 'w/report.txt'), 'utf8'), 'ü\n');
  assert.match(writeFile('none/report.txt', '')?.message ?? '', /its folder does not exist$/);
});

test('the table of ioctl numbers is that of the kernel tree, named or lived in', (t) => {
  const table = 'Documentation/userspace-api/ioctl/ioctl-number.rst';
  const root = tempTree(t, {
    'tree/include/uapi/linux/types.h': '',
    'tree/include/uapi/linux/a.h': '',
    [`tree/${table}`]: 'its table',
    'other/include/uapi/linux/types.h': '',
    [`other/${table}`]: 'other table',
    'alone/b.h': '',
  });
  const { openFile, ioctlNumberText } = host(root);
  const textFor = (path: string, include = NONE): string | undefined => {
    const file = openFile(path, include);
    assert.ok(!isFileProblem(file));
    return ioctlNumberText(file, include);
  };
  assert.equal(textFor('tree/include/uapi/linux/a.h'), 'its table');
  assert.equal(textFor('tree/include/uapi/linux/a.h', { ...NONE, kernelTree: 'other' } as never), 'other table');
  assert.equal(textFor('alone/b.h'), undefined);
});
