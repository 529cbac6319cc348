import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { HeaderSnapshot } from '../compat/headerSnapshot.js';
import { publishedNames } from '../compat/reaches.js';
import { takeSnapshot } from '../compat/takeSnapshot.js';
import { type DriverInputs, DriverSource } from '../driver/driverSource.js';
import type { IncludeResolver } from '../preprocess/includeResolver.js';
import { mentionedNames } from '../review/mentionedNames.js';
import type { ReviewedHeader } from '../review/reviewedHeader.js';
import { lineIndexOf } from '../source/lineIndex.js';
import type { SourceFile } from '../source/sourceFile.js';
import type { Abi } from '../target/abi.js';
import { ALL_ABIS, abiById } from '../target/abis.js';
import { builtinHeader } from '../target/builtinHeaders.js';
import { createAnalysisSession } from '../unit/analysisSession.js';
import { allRules } from './registry.generated.js';
import { type Finding, type Profile, profiles, type Rule, type RuleContext, type SourceRule } from './rule.js';
import { ruleContext } from './ruleContext.js';
import { defaultRuleSettings, type RuleSettings } from './ruleSettings.js';
import { checkFacts, checkHeader, checkSource, collectFacts, type RuleRun } from './runRules.js';
import { sourceRules } from './sourceRegistry.generated.js';
import { suppressionComments } from './suppressionComments.js';
import { applySuppressions, checkSuppressions, judgeSuppressions, type NamedRule, ranAllOf } from './suppressions.js';

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

/**
 * The C blocks in a rule's README are its tests. A comment `//~ SEVERITY[RULE]: TEXT` expects a finding on its line, or
 * on the nearest line above when it stands alone; TEXT must be part of the message. The comments are taken out before the
 * block is checked, so that they may stand inside other comments. A block gives exactly the findings that its comments
 * expect, so a block without comments says what the rule leaves alone. Blocks are checked on x86_64 and i386, or on those
 * that the fence names (```c abi=m68k), after `#include` of linux/types.h and linux/ioctl.h, which the fence may leave
 * away (```c bare). The profile is `recommended`, or what the fence names (```c profile=new). The front end must have
 * nothing to say of a block, unless the fence says so (```c incomplete). The header is called `readme.h`, or what the fence
 * says (```c name=linux/foo.h). The fence also names the files that a kernel tree's documentation includes (```c
 * documented=include/uapi/readme.h). A block after one with the fence ```c old is compared with that, as its earlier
 * version; ```c removed stands for no version. For a rule over several headers, the blocks marked ```c other=NAME are
 * headers of their own that each block is judged with.
 *
 * Blocks that would only lengthen the page stand in `cases.md` beside it, which is read in the same way.
 */
const prelude = '#include <linux/types.h>\n#include <linux/ioctl.h>\n';

for (const rule of allRules.filter(({ scope }) => scope !== 'source')) {
  for (const [page, blocks] of pagesOf(rule)) testBlocks(rule, page, blocks);
}

function testBlocks(rule: Rule, page: string, blocks: readonly RegExpExecArray[]): void {
  test(`${page} of ${rule.id} has C blocks, with and without findings`, () => {
    assertBothKinds(blocks.filter(([, info]) => !isOld(info)).map(([, , code]) => code));
  });
  const others = blocks.filter(([, info]) => info.includes('other=')).map(([, , code]) => code);
  blocks.forEach(([, info, code], index) => {
    if (isOld(info)) return;
    const [, oldInfo = '', oldCode] = blocks[index - 1] ?? [];
    const old = isOld(oldInfo) ? oldCode : undefined;
    test(`${page} of ${rule.id}, block ${index + 1}`, () => checkBlock(rule, { code, info, old, others }));
  });
}

/** The C blocks of a rule's pages, by the name of the page. */
function pagesOf(rule: Rule | SourceRule): readonly (readonly [string, readonly RegExpExecArray[]])[] {
  const readme = readmePath(rule);
  const cases = readme.replace('README.md', 'cases.md');
  const pages = existsSync(cases)
    ? ([
        ['README', readme],
        ['Cases', cases],
      ] as const)
    : ([['README', readme]] as const);
  return pages.map(([page, path]) => [
    page,
    [...readFileSync(path, 'utf8').matchAll(/^```c *(.*)\n([\s\S]*?)^```$/gm)],
  ]);
}

function assertBothKinds(judged: readonly string[]): void {
  const expecting = judged.filter((code) => code.includes('//~'));
  assert.ok(expecting.length > 0, 'no block expects a finding');
  assert.ok(expecting.length < judged.length, 'no block shows what is fine');
}

/** A header beside the block's own; its path sorts before it. */
function contextOfOther(code: string, index: number): RuleContext {
  const file: SourceFile = {
    path: `/other${index}.h`,
    displayName: 'other.h',
    text: prelude + code,
    view: 'installed',
  };
  const session = createAnalysisSession({ resolverFor: () => builtins });
  return ruleContext(file, session.analyze(file, abisOf('')));
}

function isOld(info: string): boolean {
  return /\bold\b/.test(info);
}

interface Block {
  readonly code: string;
  /** What stands on the fence behind the language. */
  readonly info: string;
  /** The version that the block is compared with. */
  readonly old: string | undefined;
  /** Headers that it is judged with. */
  readonly others: readonly string[];
}

function checkBlock(rule: Rule, { code, info, old, others }: Block): void {
  const abis = abisOf(info);
  // A rule that the profile turns off is tested as if it were selected.
  const settings = { ...defaultRuleSettings, profile: profileOf(info), select: [rule.id] };
  const before = /\bbare\b/.test(info) ? '' : prelude;
  const preludeLines = before.split('\n').length - 1;
  const file: SourceFile = {
    path: '/readme.h',
    displayName: nameOf(info),
    text: before + withoutExpectations(code),
    view: 'installed',
  };
  const session = createAnalysisSession({ resolverFor: () => builtins });
  const against = old === undefined ? undefined : snapshotOf(before + old, abis);
  const lookUp = [...mentionedNames(file), ...(against === undefined ? [] : publishedNames(against))];
  const analyses = session.analyze(file, abis, { lookUp });
  if (!/\bincomplete\b/.test(info)) {
    for (const { abi, diagnostics } of analyses) assert.deepEqual(diagnostics, [], `diagnostics on ${abi.id}`);
  }
  const documented = /documented=(\S+)/.exec(info)?.[1];
  const options = {
    isRemoved: /\bremoved\b/.test(info),
    ...(against === undefined ? {} : { against }),
    ...(documented === undefined ? {} : { documentedFiles: new Set(documented.split(',')) }),
  };
  const context = ruleContext(file, analyses, options);
  const alone = run(rule, context, settings);
  const contexts = [...others.filter((other) => other !== code).map(contextOfOther), context];
  const facts = contexts.map((each) => collectFacts([rule], each, settings));
  const together = checkFacts([rule], facts, settings);
  assert.deepEqual([...alone.failures, ...together.failures], []);
  const findings = [...alone.findings, ...together.findings];
  assertExpected(findings, code, preludeLines);
}

function snapshotOf(text: string, abis: readonly Abi[]): HeaderSnapshot {
  const file: SourceFile = { path: '/old/readme.h', displayName: 'readme.h', text, view: 'installed' };
  const analyses = createAnalysisSession({ resolverFor: () => builtins }).analyze(file, abis);
  for (const { abi, diagnostics } of analyses) assert.deepEqual(diagnostics, [], `diagnostics on ${abi.id}`);
  return takeSnapshot(ruleContext(file, analyses).header);
}

/** A rule about suppressions judges what all the others found. */
function run(rule: Rule, context: RuleContext, settings: RuleSettings): RuleRun {
  if (rule.scope !== 'suppressions') return checkHeader([rule], context, settings);
  const usual = { ...defaultRuleSettings, profile: settings.profile };
  const { findings, failures } = checkHeader(allRules, context, usual);
  const used = new Set<NamedRule>();
  const suppressions = suppressionComments(context.file);
  applySuppressions(findings, () => suppressions, used);
  const canTell = (name: string): boolean => ranAllOf(name, allRules, usual, failures);
  const judged = judgeSuppressions(suppressions, used, canTell, allRules);
  const abis = context.analyses.map(({ abi }) => abi.id);
  return checkSuppressions([rule], { suppressions: judged, abis, knownRules: allRules.map(({ id }) => id) }, settings);
}

function nameOf(info: string): string {
  return /name=(\S+)/.exec(info)?.[1] ?? 'readme.h';
}

function abisOf(info: string): readonly Abi[] {
  const ids = (/abi=(\S+)/.exec(info)?.[1] ?? 'x86_64,i386').split(',');
  return ids.map((id) => {
    const abi = ALL_ABIS.find((known) => known.id === id);
    assert.ok(abi !== undefined, `unknown ABI ${id}`);
    return abi;
  });
}

/**
 * The README of a rule about driver sources: its C blocks are sources, whose comments expect findings as in the READMEs of
 * the other rules (`ruleReadmes.test.ts`). A block with the fence ```c header is the uapi header of the blocks behind it,
 * up to the next such block; ```c published is that header as it was published; ```c folder=NAME is another file of their
 * folder.
 */
for (const rule of sourceRules) {
  for (const [page, blocks] of pagesOf(rule)) testSources(rule, page, blocks);
}

function testSources(rule: SourceRule, page: string, blocks: readonly RegExpExecArray[]): void {
  let header: ReviewedHeader | undefined;
  let folder: SourceFile[] = [];
  let publishedVersions: HeaderSnapshot[] = [];
  const judged: string[] = [];
  for (const [, info, code] of blocks) {
    const other = /folder=(\S+)/.exec(info)?.[1];
    if (/\bheader\b/.test(info)) {
      header = headerOf(code);
      folder = [];
      publishedVersions = [];
    } else if (/\bpublished\b/.test(info)) publishedVersions = [takeSnapshot(headerOf(code))];
    else if (other !== undefined) folder.push(sourceFile(`/driver/${other}`, code));
    else {
      judged.push(code);
      const around = { folder: [...folder], headers: header === undefined ? [] : [header], publishedVersions };
      test(`${page} of ${rule.id}, source ${judged.length}`, () => checkSourceBlock(rule, code, info, around));
    }
  }
  test(`${page} of ${rule.id} has C blocks, with and without findings`, () => assertBothKinds(judged));
}

function checkSourceBlock(rule: SourceRule, code: string, info: string, around: Omit<DriverInputs, 'file'>): void {
  const source = new DriverSource({ file: sourceFile('/driver/main.c', withoutExpectations(code)), ...around });
  const settings = { ...defaultRuleSettings, profile: profileOf(info), select: [rule.id] };
  const { findings, failures } = checkSource([rule], source, settings);
  assert.deepEqual(failures, []);
  assertExpected(findings, code, 0);
}

function sourceFile(path: string, text: string): SourceFile {
  return { path, displayName: path.slice(1), text, view: 'installed' };
}

function headerOf(code: string): ReviewedHeader {
  const text = `#include <linux/types.h>\n#include <linux/ioctl.h>\n${code}`;
  const file = sourceFile('/include/uapi/linux/readme.h', text);
  const abis = ['x86_64', 'i386'].map((id) => abiById(id)).filter((abi) => abi !== undefined);
  const session = createAnalysisSession({ resolverFor: () => builtins });
  return ruleContext(file, session.analyze(file, abis, { lookUp: mentionedNames(file) })).header;
}

interface Expectation {
  readonly line: number;
  readonly label: string;
  readonly text: string;
}

function withoutExpectations(code: string): string {
  return code.replace(/[ \t]*\/\/~ .*$/gm, '');
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

/** Lines before the block, which findings are counted without, are `linesBefore`. */
function assertExpected(findings: readonly Finding[], code: string, linesBefore: number): void {
  const found = findings.map(({ severity, rule: id, range, message }) => ({
    line: lineIndexOf(range.file).positionAt(range.start).line + 1 - linesBefore,
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

/** Tests run from out/, the READMEs stay in src/. */
function readmePath(rule: Rule | SourceRule): string {
  const here = fileURLToPath(new URL('.', import.meta.url)).replaceAll('\\', '/');
  const out = here.lastIndexOf('/out/');
  return `${here.slice(0, out)}/src/${here.slice(out + '/out/'.length)}${rule.id}/README.md`;
}
