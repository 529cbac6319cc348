/**
 * Seeded faults. The tables in `mutants/` have functions in the shape of real handlers, with edits that break them: a check
 * removed, a size read again, an order swapped. Of a function as it stands no rule of the same group finds anything;
 * after each edit the rule of the table does.
 */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import {
  abiById,
  builtinHeader,
  createAnalysisSession,
  type Finding,
  type IncludeResolver,
  mentionedNames,
  type ReviewedHeader,
  ruleContext,
  type SourceFile,
  takeSnapshot,
} from 'uapi-language-server/core';
import { checkSource, type DriverInputs, DriverSource, sourceRules } from 'uapi-language-server/core/driver';
import type { Mutant } from './mutant.js';

const builtinFiles = new Map<string, SourceFile>();
const builtins: IncludeResolver = {
  resolve({ spelling }) {
    const text = builtinHeader(spelling)?.text;
    if (text === undefined) return undefined;
    let file = builtinFiles.get(spelling);
    if (file === undefined) {
      file = { path: `builtin:/${spelling}`, displayName: spelling, text, view: 'installed' };
      builtinFiles.set(spelling, file);
    }
    return { file, root: 0 };
  },
};

const folder = new URL('mutants/', import.meta.url);
const tables = await Promise.all(
  readdirSync(folder)
    .filter((name) => /^\w+\.js$/.test(name) && !name.endsWith('Sources.js'))
    .map(async (name) => {
      const { mutants } = (await import(new URL(name, folder).href)) as { readonly mutants: readonly Mutant[] };
      return { name, mutants };
    }),
);

test('every rule about sources has five edits or more', () => {
  const edits = new Map<string, number>();
  for (const { rule, edits: list } of tables.flatMap(({ mutants }) => mutants)) {
    edits.set(rule, (edits.get(rule) ?? 0) + list.length);
  }
  assert.deepEqual(
    sourceRules.map(({ id }) => id).filter((id) => (edits.get(id) ?? 0) < 5),
    [],
  );
});

for (const { name, mutants } of tables) {
  for (const { rule, header, first, source, edits } of mutants) {
    const around = {
      headers: header === undefined ? [] : [headerOf(header)],
      publishedVersions: first === undefined ? [] : [takeSnapshot(headerOf(first))],
    };
    test(`${name}: ${rule}: the function as it stands`, () => {
      const group = rule.replace(/\/.*$/, '/');
      const found = findings(source, around).filter((each) => each.rule.startsWith(group));
      assert.deepEqual(found.map(shortly), []);
    });
    for (const edit of edits) {
      test(`${name}: ${rule}: ${edit.name}`, () => {
        const parts = source.split(edit.find);
        assert.equal(parts.length, 2, `"${edit.find}" occurs ${parts.length - 1} times`);
        const found = findings(parts.join(edit.replace), around);
        assert.ok(
          found.some((each) => each.rule === rule),
          `found: ${JSON.stringify(found.map(shortly))}`,
        );
      });
    }
  }
}

function findings(text: string, around: Omit<DriverInputs, 'file'>): readonly Finding[] {
  const source = new DriverSource({ file: fileOf('/driver/main.c', text), ...around });
  const settings = { profile: 'strict', severities: new Map(), ignore: [] } as const;
  const { findings: found, failures } = checkSource(sourceRules, source, settings);
  assert.deepEqual(failures, []);
  return found;
}

function shortly({ rule, message }: Finding): string {
  return `${rule}: ${message}`;
}

function headerOf(code: string): ReviewedHeader {
  const file = fileOf('/include/uapi/linux/mutant.h', `#include <linux/types.h>\n#include <linux/ioctl.h>\n${code}`);
  const abis = ['x86_64', 'i386'].map((id) => abiById(id)).filter((abi) => abi !== undefined);
  const session = createAnalysisSession({ resolverFor: () => builtins });
  const analyses = session.analyze(file, abis, { lookUp: mentionedNames(file) });
  for (const { abi, diagnostics } of analyses) assert.deepEqual(diagnostics, [], `diagnostics on ${abi.id}`);
  return ruleContext(file, analyses).header;
}

function fileOf(path: string, text: string): SourceFile {
  return { path, displayName: path.slice(1), text, view: 'installed' };
}
