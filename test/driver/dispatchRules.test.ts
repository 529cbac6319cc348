// Faults that are seeded into sources of the shape of real dispatchers: each is found, the sources as they are give nothing.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  abiById,
  builtinHeader,
  createAnalysisSession,
  type Finding,
  mentionedNames,
  type ReviewedHeader,
  ruleContext,
  type SourceFile,
  takeSnapshot,
} from 'uapi-language-server/core';
import { checkSource, DriverSource, sourceRules } from 'uapi-language-server/core/driver';
import { type Mutant, mutants } from './mutants/dispatch.js';

const builtins = new Map<string, SourceFile>();

function fileOf(path: string, text: string): SourceFile {
  return { path, displayName: path.slice(1), text, view: 'installed' };
}

function headerOf(text: string): ReviewedHeader {
  const file = fileOf('/linux/gadget.h', `#include <linux/types.h>\n#include <linux/ioctl.h>\n${text}`);
  const resolve = ({ spelling }: { readonly spelling: string }) => {
    const header = builtinHeader(spelling);
    if (header === undefined) return undefined;
    const known = builtins.get(spelling) ?? fileOf(`builtin:/${spelling}`, header.text);
    builtins.set(spelling, known);
    return { file: known, root: 0 };
  };
  const abis = ['x86_64', 'i386'].map((id) => abiById(id)).filter((abi) => abi !== undefined);
  const analyses = createAnalysisSession({ resolverFor: () => ({ resolve }) }).analyze(file, abis, {
    lookUp: mentionedNames(file),
  });
  for (const { diagnostics } of analyses) assert.deepEqual(diagnostics, []);
  return ruleContext(file, analyses).header;
}

function findingsIn(text: string, { header, first }: Mutant, select: readonly string[]): readonly Finding[] {
  const source = new DriverSource({
    file: fileOf('/driver/main.c', text),
    headers: header === undefined ? [] : [headerOf(header)],
    firstVersions: first === undefined ? [] : [takeSnapshot(headerOf(first))],
  });
  const settings = { profile: 'recommended' as const, severities: new Map(), ignore: [], select };
  const { findings, failures } = checkSource(sourceRules, source, settings);
  assert.deepEqual(failures, []);
  return findings;
}

for (const mutant of mutants) {
  test(`the source for ${mutant.rule} has no fault, ${mutant.edits.length} mutants`, () => {
    assert.deepEqual(findingsIn(mutant.source, mutant, ['dispatch']), []);
  });
  for (const { name, find, replace } of mutant.edits) {
    test(`${mutant.rule}: ${name}`, () => {
      assert.equal(mutant.source.split(find).length, 2, `'${find}' does not stand in the source once`);
      const findings = findingsIn(
        mutant.source.replace(find, () => replace),
        mutant,
        [mutant.rule],
      );
      assert.ok(findings.length > 0, 'not found');
    });
  }
}

test('each dispatch rule has five mutants', () => {
  const counts = sourceRules
    .filter(({ id }) => id.startsWith('dispatch/'))
    .map(({ id }) => [id, mutants.filter(({ rule }) => rule === id).reduce((sum, { edits }) => sum + edits.length, 0)]);
  assert.ok(counts.length >= 17);
  assert.deepEqual(
    counts.filter(([, count]) => Number(count) < 5),
    [],
  );
});
