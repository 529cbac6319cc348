// Each mutant of the table is found by its rule, and nothing is found before the edit.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkSource, DriverSource, sourceRules } from 'uapi-language-server/core/driver';
import { mutants } from './mutants/contexts.js';

const settings = { profile: 'recommended', severities: new Map(), ignore: [] } as const;

function findings(rule: string, text: string): readonly string[] {
  const file = { path: '/driver/main.c', displayName: 'main.c', text, view: 'installed' } as const;
  const run = checkSource(
    sourceRules.filter(({ id }) => id === rule),
    new DriverSource({ file }),
    settings,
  );
  assert.deepEqual(run.failures, []);
  return run.findings.map(({ message }) => message);
}

for (const { rule, source, edits } of mutants) {
  test(`${rule}: nothing is said of the function as it should be`, () => assert.deepEqual(findings(rule, source), []));
  for (const { name, find, replace } of edits) {
    test(`${rule}: ${name}`, () => {
      assert.equal(source.split(find).length, 2, 'the text to replace stands there once');
      assert.equal(findings(rule, source.replace(find, replace)).length, 1);
    });
  }
}
