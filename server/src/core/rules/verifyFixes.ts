/**
 * Which fixes are offered. A rule proposes edits; here each is tried: applied to the text, analysed on all ABIs, judged
 * by all rules. It is offered if the text parses as before, its finding is gone and no new error came. A `neutral` fix
 * must leave every size, offset, number and value as it was on every ABI. A `layout` fix must not make ABIs differ more,
 * and is withheld where the declaration is frozen.
 *
 * An analysis on all ABIs costs much more than a rule. So fixes are tried together; when that fails, those whose records
 * went wrong are set apart, the others are tried again, and those set apart are halved. The number of trials for a header is
 * bounded; what could not be tried is not offered.
 */
import { KeptWith } from '../base/kept.js';
import { flattenMembers } from '../layout/flatten.js';
import type { FlatMember, RecordLayout } from '../layout/recordLayout.js';
import type { SourceFile } from '../source/sourceFile.js';
import type { HeaderAnalysis } from '../unit/headerAnalysis.js';
import type { Finding, Fix, TextEdit } from './rule.js';

/** One text of the header: its analyses on every ABI that it exists for, and what the rules say of them. */
export interface FixProbe {
  readonly analyses: readonly HeaderAnalysis[];
  readonly findings: readonly Finding[];
}

export interface FixTrial {
  readonly file: SourceFile;
  /** Analyses a changed text of the file. */
  readonly probe: (text: string) => FixProbe;
  /** The declaration has users who cannot be recompiled: no `layout` fix. */
  readonly isFrozen: (finding: Finding) => boolean;
}

/** The findings, each with those of its fixes that hold what they promise: one at most. */
export function verifyFixes(findings: readonly Finding[], trial: FixTrial): readonly Finding[] {
  const { file } = trial;
  const open = findings.filter((finding) => finding.fixes !== undefined && finding.suppressed === undefined);
  if (open.length === 0) return findings.map((finding) => withFix(finding, undefined));
  const verifier = new Verifier(trial);
  const offered = new Map<Finding, Fix>();
  let candidates = open.flatMap((finding) => candidatesOf(finding, trial));
  for (let round = 0; round < maxAlternatives && candidates.length > 0; round++) {
    const first = new Map<Finding, Candidate>();
    for (const candidate of candidates) if (!first.has(candidate.finding)) first.set(candidate.finding, candidate);
    for (const effect of ['neutral', 'choice', 'layout'] as const) {
      const ofEffect = [...first.values()].filter(({ fix }) => fix.effect === effect);
      for (const group of disjointGroups(ofEffect)) {
        for (const { finding, fix } of verifier.passing(group)) offered.set(finding, fix);
      }
    }
    const tried = new Set(first.values());
    candidates = candidates.filter((candidate) => !tried.has(candidate) && !offered.has(candidate.finding));
  }
  return findings.map((finding) => withFix(finding, finding.range.file === file ? offered.get(finding) : undefined));
}

/**
 * Offered fixes that can be applied to the text at once: what each holds alone, these hold together (two insertions may
 * each be right, and give two members the same name). Where not all can, about half of them; the rest can be verified anew
 * on the new text.
 */
export function fixesToApply(findings: readonly Finding[], trial: FixTrial): readonly Fix[] {
  const candidates = findings.flatMap((finding) => candidatesOf(finding, trial).slice(0, 1));
  let [group = []] = disjointGroups(candidates);
  const verifier = new Verifier(trial);
  while (group.length > 0 && !verifier.holds(group)) group = group.slice(0, Math.floor(group.length / 2));
  return group.map(({ fix }) => fix);
}

/** More alternatives than this are not tried. */
const maxAlternatives = 3;

interface Candidate {
  readonly finding: Finding;
  readonly fix: Fix;
}

function candidatesOf(finding: Finding, { file, isFrozen }: FixTrial): readonly Candidate[] {
  return (finding.fixes ?? [])
    .filter((fix) => isApplicable(fix, file) && (fix.effect !== 'layout' || !isFrozen(finding)))
    .map((fix) => ({ finding, fix }));
}

function isApplicable({ edits }: Fix, file: SourceFile): boolean {
  let at = 0;
  for (const { range } of edits) {
    if (range.file !== file || range.start < at || range.end < range.start || range.end > file.text.length)
      return false;
    at = range.end;
  }
  return edits.length > 0;
}

function withFix({ fixes: _, ...finding }: Finding, fix: Fix | undefined): Finding {
  return fix === undefined ? finding : { ...finding, fixes: [fix] };
}

/**
 * The text after the fixes, whose edits must not overlap. Equal edits count once (two findings that ask for the same
 * change).
 */
export function applyFixes(text: string, fixes: readonly Fix[]): string {
  const edits = new Map<string, TextEdit>();
  for (const fix of fixes) {
    for (const edit of fix.edits) edits.set(`${edit.range.start} ${edit.range.end} ${edit.newText}`, edit);
  }
  const parts: string[] = [];
  let at = 0;
  for (const { range, newText } of [...edits.values()].sort((a, b) => a.range.start - b.range.start)) {
    parts.push(text.slice(at, range.start), newText);
    at = range.end;
  }
  return parts.join('') + text.slice(at);
}

/** Groups whose edits can be applied together: no two touch the same text, and no two insert at the same place. */
export function disjointGroups<T extends { readonly fix: Fix }>(candidates: readonly T[]): readonly (readonly T[])[] {
  const startOf = ({ fix }: T): number => fix.edits[0].range.start;
  const endOf = ({ fix }: T): number => fix.edits[fix.edits.length - 1].range.end;
  const groups: { readonly members: T[]; end: number }[] = [];
  for (const candidate of [...candidates].sort((a, b) => startOf(a) - startOf(b) || endOf(a) - endOf(b))) {
    const group = groups.find(({ end }) => end < startOf(candidate)) ?? { members: [], end: -1 };
    if (group.end < 0) groups.push(group);
    group.members.push(candidate);
    group.end = endOf(candidate);
  }
  return groups.map(({ members }) => members);
}

/** Analyses of changed texts for one header. Most need three to six. */
const maxProbes = 24;

class Verifier {
  readonly #trial: FixTrial;
  #before: Judged | undefined;
  #probes = 0;

  constructor(trial: FixTrial) {
    this.#trial = trial;
  }

  /** Those of the group that hold what they promise. */
  passing(group: readonly Candidate[]): readonly Candidate[] {
    if (group.length === 0) return [];
    const blamed = this.#blamed(group);
    if (blamed === 'none') return group;
    if (blamed === 'unknown' || blamed.size === 0 || blamed.size === group.length) {
      if (group.length === 1) return [];
      const middle = Math.floor(group.length / 2);
      return [...this.passing(group.slice(0, middle)), ...this.passing(group.slice(middle))];
    }
    return [
      ...this.passing(group.filter((candidate) => !blamed.has(candidate))),
      ...this.passing(group.filter((candidate) => blamed.has(candidate))),
    ];
  }

  /** Whether all of the group, applied together, hold what each promises. */
  holds(group: readonly Candidate[]): boolean {
    return this.#blamed(group) === 'none';
  }

  /**
   * Applies the group together. Answers which of it seem to break a promise: `none`, or those whose finding stays or whose
   * record came out wrong; `unknown` where it is not tried any more.
   */
  #blamed(group: readonly Candidate[]): ReadonlySet<Candidate> | 'none' | 'unknown' {
    const { file, probe } = this.#trial;
    if (this.#probes >= maxProbes) return 'unknown';
    this.#probes++;
    this.#before ??= judged(file, probe(file.text));
    const text = applyFixes(
      file.text,
      group.map(({ fix }) => fix),
    );
    const wrong = complaints(this.#before, judged(file, probe(text)), group);
    if (wrong.length === 0) return 'none';
    const keys = new Set(wrong.map(({ finding }) => finding));
    const records = new Set(wrong.map(({ record }) => record));
    return new Set(
      group.filter(({ finding }) => keys.has(findingKey(finding)) || records.has(recordOf(finding.symbol ?? ''))),
    );
  }
}

/** A broken promise, with the key of the finding that stays or the name of what came out wrong, where one is known. */
interface Complaint {
  readonly finding?: string;
  readonly record?: string;
}

function complaints(before: Judged, after: Judged, group: readonly Candidate[]): readonly Complaint[] {
  const wanted = counts(group.map(({ finding }) => findingKey(finding)));
  const staying = [...wanted].filter(
    ([key, number]) => (after.findings.get(key) ?? 0) > (before.findings.get(key) ?? 0) - number,
  );
  const isNeutral = group.every(({ fix }) => fix.effect !== 'layout');
  // What had no layout or number before and has one now can be judged for the first time.
  const wasKnown = (name: string): boolean => before.names.has(name) || !after.names.has(name);
  return [
    ...staying.map(([finding]) => ({ finding })),
    ...increased(before.errors, after.errors)
      .map((key) => ({ record: recordOf(key.slice(key.indexOf('\0') + 1)) }))
      .filter(({ record }) => wasKnown(record)),
    ...increased(before.duplicates, after.duplicates).map((name) => ({ record: recordOf(name) })),
    ...increased(before.abiDifferences, after.abiDifferences)
      .filter(wasKnown)
      .map((name) => ({ record: recordOf(name) })),
    ...increased(before.diagnostics, after.diagnostics).map(() => ({})),
    ...(isNeutral ? changedNames(before.facts, after.facts).map((name) => ({ record: recordOf(name) })) : []),
  ];
}

/** The record of a member's path; a macro or enumerator itself. Names of facts say after a space what they are. */
function recordOf(symbol: string): string {
  return /^[^. ]*/.exec(symbol)?.[0] ?? '';
}

/** What is compared of a text. Counts, since one key may be found several times. */
interface Judged {
  readonly diagnostics: ReadonlyMap<string, number>;
  readonly findings: ReadonlyMap<string, number>;
  readonly errors: ReadonlyMap<string, number>;
  /** One map for each ABI: a name with what must not change. */
  readonly facts: readonly ReadonlyMap<string, string>[];
  /** Records with a layout, and constants with a value, on the first ABI. */
  readonly names: ReadonlySet<string>;
  /** Names of members that are there twice: an error in C, of which the front end says nothing. */
  readonly duplicates: ReadonlyMap<string, number>;
  /** How many layouts each record has beyond one. */
  readonly abiDifferences: ReadonlyMap<string, number>;
}

function judged(file: SourceFile, { analyses, findings }: FixProbe): Judged {
  const own = findings.filter(({ range }) => range.file.path === file.path);
  const layouts = new Map<string, Set<string>>();
  const facts = analyses.map((analysis) => factsOf(analysis, layouts));
  return {
    diagnostics: counts(
      analyses.flatMap(({ abi, diagnostics }) =>
        diagnostics.map(({ code, message }) => `${abi.id} ${code} ${message}`),
      ),
    ),
    duplicates: counts(
      analyses.flatMap(({ records }) =>
        records.flatMap(({ name, layout }) =>
          layout === undefined ? [] : recordFacts(layout).duplicates.map((path) => `${name}.${path}`),
        ),
      ),
    ),
    findings: counts(own.map(findingKey)),
    names: new Set([...(facts[0]?.keys() ?? [])].map(recordOf)),
    errors: counts(own.filter(({ severity }) => severity === 'error').map(findingKey)),
    facts,
    abiDifferences: new Map([...layouts].map(([name, each]) => [name, each.size - 1])),
  };
}

/** A finding about the same thing, wherever it stands now. The message may name other ABIs here than in the report. */
function findingKey({ rule, symbol = '' }: Finding): string {
  return `${rule}\0${symbol}`;
}

function counts(keys: readonly string[]): ReadonlyMap<string, number> {
  const result = new Map<string, number>();
  for (const key of keys) result.set(key, (result.get(key) ?? 0) + 1);
  return result;
}

function increased(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): readonly string[] {
  return [...after].filter(([key, number]) => number > (before.get(key) ?? 0)).map(([key]) => key);
}

/** Names may come, as a member in what was padding does; here are those that changed or went. */
function changedNames(
  before: readonly ReadonlyMap<string, string>[],
  after: readonly ReadonlyMap<string, string>[],
): readonly string[] {
  return before.flatMap((facts, index) =>
    [...facts].filter(([name, fact]) => after[index]?.get(name) !== fact).map(([name]) => name),
  );
}

/** Everything of the binary interface, by name. The layouts of each record are gathered over the ABIs. */
function factsOf(analysis: HeaderAnalysis, layouts: Map<string, Set<string>>): ReadonlyMap<string, string> {
  const facts = new Map<string, string>();
  for (const { kind, name, layout } of analysis.records) {
    if (layout === undefined) continue;
    const known = recordFacts(layout);
    facts.set(`${name} record`, `${kind} ${known.size}`);
    for (const [path, fact] of known.members) facts.set(`${name}.${path}`, fact);
    const seen = layouts.get(name) ?? new Set();
    layouts.set(name, seen.add(known.text));
  }
  for (const { enumerators } of analysis.enums) {
    for (const { name, value } of enumerators) facts.set(`${name} enumerator`, String(value));
  }
  for (const { name, value } of analysis.macros) facts.set(`${name} macro`, String(value));
  for (const { name, value } of analysis.ioctls) facts.set(`${name} ioctl`, String(value));
  return facts;
}

interface RecordFacts {
  readonly size: string;
  readonly members: readonly (readonly [string, string])[];
  /** Paths that several members have. */
  readonly duplicates: readonly string[];
  readonly text: string;
}

/** Layouts are shared between ABIs that agree, so each is written out once. */
const memo = new KeptWith<RecordLayout, RecordFacts>('layout');

function recordFacts(layout: RecordLayout): RecordFacts {
  let known = memo.get(layout);
  if (known === undefined) {
    const size = `${layout.sizeBytes} ${layout.alignBytes}`;
    const members = flattenMembers(layout)
      .filter(({ path }) => path !== '')
      .map((member) => [member.path, memberFact(member)] as const);
    const paths = new Set<string>();
    const duplicates = members.flatMap(([path]) => (paths.size === paths.add(path).size ? [path] : []));
    known = { size, members, duplicates, text: [size, ...members.map((each) => each.join(' '))].join('\n') };
    memo.set(layout, known);
  }
  return known;
}

function memberFact(member: FlatMember): string {
  return [member.offsetBits, member.sizeBytes, member.widthBits ?? ''].join(' ');
}
