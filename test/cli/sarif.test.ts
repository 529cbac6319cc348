/** SARIF as others read it: valid against the schema of OASIS, with every rule described, and the same on every machine. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import type { Log, Result } from 'sarif';
import { allRules } from 'uapi-language-server/core';
import { repositoryRoot, temporaryFolder } from '../harness/repository.js';
import { runUapi } from '../harness/uapi.js';

const header = `#include <linux/types.h>
struct foo {
	__u8 a;
	__u16 b;
	unsigned long c; /* uapi-ignore[types/long-member]: published in 5.4 */
	missing_t d;
};
struct bar {
	__u8 a;
	__u16 b;	/* 100 % "x" <y> [z](0) */
};
`;

/**
 * Draft 4 says `id` where later drafts say `$id`; nothing else in the schema depends on the draft. One of its patterns has
 * a bracket too many, which only expressions without the flag `u` take.
 */
function validator() {
  const file = path.join(repositoryRoot, 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const { $schema: _, id: $id, ...schema } = JSON.parse(fs.readFileSync(file, 'utf8'));
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  formats.default(ajv);
  return ajv.compile({ $id, ...schema });
}

function sarif(folder: string, ...args: readonly string[]): { readonly log: Log; readonly text: string } {
  const { stdout, stderr } = runUapi(['check', '--format', 'sarif', ...args], { cwd: folder });
  assert.equal(stderr, '');
  const log: Log = JSON.parse(stdout);
  const validate = validator();
  assert.ok(validate(log), JSON.stringify(validate.errors?.slice(0, 5), undefined, 1));
  return { log, text: stdout };
}

test('the validator refuses what is not SARIF', () => {
  const validate = validator();
  assert.equal(validate({ version: '2.1.0', runs: [{ tool: {} }] }), false);
  assert.equal(
    validate({ version: '2.1.0', runs: [{ tool: { driver: { name: 'x' } }, results: [{ level: 'bad' }] }] }),
    false,
  );
});

test('results, rules, suppressions and places', (t) => {
  const folder = temporaryFolder(t);
  fs.mkdirSync(path.join(folder, 'in dir'));
  fs.writeFileSync(path.join(folder, 'in dir', 'foo#1.h'), header);
  const { log, text } = sarif(folder, '--show-hints', '.');
  const [{ tool, results = [] }] = log.runs;
  const { rules = [] } = tool.driver;
  for (const { id, why } of allRules) {
    const rule = rules.find((each) => each.id === id);
    assert.ok(rule?.help?.markdown?.startsWith(`# ${id}`), id);
    assert.ok(rule?.help?.text.startsWith(`${id}\n=`), id);
    assert.equal(rule?.fullDescription?.text, why);
    assert.match(rule?.helpUri ?? '', /^https:\/\//);
    assert.match(rule?.shortDescription?.text ?? '', /\.$/);
  }
  for (const { ruleId, ruleIndex = -1 } of results) assert.equal(rules[ruleIndex]?.id, ruleId);
  const of = (id: string): Result => results.find(({ ruleId }) => ruleId === id) ?? assert.fail(`no ${id}`);
  const hole = of('layout/implicit-hole').locations?.[0];
  assert.deepEqual(hole?.physicalLocation, {
    artifactLocation: { uri: 'in%20dir/foo%231.h', uriBaseId: '%SRCROOT%' },
    region: { startLine: 10, startColumn: 8, endLine: 10, endColumn: 9 },
  });
  assert.deepEqual(hole?.logicalLocations, [{ fullyQualifiedName: 'bar.b' }]);
  assert.equal(of('sema/unknown-type').level, 'error');
  assert.ok(!text.includes(folder), 'no path of this machine');
});

test('a suppressed result stays, with its reason', (t) => {
  const folder = temporaryFolder(t);
  fs.writeFileSync(path.join(folder, 'foo.h'), header.replace('\tmissing_t d;\n', ''));
  const [{ results = [] }] = sarif(folder, 'foo.h').log.runs;
  const hole = results.find(({ ruleId }) => ruleId === 'layout/implicit-hole');
  assert.deepEqual(hole?.suppressions, [], 'the standard asks for it where another result has some');
  const long = results.find(({ ruleId }) => ruleId === 'types/long-member');
  assert.deepEqual(
    long?.suppressions?.map(({ kind, justification, status }) => [kind, justification, status]),
    [['inSource', 'published in 5.4', 'accepted']],
  );
});

test('fingerprints are unique, and survive lines added above', (t) => {
  const folder = temporaryFolder(t);
  const prints = (text: string): readonly string[] => {
    fs.writeFileSync(path.join(folder, 'foo.h'), text);
    const [{ results = [] }] = sarif(folder, 'foo.h').log.runs;
    return results.map(({ partialFingerprints = {} }) => partialFingerprints['uapiFinding/v1']);
  };
  const before = prints(`${header}int @;\nint @;\n`);
  assert.equal(new Set(before).size, before.length);
  assert.deepEqual(prints(`/* more */\n\n${header}int @;\n\nint @;\n`), before);
});

test('statistics and an empty report are valid too', (t) => {
  const folder = temporaryFolder(t);
  fs.writeFileSync(path.join(folder, 'foo.h'), header);
  const [{ results, properties }] = sarif(folder, '--statistics', 'foo.h').log.runs;
  assert.deepEqual(results, []);
  assert.ok(Array.isArray(properties?.statistics));
  fs.writeFileSync(path.join(folder, 'empty.h'), '');
  assert.deepEqual(sarif(folder, 'empty.h').log.runs[0].results, []);
});
