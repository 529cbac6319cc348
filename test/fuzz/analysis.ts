/**
 * One input through the front end, with what must hold of every answer. Runs in a child process (worker.ts), so that a
 * hang or a flood can be ended from outside.
 */
import { type Abi, abiById, type Diagnostic, type HeaderAnalysis, type SourceFile } from 'uapi-language-server/core';
import { createTestHost } from '../harness/uapi.js';

/** Little and big endian, 64 and 32 bits, and the oddest alignments. */
const abis = ['x86_64', 'i386', 'm68k', 'powerpc'].map(requiredAbi);

const include = { includeRoots: [], archIncludes: [] };
const host = createTestHost();

/**
 * Analyses a text as if it were the header `path`, and returns the codes of its diagnostics. Throws when an answer is
 * not well-formed.
 */
export function analyzeText(path: string, text: string, onAbis: readonly Abi[] = abis): string[] {
  const file: SourceFile = { path, displayName: path, text, view: 'installed' };
  const session = host.sessionFor(file, include);
  const analyses = session.analyze(file, onAbis);
  if (analyses.length !== onAbis.length) throw new Error(`${analyses.length} analyses for ${onAbis.length} ABIs`);
  for (const analysis of analyses) checkAnalysis(analysis);
  for (const token of session.preprocess(file, onAbis[0])) {
    if (token.spelling === '') throw new Error('a token without spelling');
  }
  return [...new Set(analyses.flatMap((a) => a.diagnostics.map((d) => d.code)))];
}

function checkAnalysis(analysis: HeaderAnalysis): void {
  for (const diagnostic of analysis.diagnostics) checkDiagnostic(diagnostic);
  for (const record of analysis.records) {
    const { layout, incomplete, name } = record;
    if ((layout === undefined) === (incomplete === undefined)) throw new Error(`${name}: neither layout nor reason`);
    if (layout === undefined) continue;
    for (const value of [layout.sizeBytes, layout.alignBytes, ...layout.members.map((m) => m.offsetBits)]) {
      if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${name}: ${value} is no size or offset`);
    }
  }
}

function checkDiagnostic({ code, message, range, related = [] }: Diagnostic): void {
  if (!/^[a-z-]+\/[a-z0-9-]+$/.test(code) || message === '') throw new Error(`bad diagnostic ${code}: ${message}`);
  for (const { file, start, end } of [range, ...related.map((r) => r.range)]) {
    if (start < 0 || end < start || end > file.text.length) {
      throw new Error(`${code}: range ${start}-${end} in a file of ${file.text.length} characters`);
    }
  }
}

function requiredAbi(id: string): Abi {
  const abi = abiById(id);
  if (abi === undefined) throw new Error(`no ABI ${id}`);
  return abi;
}
