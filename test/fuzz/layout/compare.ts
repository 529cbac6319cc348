/** The same facts from our layouts, the differences, and the smallest text that still has one. */
import { type Abi, abiById, flattenMembers, type HeaderAnalysis, type SourceFile } from 'uapi-language-server/core';
import { createTestHost } from '../../harness/uapi.js';
import type { Compiler } from '../../oracle/compilers.js';
import { askGcc, type Facts } from './facts.js';
import { type Declaration, type MemberPath, membersOf, neededFor, type Piece, reductionsOf, textOf } from './piece.js';

export interface LayoutDifference {
  readonly abi: string;
  /** `struct s7` */
  readonly record: string;
  /** `offset of m3: gcc 8, uapi 4` */
  readonly facts: readonly string[];
}

export interface Comparison {
  /** Records that gcc took, over all compilers. */
  readonly cases: number;
  readonly refused: number;
  readonly differences: readonly LayoutDifference[];
}

const include = { includeRoots: [], archIncludes: [] };

/** Lays the records of a text out with us, for all ABIs in one session, and with each compiler. */
export function compareLayouts(compilers: readonly Compiler[], declarations: readonly Declaration[]): Comparison {
  const differences: LayoutDifference[] = [];
  const answers = compilers.map((compiler) => askGcc(compiler, declarations));
  // What one compiler refuses would be missing in the text of the others, so each text is analysed for its compiler.
  const texts = answers.map(({ accepted }) => accepted.map(textOf).join(''));
  const analyses = analyzeTexts(compilers, texts);
  const records = declarations.filter(({ record }) => record !== undefined).length;
  let cases = 0;
  answers.forEach(({ records: gccRecords, accepted }, index) => {
    const byName = new Map(analyses[index].records.map((record) => [record.name, record]));
    for (const declaration of accepted) {
      const { record } = declaration;
      const expected = record === undefined ? undefined : gccRecords.get(record);
      if (record === undefined || expected === undefined) continue;
      cases++;
      const ours = factsOf(byName.get(record.replace(/^(struct|union) /, '')), membersOf(declaration));
      const facts = differingFacts(expected, ours);
      if (facts.length > 0) differences.push({ abi: compilers[index].abi, record, facts });
    }
  });
  return { cases, refused: records * compilers.length - cases, differences };
}

/** One analysis for each compiler; where the texts are the same, from one session, in which ABIs share what agrees. */
function analyzeTexts(compilers: readonly Compiler[], texts: readonly string[]): readonly HeaderAnalysis[] {
  const abis = compilers.map(({ abi }) => requiredAbi(abi));
  const host = createTestHost();
  const analyze = (text: string, which: readonly Abi[]): readonly HeaderAnalysis[] => {
    const file: SourceFile = { path: '/layouts.h', displayName: 'layouts.h', text, view: 'installed' };
    return host.sessionFor(file, include).analyze(file, which);
  };
  if (texts.every((text) => text === texts[0])) return analyze(texts[0], abis);
  return texts.map((text, index) => analyze(text, [abis[index]])[0]);
}

function factsOf(record: HeaderAnalysis['records'][number] | undefined, members: readonly MemberPath[]): Facts {
  const facts = new Map<string, number>();
  const layout = record?.layout;
  if (layout === undefined) return facts;
  facts.set('size', layout.sizeBytes);
  facts.set('alignment', layout.alignBytes);
  const flat = new Map(flattenMembers(layout).map((member) => [member.path.replaceAll('[]', '[0]'), member]));
  for (const { path, kind } of members) {
    const found = flat.get(path);
    if (found === undefined) continue;
    const { member, offsetBits, sizeBytes } = found;
    if (kind === 'bit-field') {
      facts.set(`bit offset of ${path}`, offsetBits);
      if (member.widthBits !== undefined) facts.set(`width of ${path}`, member.widthBits);
      continue;
    }
    facts.set(`offset of ${path}`, offsetBits / 8);
    facts.set(`alignment here of ${path}`, member.fieldAlignBytes);
    if (kind !== 'flexible array') facts.set(`size of ${path}`, sizeBytes);
  }
  return facts;
}

function differingFacts(expected: Facts, ours: Facts): readonly string[] {
  const names = new Set([...expected.keys(), ...ours.keys()]);
  return [...names]
    .filter((name) => expected.get(name) !== ours.get(name))
    .map((name) => `${name}: gcc ${expected.get(name) ?? 'nothing'}, uapi ${ours.get(name) ?? 'nothing'}`);
}

/**
 * The smallest text found in which the first fact of a difference still differs, by leaving out pieces one after the
 * other. Where the ABI alone shows no difference, what another one left behind in the session is at fault, and all of
 * them are asked.
 */
export function shrink(
  compilers: readonly Compiler[],
  declarations: readonly Declaration[],
  { abi, record, facts }: LayoutDifference,
): readonly Declaration[] {
  const name = factName(facts[0]);
  let judges: readonly Compiler[] = compilers.filter((compiler) => compiler.abi === abi);
  const differs = (candidate: readonly Declaration[]): boolean =>
    compareLayouts(judges, candidate).differences.some(
      (each) => each.abi === abi && each.record === record && each.facts.some((fact) => factName(fact) === name),
    );
  let smallest = neededFor(record, declarations);
  if (!differs(smallest)) judges = compilers;
  if (!differs(smallest)) smallest = declarations;
  // Whole declarations first, many at a time.
  for (let size = Math.ceil(smallest.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < smallest.length; ) {
      const candidate = [...smallest.slice(0, at), ...smallest.slice(at + size)];
      if (candidate.length > 0 && differs(candidate)) smallest = candidate;
      else at += size;
    }
  }
  for (let reduced = true; reduced; ) {
    reduced = false;
    const root: Piece = { parts: smallest };
    for (const candidate of reductionsOf(root)) {
      const parts = candidate.parts as readonly Declaration[];
      if (!differs(parts)) continue;
      smallest = parts;
      reduced = true;
      break;
    }
  }
  return smallest;
}

const factName = (fact: string): string => fact.slice(0, fact.indexOf(':'));

function requiredAbi(id: string): Abi {
  const abi = abiById(id);
  if (abi === undefined) throw new Error(`no ABI ${id}`);
  return abi;
}
