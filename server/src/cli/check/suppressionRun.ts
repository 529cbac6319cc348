import {
  type AbiId,
  applySuppressions,
  checkSuppressions,
  type Finding,
  isDiagnosticCode,
  judgeSuppressions,
  type NamedRule,
  type Rule,
  type RuleFailure,
  type RuleRun,
  type RuleSettings,
  ranAllOf,
  type Suppression,
  suppressionComments,
} from '../../core/index.js';
import type { LoadedConfig } from '../cliHost.js';
import type { OpenHeader } from '../headers.js';
import type { ConfigCoverage } from './configCoverage.js';
import { type ConfigEntry, configSuppression } from './configSuppression.js';
import { type CheckedHeader, checkOpenHeader } from './headerCheck.js';

/** What was suppressed in a run, and what the suppressions themselves are worth. */
export interface SuppressionRun {
  /** Marks the findings of one header, and remembers its suppressions. */
  readonly ofHeader: (header: OpenHeader, settings: RuleSettings, checked: CheckedHeader) => readonly Finding[];
  /** The same for a driver's source. */
  readonly ofSource: (
    source: Pick<OpenHeader, 'file' | 'loaded'>,
    settings: RuleSettings,
    run: RuleRun,
  ) => readonly Finding[];
  /** Marks findings about several headers, each with the suppressions of the header that it lies in. */
  readonly ofTogether: (findings: readonly Finding[]) => readonly Finding[];
  /** Findings about the suppressions. To be called last. */
  readonly judge: (coverage: ConfigCoverage, settingsOf: (loaded: LoadedConfig) => RuleSettings) => RuleRun;
}

/** What is kept of a header or source; not its text, which is let go. */
interface SeenHeader {
  readonly kind: 'header' | 'source';
  readonly loaded: LoadedConfig;
  readonly abis: readonly AbiId[];
  readonly settings: RuleSettings;
  readonly failures: readonly RuleFailure[];
  /** Parts of it could not be read, so that rules may have missed what is there. */
  readonly isBroken: boolean;
  readonly comments: readonly Suppression[];
}

export function createSuppressionRun(rules: readonly Rule[]): SuppressionRun {
  const used = new Set<NamedRule>();
  const seen = new Map<string, SeenHeader>();
  const configs = new Map<LoadedConfig, readonly ConfigEntry[]>();
  const included = new Map<string, readonly Suppression[]>();

  const entriesOf = (loaded: LoadedConfig): readonly ConfigEntry[] => {
    let entries = configs.get(loaded);
    if (entries === undefined) {
      entries = (loaded.config.suppressions ?? []).map((entry) => configSuppression(entry, loaded));
      configs.set(loaded, entries);
    }
    return entries;
  };

  /** The comments of the file that a finding lies in: the header's own, or those of one that it includes. */
  const commentsAt = ({ range: { file } }: Finding): readonly Suppression[] => {
    const own = seen.get(file.path)?.comments ?? included.get(file.path);
    if (own !== undefined) return own;
    const comments = suppressionComments(file);
    included.set(file.path, comments);
    return comments;
  };

  const apply = (findings: readonly Finding[], loadedAt: (finding: Finding) => LoadedConfig | undefined) =>
    applySuppressions(
      findings,
      (finding) => {
        const loaded = loadedAt(finding);
        return loaded === undefined ? commentsAt(finding) : [...commentsAt(finding), ...entriesOf(loaded)];
      },
      used,
    );

  return {
    ofHeader(header, settings, { findings, failures }) {
      const comments = suppressionComments(header.file);
      const isBroken = findings.some(({ rule, severity }) => severity === 'error' && isDiagnosticCode(rule));
      seen.set(header.file.path, {
        kind: 'header',
        loaded: header.loaded,
        abis: header.abis.map(({ id }) => id),
        settings,
        failures,
        isBroken,
        comments,
      });
      const marked = apply(findings, () => header.loaded);
      // What shows on other ABIs only is suppressed for their sake: look there before it is called unused.
      const canTell = (name: string): boolean => ranAllOf(name, rules, settings, failures);
      const isInDoubt = comments.some(({ rules: named }) =>
        named.some((rule) => !used.has(rule) && canTell(rule.name)),
      );
      if (isInDoubt && !isBroken && header.abis.length < header.allAbis.length) {
        apply(checkOpenHeader(rules, header, settings, header.file, header.allAbis).findings, () => header.loaded);
      }
      return marked;
    },
    ofSource({ file, loaded }, settings, { findings, failures }) {
      const comments = suppressionComments(file);
      seen.set(file.path, { kind: 'source', loaded, abis: [], settings, failures, isBroken: false, comments });
      return apply(findings, () => loaded);
    },
    ofTogether: (findings) => apply(findings, ({ range }) => seen.get(range.file.path)?.loaded),
    judge(coverage, settingsOf) {
      const findings: Finding[] = [];
      const failures: RuleFailure[] = [];
      const knownRules = rules.map(({ id }) => id);
      for (const { kind, abis, settings, failures: failed, isBroken, comments } of seen.values()) {
        if (comments.length === 0) continue;
        const canTell = (name: string): boolean => !isBroken && ranAllOf(name, rules, settings, failed, kind);
        const suppressions = judgeSuppressions(comments, used, canTell, rules);
        const run = checkSuppressions(rules, { suppressions, abis, knownRules }, settings);
        findings.push(...run.findings);
        failures.push(...run.failures);
      }
      for (const [loaded, entries] of configs) {
        const settings = settingsOf(loaded);
        const isAnyBroken = [...seen.values()].some((header) => header.isBroken && header.loaded === loaded);
        const suppressions = entries.flatMap((entry) => {
          const canTell = (name: string): boolean =>
            !isAnyBroken && coverage.canTell(loaded, entry.entry.header) && ranAllOf(name, rules, settings, []);
          return judgeSuppressions([entry], used, canTell, rules);
        });
        const run = checkSuppressions(rules, { suppressions, abis: [], knownRules }, settings);
        findings.push(...run.findings);
        failures.push(...run.failures);
      }
      return { findings, failures };
    },
  };
}
