// `uapi check` on driver sources, with a rule of the test: every link is a finding.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SourceRule } from '../../core/index.js';
import { sourceFile } from '../testing/analyses.js';
import { run } from '../testing/environment.js';

const rule: SourceRule = {
  id: 'dispatch/every-link',
  scope: 'source',
  why: 'The test looks at links.',
  reference: { title: 'none', url: 'https://docs.kernel.org/driver-api/ioctl.html' },
  severity: { recommended: 'warning', new: 'warning', legacy: 'warning', strict: 'error' },
  check: (source) =>
    source.links.map(({ command, span }) => ({
      symbol: command,
      range: source.rangeOf(span),
      message: `${command} is handled here`,
      abis: [],
    })),
};

const source = (body: string) => sourceFile('main.c', `#define BOX_GET _IO('b', 1)\n${body}\n`);
const handler =
  'long box(struct file *f, unsigned int cmd) {\n  switch (cmd) {\n  case BOX_GET: return 0;\n  }\n  return -ENOTTY;\n}';
const room = { sourceRules: [rule] };

async function check(body: string, args: readonly string[] = [], config = {}) {
  const machine = { files: [source(body)], rules: [rule], driverRoom: room, config };
  return run(['check', ...args, 'main.c'], machine);
}

test('findings of sources come in every format', async () => {
  const gcc = await check(handler, ['--format', 'gcc']);
  assert.equal(gcc.stdout, 'main.c:4:8: warning: BOX_GET is handled here [dispatch/every-link]\n');
  assert.equal(gcc.status, 0);
  const json = JSON.parse((await check(handler, ['--format', 'json', '--fail-on', 'warning'])).stdout);
  assert.deepEqual(
    json.findings.map(({ rule: id, symbol, abis }: { rule: string; symbol: string; abis: unknown }) => [
      id,
      symbol,
      abis,
    ]),
    [['dispatch/every-link', 'BOX_GET', []]],
  );
  assert.equal(json.summary.files, 1);
  const sarif = JSON.parse((await check(handler, ['--format', 'sarif'])).stdout);
  assert.equal(sarif.runs[0].results[0].ruleId, 'dispatch/every-link');
  assert.match((await check(handler, ['--format', 'github'])).stdout, /^::warning file=main\.c,line=4,/);
  assert.match((await check(handler)).stdout, /BOX_GET is handled here[\s\S]*1 warning in 1 source\n$/);
});

test('the exit status follows --fail-on and the profile', async () => {
  assert.equal((await check(handler, ['--fail-on', 'warning'])).status, 1);
  assert.equal((await check(handler, ['--profile', 'strict'])).status, 1);
});

test('comments and settings suppress findings of sources', async () => {
  const commented = handler.replace('case BOX_GET', '/* uapi-ignore[dispatch/every-link]: known */\n  case BOX_GET');
  assert.doesNotMatch((await check(commented)).stdout, /is handled here/);
  const config = { suppressions: [{ rule: 'dispatch', symbol: 'BOX_GET', reason: 'known' }] };
  assert.doesNotMatch((await check(handler, [], config)).stdout, /is handled here/);
  const off = { rules: new Map([['dispatch/every-link', 'off' as const]]) };
  assert.doesNotMatch((await check(handler, [], off)).stdout, /is handled here/);
});

test('what reads sources is not loaded for headers', async () => {
  let loaded = 0;
  const driverRoom = {
    get sourceRules() {
      loaded++;
      return [rule];
    },
  };
  const header = sourceFile('a.h', 'struct a { int b; };\n');
  await run(['check', 'a.h'], { files: [header], rules: [rule], driverRoom });
  assert.equal(loaded, 0);
  await run(['check', 'main.c'], { files: [source(handler)], rules: [rule], driverRoom });
  assert.ok(loaded > 0);
});
