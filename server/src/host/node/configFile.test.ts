import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { isFileProblem, type LoadedConfig } from '../../cli/cliHost.js';
import { ALL_ABIS } from '../../core/target/abis.js';
import { createConfigLoader } from './configFile.js';
import { CONFIG_KEYS } from './configKeys.js';
import { createFileStore } from './fileSystem.js';
import { POSIX } from './paths.js';
import { tempTree } from './testing/tempTree.js';

function load(t: TestContext, text: string): { root: string; loaded: LoadedConfig } {
  const root = tempTree(t, { 'a/.uapi.json': text });
  const loaded = createConfigLoader(createFileStore(POSIX)).ofFolder(join(root, 'a'));
  assert.ok(!isFileProblem(loaded), JSON.stringify(loaded));
  return { root, loaded };
}

function errorOf(t: TestContext, text: string): string {
  const root = tempTree(t, { '.uapi.json': text });
  const loaded = createConfigLoader(createFileStore(POSIX)).ofFile(join(root, '.uapi.json'), 'x.json');
  assert.ok(isFileProblem(loaded), text);
  assert.equal(loaded.path, 'x.json');
  assert.ok(!loaded.message.includes('\n'), loaded.message);
  return loaded.message;
}

test('every key is read, and paths count from the file', (t) => {
  const { root, loaded } = load(
    t,
    JSON.stringify({
      $schema: 'https://example.org/uapi.schema.json',
      profile: 'new',
      style: 'size-first',
      abis: ['i386', 'm68k'],
      includeRoots: ['inc', '/opt/inc'],
      kernelTree: '../linux',
      rules: { 'layout/implicit-hole': 'error' },
      styles: { 'linux/*.h': 'argsz' },
      suppressions: [{ rule: 'types/long-member', header: 'linux/a.h', symbol: 'foo.b', reason: 'frozen' }],
      overrides: [{ files: 'asm/*.h', rules: { 'types/long-member': 'off' } }],
      baseline: 'known.json',
    }),
  );
  assert.deepEqual(loaded.warnings, []);
  assert.deepEqual(loaded.config, {
    profile: 'new',
    style: 'size-first',
    abis: ['i386', 'm68k'],
    includeRoots: [join(root, 'a/inc'), '/opt/inc'],
    kernelTree: join(root, 'linux'),
    rules: new Map([['layout/implicit-hole', 'error']]),
    styles: [{ glob: 'linux/*.h', style: 'argsz' }],
    suppressions: [{ rule: 'types/long-member', header: 'linux/a.h', symbol: 'foo.b', reason: 'frozen' }],
    overrides: [{ files: ['asm/*.h'], rules: new Map([['types/long-member', 'off']]) }],
    baseline: join(root, 'a/known.json'),
  });
});

test('comments and trailing commas are allowed, and strings are left alone', (t) => {
  const { loaded } = load(t, '// mine\n{ "abis": ["i386", /* and */ "x32",], "style": "a//b,]\\"/*c",\n}');
  assert.deepEqual(loaded.config, { abis: ['i386', 'x32'], style: 'a//b,]"/*c' });
});

test('"all" names every ABI', (t) => {
  assert.deepEqual(
    load(t, '{"abis":"all"}').loaded.config.abis,
    ALL_ABIS.map((abi) => abi.id),
  );
});

test('the nearest file above a header holds, and its answer is remembered', (t) => {
  const root = tempTree(t, {
    '.uapi.json': '{"profile":"legacy"}',
    'near/.uapi.json': '{"profile":"new"}',
    'near/deep/a.h': '',
    'far/a.h': '',
  });
  const loader = createConfigLoader(createFileStore(POSIX));
  const of = (folder: string): unknown => {
    const loaded = loader.ofFolder(join(root, folder));
    assert.equal(loader.ofFolder(join(root, folder)), loaded);
    return isFileProblem(loaded) ? loaded : [loaded.config.profile, loaded.path?.slice(root.length + 1)];
  };
  assert.deepEqual(of('near/deep'), ['new', 'near/.uapi.json']);
  assert.deepEqual(of('far'), ['legacy', '.uapi.json']);
  assert.deepEqual(of('missing/folder'), ['legacy', '.uapi.json']);
});

test('an unknown key is a warning that names the nearest', (t) => {
  const { loaded } = load(t, '{"includeRoot":["inc"],"suppressions":[{"rule":"a/b","reson":"x"}],"zzz":1}');
  assert.deepEqual(
    loaded.warnings.map((line) => line.replace(/^'.*?': /, '')),
    [
      `unknown key "includeRoot" (did you mean 'includeRoots'?)`,
      `unknown key "reson" in suppressions[0] (did you mean 'reason'?)`,
      'unknown key "zzz"',
    ],
  );
  assert.deepEqual(loaded.config, { suppressions: [{ rule: 'a/b' }] });
});

test('a wrong value is one line that names the key', (t) => {
  const cases: readonly [string, RegExp][] = [
    ['[]', /^'x\.json': the settings must be an object: \{ … \}$/],
    ['{"abis":"i386"}', /: abis must be a list of ABI ids, or "all"$/],
    ['{"abis":[]}', /: abis must name at least one ABI/],
    ['{"abis":["i386","i387"]}', /: abis\[1\] must be one of x86_64, i386, .*\(did you mean 'i386'\?\)$/],
    ['{"includeRoots":"inc"}', /: includeRoots must be a list$/],
    ['{"includeRoots":[1]}', /: includeRoots\[0\] must be a text$/],
    ['{"kernelTree":""}', /: kernelTree must be a text$/],
    ['{"rules":{"a/b":"fatal"}}', /: rules\."a\/b" must be one of off, hint, info, warning, error$/],
    ['{"profile":"srict"}', /: profile must be one of .* \(did you mean 'strict'\?\)$/],
    ['{"suppressions":[{}]}', /: suppressions\[0\] needs a "rule"$/],
    ['{"overrides":[{"rules":{}}]}', /: overrides\[0\] needs "files"/],
    ['{"rules":null}', /: rules must be an object$/],
    ['{\n  "abis": oops\n}', /^'x\.json' is not valid JSON: line 2, column 11: expected a value$/],
    ['{"abis": [', /is not valid JSON: line 1, column 11: expected a value$/],
    ['{"a" 1}', /column 6: expected : after the key$/],
    ['{"a":1 "b":2}', /column 8: expected , or }$/],
    ['{a:1}', /column 2: expected a key in double quotes, or }$/],
    ['{"a":"x\\q"}', /column 6: this text is not closed, or has a bad escape$/],
    ['{"a":01}', /column 6: expected a value$/],
    ['{} {}', /column 4: unexpected text after the value$/],
    ['['.repeat(100), /column 66: nested too deeply$/],
    ['', /is not valid JSON: line 1, column 1: expected a value$/],
  ];
  for (const [text, message] of cases) assert.match(errorOf(t, text), message, text);
});

test('keys of the language’s own objects are keys like any other', (t) => {
  const { loaded } = load(t, '{"__proto__":{"abis":["i386"]},"constructor":1,"rules":{"__proto__":"off"}}');
  assert.equal(loaded.config.abis, undefined);
  assert.equal(loaded.warnings.length, 2);
  assert.deepEqual([...(loaded.config.rules ?? [])], [['__proto__', 'off']]);
  assert.equal(({} as { abis?: unknown }).abis, undefined);
});

test('hostile settings take no time', (t) => {
  for (const text of [
    '/*'.repeat(400_000),
    '"\\'.repeat(400_000),
    ','.repeat(800_000),
    '['.repeat(800_000),
    `{"${'a'.repeat(900_000)}`,
    `{"${'\\n'.repeat(400_000)}`,
  ]) {
    const start = process.cpuUsage();
    errorOf(t, text);
    const { user } = process.cpuUsage(start);
    assert.ok(user < 2_000_000, `${text.slice(0, 4)}…: ${user} µs`);
  }
  assert.match(errorOf(t, ' '.repeat(2_000_000)), /1 MB at most$/);
});

test('a settings file that is missing or a folder is a problem', (t) => {
  const root = tempTree(t, { 'folder/.uapi.json/x': '' });
  const loader = createConfigLoader(createFileStore(POSIX));
  const missing = loader.ofFile(join(root, 'none.json'), 'none.json');
  assert.ok(isFileProblem(missing) && /^cannot read 'none\.json': no such file$/.test(missing.message));
  assert.ok(isFileProblem(loader.ofFolder(join(root, 'folder'))));
});

test('the schema knows the keys and ABIs that the program knows', () => {
  const schema = JSON.parse(readFileSync(new URL('../../../schema/uapi.schema.json', import.meta.url), 'utf8'));
  assert.deepEqual(
    Object.keys(schema.properties)
      .filter((key) => key !== '$schema')
      .sort(),
    [...CONFIG_KEYS].sort(),
  );
  assert.deepEqual(
    schema.definitions.abis.oneOf[1].items.enum,
    ALL_ABIS.map((abi) => abi.id),
  );
});
