/** What docs/ci.md and docs/configuration.md say, tried: the problem matcher, the hooks, the examples, `explain`. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { allRules } from 'uapi-language-server/core';
import { repositoryRoot, temporaryFolder } from '../harness/repository.js';
import { runUapi } from '../harness/uapi.js';

const read = (file: string): string => fs.readFileSync(path.join(repositoryRoot, file), 'utf8');

const header = '#include <linux/types.h>\nstruct foo {\n\t__u8 a;\n\t__u16 b;\n\tlong c;\n};\n';

test('the problem matcher finds every line of --format gcc', (t) => {
  const folder = temporaryFolder(t);
  fs.writeFileSync(path.join(folder, 'foo.h'), header);
  const { stdout } = runUapi(['check', '--format', 'gcc', '--show-hints', 'foo.h'], { cwd: folder });
  const { problemMatcher } = JSON.parse(read('server/problem-matcher.json'));
  const patterns: readonly RegExp[] = problemMatcher.map(
    ({ pattern: [{ regexp }] }: { readonly pattern: readonly { readonly regexp: string }[] }) => new RegExp(regexp),
  );
  const lines = stdout.split('\n').filter((line) => line !== '');
  assert.ok(lines.length >= 2);
  for (const line of lines) assert.equal(patterns.filter((pattern) => pattern.test(line)).length, 1, line);
  const [, file, row, column, severity, , code] =
    patterns[0].exec(lines.find((line) => line.includes('implicit-hole')) ?? '') ?? [];
  assert.deepEqual([file, row, column, severity, code], ['foo.h', '4', '8', 'warning', 'layout/implicit-hole']);
  assert.equal(patterns[1].exec('foo.h:1:2: note: x [a/b]')?.[5], 'a/b');
});

test('the hooks call commands that exist', (t) => {
  const folder = temporaryFolder(t);
  const licence = '/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */\n';
  fs.writeFileSync(path.join(folder, 'foo.h'), `${licence}struct foo;\n`);
  const entries = [...read('.pre-commit-hooks.yaml').matchAll(/^ {2}entry: uapi (.*)$/gm)].map((match) => match[1]);
  assert.equal(entries.length, 2);
  for (const entry of entries) {
    const { status, stderr } = runUapi([...entry.split(' '), 'foo.h'], { cwd: folder });
    assert.ok(status === 0 || status === 1, entry);
    assert.equal(stderr, '', entry);
  }
});

test('the examples of the settings are valid, for the program and for the schema', (t) => {
  const validate = new Ajv({ strict: false }).compile(JSON.parse(read('server/schema/uapi.schema.json')));
  const known = new Set(allRules.map(({ id }) => id));
  const examples = [...read('docs/configuration.md').matchAll(/^```json\n([\s\S]*?)^```$/gm)].map((match) => match[1]);
  assert.equal(examples.length, 2);
  for (const example of examples) {
    // A rule of the examples may not be there yet.
    const { rules = {}, ...rest } = JSON.parse(example);
    const settings = { ...rest, rules: Object.fromEntries(Object.entries(rules).filter(([id]) => known.has(id))) };
    assert.ok(validate(settings), JSON.stringify(validate.errors));
    const folder = temporaryFolder(t);
    fs.writeFileSync(path.join(folder, '.uapi.json'), JSON.stringify(settings));
    fs.writeFileSync(path.join(folder, 'foo.h'), 'struct foo;\n');
    const { status, stderr } = runUapi(['check', 'foo.h'], { cwd: folder });
    assert.ok(status === 0 || status === 1);
    assert.equal(stderr, '');
  }
  assert.ok(!validate({ rules: { 'layout/implict-hole': 'off' } }));
  assert.ok(!validate({ profil: 'new' }));
});

test('explain prints the page of every rule', () => {
  for (const { id } of allRules.slice(0, 3)) {
    const { status, stdout } = runUapi(['explain', '--format', 'markdown', id]);
    assert.equal(status, 0);
    assert.ok(stdout.startsWith(`# ${id}\n\n## What it does\n`), id);
  }
  const pages = JSON.parse(read('server/dist/rule-pages.json'));
  assert.deepEqual(Object.keys(pages).sort(), allRules.map(({ id }) => id).sort());
});
