import {
  applyFixes,
  type Finding,
  type Fix,
  fixesToApply,
  forgetFile,
  lineIndexOf,
  type Rule,
  type RuleSettings,
  type SourceFile,
} from '../../core/index.js';
import type { CliEnvironment } from '../cliHost.js';
import { displayPath } from '../displayPath.js';
import type { OpenHeader } from '../headers.js';
import { count, printable } from '../plainText.js';
import { type CheckedHeader, checkOpenHeader, fixTrial, withVerifiedFixes } from './headerCheck.js';

/** A fix can make room for another one; texts that still change after so many rounds are left as they are. */
const maxRounds = 50;

/**
 * `--fix`: applies the fixes that change no size, offset, number or value, until none is left, and writes the header once.
 * The other fixes are named on standard error.
 */
export interface FixRun {
  /** The header as it is after the fixes; the same one where none applies or the file cannot be written. */
  readonly fix: (header: OpenHeader, settings: RuleSettings) => OpenHeader;
  /** Says which fixes the findings still have. */
  readonly noteLeft: (findings: readonly Finding[]) => void;
  readonly finish: () => void;
  readonly hasProblems: () => boolean;
}

export type OpenFindings = (header: OpenHeader, settings: RuleSettings, checked: CheckedHeader) => readonly Finding[];

/** @param openFindings those of a header's findings that are neither suppressed nor frozen, and that the user hears of */
export function createFixRun(env: CliEnvironment, isQuiet: boolean, openFindings: OpenFindings): FixRun {
  let fixed = 0;
  let fixedFiles = 0;
  let hasProblems = false;

  return {
    fix(header, settings) {
      let { file } = header;
      let applied = 0;
      const seen = new Set([file.text]);
      for (let round = 0; round < maxRounds; round++) {
        const chosen = neutralFixes(env.rules, { ...header, file }, settings, openFindings);
        if (chosen.length === 0) break;
        const next: SourceFile = { ...file, text: applyFixes(file.text, chosen) };
        // Fixes that undo each other come round to a text that was there before.
        if (seen.has(next.text)) break;
        seen.add(next.text);
        if (file !== header.file) forgetFile(file);
        file = next;
        applied += chosen.length;
      }
      if (applied === 0) return header;
      const problem = env.host.replaceFile(header.file, file.text);
      if (problem !== undefined) {
        env.stderr(`uapi: ${problem.message}\n`);
        hasProblems = true;
        return header;
      }
      fixed += applied;
      fixedFiles += 1;
      return { ...header, file };
    },
    noteLeft(findings) {
      if (isQuiet) return;
      for (const { range, rule, fixes, suppressed } of findings) {
        const [fix] = fixes ?? [];
        if (fix === undefined || suppressed !== undefined) continue;
        const { line, column } = lineIndexOf(range.file).positionAt(range.start);
        const place = `${displayPath(range.file, env.cwd)}:${line + 1}:${column + 1}`;
        const why = reasons[fix.effect];
        env.stderr(`${place}: not applied, since ${why}: ${printable(fix.title)} [${rule}]\n`);
      }
    },
    finish() {
      if (fixed > 0 && !isQuiet) {
        env.stderr(`uapi: ${count(fixed, 'finding')} fixed in ${count(fixedFiles, 'header')}\n`);
      }
    },
    hasProblems: () => hasProblems,
  };
}

const reasons: Readonly<Record<Fix['effect'], string>> = {
  layout: 'it changes the binary interface',
  choice: 'only you can decide it',
  neutral: 'it stands in the way of another fix',
};

/** Neutral fixes of findings that nobody suppressed, which hold together what each of them promises. */
function neutralFixes(
  rules: readonly Rule[],
  header: OpenHeader,
  settings: RuleSettings,
  openFindings: OpenFindings,
): readonly Fix[] {
  const open = openFindings(header, settings, checkOpenHeader(rules, header, settings))
    .filter(({ fixes }) => fixes?.some(({ effect }) => effect === 'neutral'))
    .map((finding) => ({ ...finding, fixes: finding.fixes?.filter(({ effect }) => effect === 'neutral') ?? [] }));
  const verified = withVerifiedFixes(rules, open, header, settings);
  if (!verified.some(({ fixes }) => fixes !== undefined)) return [];
  return fixesToApply(verified, fixTrial(rules, header, settings));
}
