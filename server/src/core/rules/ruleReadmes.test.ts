import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { IncludeResolver } from '../preprocess/includeResolver.js';
import { mentionedNames } from '../review/mentionedNames.js';
import { lineIndexOf } from '../source/lineIndex.js';
import type { SourceFile } from '../source/sourceFile.js';
import type { Abi } from '../target/abi.js';
import { ALL_ABIS } from '../target/abis.js';
import { builtinHeader } from '../target/builtinHeaders.js';
import { createAnalysisSession } from '../unit/analysisSession.js';
import { allRules } from './registry.generated.js';
import { type Profile, profiles, type Rule } from './rule.js';
import { ruleContext } from './ruleContext.js';
import { defaultRuleSettings } from './ruleSettings.js';
import { checkHeader } from './runRules.js';

/**
 * The C blocks in a rule's README are its tests. A comment `//~ SEVERITY[RULE]: TEXT` expects a finding on its line, or
 * on the nearest line above when it stands alone; TEXT must be part of the message. A block gives exactly the findings
 * that its comments expect, so a block without comments says what the rule leaves alone. Blocks are checked on x86_64
 * and i386, or on those that the fence names (```c abi=m68k), after `#include` of linux/types.h and linux/ioctl.h, which
 * the fence may leave away (```c bare). Names must be known, unless the fence says otherwise (```c incomplete). The profile is `recommended`, or what the fence names (```c profile=new).
 */
const prelude = '#include <linux/types.h>\n#include <linux/ioctl.h>\n';

for (const rule of allRules) {
  const readme = readFileSync(readmePath(rule), 'utf8');
  const blocks = [...readme.matchAll(/^```c *(.*)\n([\s\S]*?)^```$/gm)];
  test(`README of ${rule.id} has C blocks, with and without findings`, () => {
    const expecting = blocks.filter(([, , code]) => code.includes('//~'));
    assert.ok(expecting.length > 0, 'no block expects a finding');
    assert.ok(expecting.length < blocks.length, 'no block shows what is fine');
  });
  blocks.forEach(([, info, code], index) => {
    test(`README of ${rule.id}, block ${index + 1}`, () => checkBlock(rule, code, info));
  });
}

interface Expectation {
  readonly line: number;
  readonly label: string;
  readonly text: string;
}

function checkBlock(rule: Rule, code: string, info: string): void {
  const abis = abisOf(info);
  // A rule that the profile turns off is tested as if it were selected.
  const settings = { ...defaultRuleSettings, profile: profileOf(info), select: [rule.id] };
  const before = /\bbare\b/.test(info) ? '' : prelude;
  const preludeLines = before.split('\n').length - 1;
  const file: SourceFile = { path: '/readme.h', displayName: 'readme.h', text: before + code, view: 'installed' };
  const session = createAnalysisSession({ resolverFor: () => builtins });
  const analyses = session.analyze(file, abis, { lookUp: mentionedNames(file) });
  if (!/\bincomplete\b/.test(info)) {
    for (const { abi, diagnostics } of analyses) assert.deepEqual(diagnostics, [], `diagnostics on ${abi.id}`);
  }
  const { findings, failures } = checkHeader([rule], ruleContext(file, analyses), settings);
  assert.deepEqual(failures, []);
  const found = findings.map(({ severity, rule: id, range, message }) => ({
    line: lineIndexOf(file).positionAt(range.start).line + 1 - preludeLines,
    label: `${severity}[${id}]`,
    text: message,
  }));
  const expected = expectations(code);
  assert.deepEqual(
    found.map(({ line, label }) => `${line} ${label}`),
    expected.map(({ line, label }) => `${line} ${label}`),
    `found: ${JSON.stringify(found, undefined, 1)}`,
  );
  expected.forEach(({ text }, index) => {
    assert.ok(found[index].text.includes(text), `"${found[index].text}" does not contain "${text}"`);
  });
}

function expectations(code: string): readonly Expectation[] {
  const expected: Expectation[] = [];
  let line = 0;
  code.split('\n').forEach((text, index) => {
    const comment = /\/\/~ (\w+\[[\w/-]+\]): (.*)$/.exec(text);
    const isAlone = comment !== null && text.slice(0, comment.index).trim() === '';
    if (!isAlone) line = index + 1;
    if (comment !== null) expected.push({ line, label: comment[1], text: comment[2] });
  });
  return expected;
}

function profileOf(info: string): Profile {
  const name = /profile=(\S+)/.exec(info)?.[1] ?? 'recommended';
  const profile = profiles.find((known) => known === name);
  assert.ok(profile !== undefined, `unknown profile ${name}`);
  return profile;
}

function abisOf(info: string): readonly Abi[] {
  const ids = (/abi=(\S+)/.exec(info)?.[1] ?? 'x86_64,i386').split(',');
  return ids.map((id) => {
    const abi = ALL_ABIS.find((known) => known.id === id);
    assert.ok(abi !== undefined, `unknown ABI ${id}`);
    return abi;
  });
}

/** Finds the built-in headers and nothing else, each as one file object. */
const builtinFiles = new Map<string, SourceFile>();
const builtins: IncludeResolver = {
  resolve({ spelling }) {
    let file = builtinFiles.get(spelling);
    if (file === undefined) {
      const header = builtinHeader(spelling);
      if (header === undefined) return undefined;
      file = { path: `builtin:/${spelling}`, displayName: spelling, text: header.text, view: 'installed' };
      builtinFiles.set(spelling, file);
    }
    return { file, root: 0 };
  },
};

/** Tests run from out/, the READMEs stay in src/. */
function readmePath(rule: Rule): string {
  const here = fileURLToPath(new URL('.', import.meta.url)).replaceAll('\\', '/');
  const out = here.lastIndexOf('/out/');
  return `${here.slice(0, out)}/src/${here.slice(out + '/out/'.length)}${rule.id}/README.md`;
}
