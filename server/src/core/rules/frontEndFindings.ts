/**
 * What the front end could not take as it stands, as findings beside those of the rules: each once, with the ABIs on which
 * it is so.
 */
import type { Diagnostic } from '../base/diagnostic.js';
import type { AbiId } from '../target/abi.js';
import type { HeaderAnalysis } from '../unit/headerAnalysis.js';
import type { Finding } from './rule.js';
import { matchesRule, type RuleSettings } from './ruleSettings.js';

/** In the order of their places; whatever rules are selected, since the rest of the report depends on them. */
export function frontEndFindings(
  analyses: readonly HeaderAnalysis[],
  { ignore, severities }: RuleSettings,
): readonly Finding[] {
  return mergeDiagnostics(analyses).flatMap(({ diagnostic, abis }) => {
    const { code, message, range, related } = diagnostic;
    const severity = severities.get(code) ?? diagnostic.severity;
    if (severity === 'off' || ignore.some((pattern) => matchesRule(pattern, code))) return [];
    return [{ rule: code, severity, range, message, abis, ...(related === undefined ? {} : { related }) }];
  });
}

/** A diagnostic of one header with the ABIs on which it was made. */
export interface AbiDiagnostic {
  readonly diagnostic: Diagnostic;
  readonly abis: readonly AbiId[];
}

/** The diagnostics of a header's analyses, each once, in the order of their places. */
export function mergeDiagnostics(analyses: readonly HeaderAnalysis[]): readonly AbiDiagnostic[] {
  const merged = new Map<string, { diagnostic: Diagnostic; abis: AbiId[] }>();
  for (const { abi, diagnostics } of analyses) {
    for (const diagnostic of diagnostics) {
      const { range, code, message } = diagnostic;
      const key = `${range.file.path}\0${range.start}\0${code}\0${message}`;
      const known = merged.get(key);
      if (known === undefined) merged.set(key, { diagnostic, abis: [abi.id] });
      else if (!known.abis.includes(abi.id)) known.abis.push(abi.id);
    }
  }
  return [...merged.values()].sort((a, b) => comparePlaces(a.diagnostic.range, b.diagnostic.range));
}

function comparePlaces(a: Diagnostic['range'], b: Diagnostic['range']): number {
  return a.file.path === b.file.path ? a.start - b.start : a.file.path < b.file.path ? -1 : 1;
}
