import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { isFileProblem, type LoadedConfig } from '../../cli/cliHost.js';
import { allRules, interfaceStyles, profiles } from '../../core/index.js';
import { ALL_ABIS } from '../../core/target/abis.js';
import { createFileStore } from '../node/fileSystem.js';
import { tempTree } from '../node/testing/tempTree.js';
import { createConfigLoader } from './configFile.js';
import { CONFIG_KEYS } from './configKeys.js';
import { POSIX } from './paths.js';

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

/** The settings without the places where they stand. */
function withoutRanges(value: unknown): unknown {
  if (value instanceof Map) return value;
  if (Array.isArray(value)) return value.map(withoutRanges);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) => (key === 'range' ? [] : [[key, withoutRanges(part)]])),
  );
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
  assert.deepEqual(withoutRanges(loaded.config), {
    profile: 'new',
    style: 'size-first',
    abis: ['i386', 'm68k'],
    includeRoots: [join(root, 'a/inc'), '/opt/inc'],
    kernelTree: join(root, 'linux'),
    rules: new Map([['layout/implicit-hole', 'error']]),
    styles: [{ glob: { text: 'linux/*.h' }, style: 'argsz' }],
    suppressions: [{ rule: 'types/long-member', header: { text: 'linux/a.h' }, symbol: 'foo.b', reason: 'frozen' }],
    overrides: [{ files: [{ text: 'asm/*.h' }], rules: new Map([['types/long-member', 'off']]) }],
    baseline: join(root, 'a/known.json'),
  });
});

test('comments and trailing commas are allowed, and strings are left alone', (t) => {
  const { loaded } = load(t, '// mine\n{ "abis": ["i386", /* and */ "x32",], "kernelTree": "/a//b,]\\"/*c",\n}');
  assert.deepEqual(loaded.config, { abis: ['i386', 'x32'], kernelTree: '/a//b,]"/*c' });
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

test('what is not known is an error with its place and the nearest name', (t) => {
  const cases: readonly [string, string][] = [
    ['{"includeRoot":["inc"]}', `x.json:1:2: unknown key "includeRoot" (did you mean 'includeRoots'?)`],
    ['{\n "zzz": 1}', 'x.json:2:2: unknown key "zzz"'],
    [
      '{"suppressions":[{"rule":"layout/implicit-hole",\n"reson":"x"}]}',
      `x.json:2:1: unknown key "reson" in suppressions[0] (did you mean 'reason'?)`,
    ],
    [
      '{"rules": {\n  "layout/implict-hole": "off"}}',
      `x.json:2:3: unknown rule "layout/implict-hole" in rules (did you mean 'layout/implicit-hole'?)`,
    ],
    ['{"rules": {"layout": "off"}}', 'x.json:1:12: unknown rule "layout" in rules'],
    [
      '{"suppressions": [{"rule": "typs/long-member"}]}',
      `x.json:1:28: unknown rule "typs/long-member" in suppressions[0].rule (did you mean 'types/long-member'?)`,
    ],
    [
      '{"overrides": [{"files": "a.h", "rules": {"a/b": "off"}}]}',
      'x.json:1:43: unknown rule "a/b" in overrides[0].rules',
    ],
    ['{"styles": {"a.h": "argz"}}', `x.json:1:20: styles."a.h" must be one of .* (did you mean 'argsz'?)`],
    ['{"style": "fast"}', 'x.json:1:11: style must be one of size-first, argsz, .*'],
    ['{"styles": {"/abs/*.h": "argsz"}}', 'x.json:1:13: glob "/abs/*.h" is absolute: .*'],
    ['{"overrides": [{"files": ["../a.h"]}]}', 'x.json:1:27: glob "../a.h" has a part . or ..: .*'],
    ['{"suppressions": [{"rule": "layout", "header": "**/**/**/*/*/*/*/*/*"}]}', 'x.json:1:48: .* more than 8 stars'],
  ];
  for (const [text, expected] of cases) {
    const pattern = expected.split('.*').map((part) => part.replace(/[^\w ]/g, '\\$&'));
    assert.match(errorOf(t, text), new RegExp(`^${pattern.join('.*')}$`), text);
  }
});

test('groups and codes of the front end can be named', (t) => {
  const { loaded } = load(
    t,
    '{"rules":{"preprocess/include-not-found":"off"},"suppressions":[{"rule":"layout"},{"rule":"syntax"}]}',
  );
  assert.equal(loaded.config.suppressions?.length, 2);
});

test('a wrong value is one line that names the key', (t) => {
  const cases: readonly [string, RegExp][] = [
    ['[]', /^x\.json:1:1: the settings must be an object: \{ … \}$/],
    ['{"abis":"i386"}', /: abis must be a list of ABI ids, or "all"$/],
    ['{"abis":[]}', /: abis must name at least one ABI/],
    ['{"abis":["i386","i387"]}', /: abis\[1\] must be one of x86_64, i386, .*\(did you mean 'i386'\?\)$/],
    ['{"includeRoots":"inc"}', /: includeRoots must be a list$/],
    ['{"includeRoots":[1]}', /: includeRoots\[0\] must be a text$/],
    ['{"kernelTree":""}', /: kernelTree must be a text$/],
    [
      '{"rules":{"layout/implicit-hole":"fatal"}}',
      /: rules\."layout\/implicit-hole" must be one of off, hint, info, warning, error$/,
    ],
    ['{"profile":"srict"}', /: profile must be one of .* \(did you mean 'strict'\?\)$/],
    ['{"suppressions":[{}]}', /: suppressions\[0\] needs a "rule"$/],
    ['{"overrides":[{"rules":{}}]}', /: overrides\[0\] needs "files"/],
    ['{"rules":null}', /: rules must be an object$/],
    ['{\n  "abis": oops\n}', /^x\.json:2:11: not valid JSON: expected a value$/],
    ['{"abis": [', /:1:11: not valid JSON: expected a value$/],
    ['{"a" 1}', /:1:6: not valid JSON: expected : after the key$/],
    ['{"a":1 "b":2}', /:1:8: not valid JSON: expected , or }$/],
    ['{a:1}', /:1:2: not valid JSON: expected a key in double quotes, or }$/],
    ['{"a":"x\\q"}', /:1:6: not valid JSON: this text is not closed, or has a bad escape$/],
    ['{"a":01}', /:1:6: not valid JSON: expected a value$/],
    ['{} {}', /:1:4: not valid JSON: unexpected text after the value$/],
    ['['.repeat(100), /:1:66: not valid JSON: nested too deeply$/],
    ['', /:1:1: not valid JSON: expected a value$/],
  ];
  for (const [text, message] of cases) assert.match(errorOf(t, text), message, text);
});

test('keys of the language’s own objects are keys like any other', (t) => {
  for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    assert.match(errorOf(t, `{"${key}":{"abis":["i386"]}}`), new RegExp(`:1:2: unknown key "${key}"$`));
    assert.match(errorOf(t, `{"rules":{"${key}":"off"}}`), new RegExp(`:1:11: unknown rule "${key}" in rules$`));
    assert.match(errorOf(t, `{"suppressions":[{"${key}":"off"}]}`), new RegExp(`unknown key "${key}" in`));
  }
  const { loaded } = load(t, '{"styles":{"__proto__":"argsz"}}');
  assert.deepEqual(
    loaded.config.styles?.map(({ glob }) => glob.text),
    ['__proto__'],
  );
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
  for (const { id } of allRules) assert.ok(Object.hasOwn(schema.definitions.rules.properties, id), id);
  assert.deepEqual(schema.definitions.style.enum, interfaceStyles);
  assert.deepEqual(schema.definitions.profile.enum, profiles);
});
