/**
 * One analysis for all ABIs answers as one for each ABI alone does, and identity tells agreement: two ABIs have the same
 * layout object exactly where every number of the record is the same. Reports and rules group ABIs so.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Abi, ALL_ABIS, type RecordLayout, type SourceFile } from 'uapi-language-server/core';
import { textOf } from '../fuzz/layout/piece.js';
import { randomDeclarations } from '../fuzz/layout/randomRecords.js';
import { createRandom } from '../fuzz/random.js';
import { createTestHost } from '../harness/uapi.js';

/** gcc predefines a macro `_Bool` there, so a text with this word is read anew, and its types are others. */
const readAnew: ReadonlySet<string> = new Set(['powerpc', 'powerpc64']);

/** Layouts by record, and by ABI. */
type Layouts = ReadonlyMap<string, ReadonlyMap<string, RecordLayout | undefined>>;

function layoutsOf(text: string, abis: readonly Abi[]): Layouts {
  const file: SourceFile = { path: '/shared.h', displayName: 'shared.h', text, view: 'installed' };
  const analyses = createTestHost().sessionFor(file, { includeRoots: [], archIncludes: [] }).analyze(file, abis);
  const layouts = new Map<string, Map<string, RecordLayout | undefined>>();
  for (const { abi, records } of analyses) {
    for (const { name, layout } of records) {
      const byAbi = layouts.get(name) ?? new Map<string, RecordLayout | undefined>();
      layouts.set(name, byAbi.set(abi.id, layout));
    }
  }
  return layouts;
}

/** Every number of a layout, and no object that another analysis has in another copy. */
function numbersOf({ kind, sizeBytes, alignBytes, members, padding }: RecordLayout): unknown {
  const own = members.map(({ ctype: _, range: __, nested, ...member }) => ({
    ...member,
    nested: nested === undefined ? undefined : numbersOf(nested),
  }));
  return { kind, sizeBytes, alignBytes, members: own, padding };
}

const numbersText = (layout: RecordLayout | undefined): string =>
  layout === undefined ? 'none' : JSON.stringify(numbersOf(layout));

function checkShared(text: string): number {
  const together = layoutsOf(text, ALL_ABIS);
  for (const abi of ALL_ABIS) {
    for (const [name, alone] of layoutsOf(text, [abi])) {
      const shared = together.get(name)?.get(abi.id);
      assert.equal(numbersText(shared), numbersText(alone.get(abi.id)), `${name} on ${abi.id} among all`);
    }
  }
  let pairs = 0;
  for (const [name, byAbi] of together) {
    const first = new Map<string, [abi: string, layout: RecordLayout]>();
    for (const [abi, layout] of byAbi) {
      if (layout === undefined || readAnew.has(abi)) continue;
      const known = first.get(numbersText(layout));
      if (known === undefined) first.set(numbersText(layout), [abi, layout]);
      else {
        assert.ok(known[1] === layout, `${name}: ${known[0]} and ${abi} agree, and have two layouts`);
        pairs++;
      }
    }
  }
  return pairs;
}

for (const seed of [41, 42, 43]) {
  test(`random records, seed ${seed}`, () => {
    const text = randomDeclarations(createRandom(seed), 100).map(textOf).join('');
    const pairs = checkShared(text);
    assert.ok(pairs > 800, `only ${pairs} pairs of ABIs that agree`);
  });
}
