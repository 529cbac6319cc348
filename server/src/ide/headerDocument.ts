/**
 * One text of one header with all that is known of it. A document never changes: an edit makes a new one, and what a
 * feature computed for the old one goes with it. Everything is computed when first asked for.
 */
import {
  type Abi,
  ALL_ABIS,
  allRules,
  checkHeader,
  type Finding,
  type Fix,
  type FixProbe,
  type FixTrial,
  fixesToApply,
  forgetFile,
  type HeaderAnalysis,
  type HeaderSnapshot,
  mentionedNames,
  publishedNames,
  type RuleContext,
  type RuleContextOptions,
  type RuleMemory,
  type RuleSettings,
  ruleContext,
  type SourceFile,
  verifyFixes,
} from '../core/index.js';
import { type FoundFindings, headerFindings } from './headerFindings.js';
import type { HeaderSettings, IdeHost } from './ideHost.js';

const nothingFound = { findings: [], failures: [] };

/** What a document asks of the host. */
export type DocumentHost = Pick<IdeHost, 'sessionFor' | 'abisFor' | 'isReviewed' | 'namesBeside'>;

export interface DocumentOptions {
  readonly isTrusted?: boolean;
  /** What the rules said of the version before; left out for a text that no editor holds. */
  readonly memory?: RuleMemory | undefined;
  /** Called each time that the whole header is analysed for a set of ABIs. */
  readonly onAnalysis?: () => void;
}

export class HeaderDocument {
  readonly file: SourceFile;
  readonly settings: HeaderSettings;
  /** False: nothing outside the workspace's folders was read. */
  readonly isTrusted: boolean;
  readonly #host: DocumentHost;
  /** What the rules said of the version before; undefined for a text that no editor holds. */
  readonly #memory: RuleMemory | undefined;
  readonly #onAnalysis: () => void;
  readonly #parts = new Map<string, unknown>();
  #context: RuleContext | undefined;
  #layouts: RuleContext | undefined;
  #found: FoundFindings | undefined;

  constructor(file: SourceFile, settings: HeaderSettings, host: DocumentHost, options: DocumentOptions = {}) {
    const { isTrusted = true, memory, onAnalysis = () => {} } = options;
    this.file = file;
    this.isTrusted = isTrusted;
    this.settings = settings;
    this.#host = host;
    this.#memory = memory;
    this.#onAnalysis = onAnalysis;
  }

  /** The header on the ABIs that findings are about. */
  get context(): RuleContext {
    this.#context ??= this.#analyse(this.#findingAbis(), this.#memory);
    return this.#context;
  }

  /** The header on every ABI that hovers and layouts show. */
  get onAllAbis(): RuleContext {
    const all = this.#abis(ALL_ABIS);
    this.#layouts ??= this.#findingAbis().length === all.length ? this.context : this.#analyse(all);
    return this.#layouts;
  }

  /** What the front end and the rules say, by place. */
  get found(): FoundFindings {
    if (!this.#host.isReviewed(this.file.path)) return nothingFound;
    this.#found ??= headerFindings(this.context, this.settings, this.#ruleSettings(), {
      onAllAbis: () => this.onAllAbis,
      namesBeside: this.#host.namesBeside,
    });
    return this.#found;
  }

  /**
   * Those of the findings' fixes that hold what they promise, tried on every ABI that the header exists for. Editors ask at
   * each move of the cursor, so a finding is tried once for a text.
   */
  verified(findings: readonly Finding[]): readonly Finding[] {
    const known = this.part('verified', () => new Map<Finding, Finding>());
    const open = findings.filter((finding) => !known.has(finding));
    const tried = verifyFixes(open, this.#fixTrial());
    for (let i = 0; i < open.length; i++) known.set(open[i], tried[i]);
    return findings.map((finding) => known.get(finding) ?? finding);
  }

  /** Of verified findings the fixes that hold together what each of them promises. */
  fixesTogether(verified: readonly Finding[]): readonly Fix[] {
    return fixesToApply(verified, this.#fixTrial());
  }

  #fixTrial(): FixTrial {
    const { file } = this;
    const probe = (text: string): FixProbe => {
      const changed = { ...file, text };
      const session = this.#host.sessionFor(file);
      const lookUp = [...mentionedNames(changed), ...this.#publishedNames()];
      const analyses = session.analyze(changed, this.#abis(ALL_ABIS), { lookUp });
      const context = ruleContext(changed, analyses, this.#reviewOptions());
      const { findings: found } = checkHeader(allRules, context, this.#ruleSettings());
      forgetFile(changed);
      return { analyses, findings: found };
    };
    return { file, probe, isFrozen: () => false };
  }

  /** False: a source file, or a header of the kernel's own. */
  get isReviewed(): boolean {
    return this.#host.isReviewed(this.file.path);
  }

  /** Files on disk that were read for the findings, as far as they were asked for already. */
  get includedPaths(): ReadonlySet<string> {
    const edges = this.#context?.analyses.flatMap(({ includes }) => includes) ?? [];
    return new Set(edges.flatMap(({ to }) => (to === undefined || to.path.startsWith('builtin:') ? [] : [to.path])));
  }

  /** The header on some ABIs, with the names of an older version looked up and that version to compare with. */
  comparedWith(old: HeaderSnapshot, abis: readonly Abi[]): RuleContext {
    const lookUp = [...mentionedNames(this.file), ...publishedNames(old)];
    const analyses = this.#host.sessionFor(this.file).analyze(this.file, abis, { lookUp });
    return ruleContext(this.file, analyses, { ...this.#reviewOptions(), against: old });
  }

  /** Keeps what a feature computed of this text. */
  part<T>(key: string, make: () => T): T {
    if (!this.#parts.has(key)) this.#parts.set(key, make());
    // Safe: every key has one maker.
    return this.#parts.get(key) as T;
  }

  #findingAbis(): readonly Abi[] {
    const ids = this.settings.abis ?? (this.settings.profile === 'strict' ? undefined : ['x86_64', 'i386']);
    return this.#abis(ids === undefined ? ALL_ABIS : ALL_ABIS.filter(({ id }) => ids.includes(id)));
  }

  /** Of the ABIs asked for, those that the header exists for; a header of another architecture has its own. */
  #abis(asked: readonly Abi[]): readonly Abi[] {
    const chosen = this.#host.abisFor(this.file, asked);
    return chosen.length > 0 ? chosen : this.#host.abisFor(this.file, ALL_ABIS);
  }

  #analyse(abis: readonly Abi[], memory?: RuleMemory): RuleContext {
    this.#onAnalysis();
    const session = this.#host.sessionFor(this.file);
    const analyses: readonly HeaderAnalysis[] = session.analyze(this.file, abis, {
      lookUp: this.part('lookUp', () => [...mentionedNames(this.file), ...this.#publishedNames()]),
    });
    return ruleContext(this.file, analyses, {
      ...this.#reviewOptions(),
      ...(memory === undefined ? {} : { memory }),
    });
  }

  #publishedNames(): readonly string[] {
    const published = this.settings.published?.snapshot;
    return published === undefined ? [] : publishedNames(published);
  }

  #reviewOptions(): RuleContextOptions {
    const { style, published, ioctlNumberText } = this.settings;
    return {
      ...(style === undefined ? {} : { style }),
      ...(ioctlNumberText === undefined ? {} : { ioctlNumberText }),
      ...(published?.snapshot === undefined ? {} : { against: published.snapshot }),
    };
  }

  #ruleSettings(): RuleSettings {
    const { profile = 'recommended', severities = new Map(), published } = this.settings;
    // Beside what is published, a header that is not has no users yet.
    const isNew = published !== undefined && published.snapshot === undefined;
    return { profile: isNew && profile === 'recommended' ? 'new' : profile, severities, ignore: [] };
  }
}
