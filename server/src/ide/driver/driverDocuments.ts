/**
 * The driver sources that were read so far: those that editors hold, and those that a search found. A source is made again
 * when its text, its folder or one of its headers changed, and is the same object otherwise, so that what was worked out
 * of it holds.
 */

import { checkSource, DriverSource, sourceRules, type UserAccessSettings } from '../../core/driverIndex.js';
import {
  allRules,
  applySuppressions,
  checkSuppressions,
  type HeaderSnapshot,
  judgeSuppressions,
  type NamedRule,
  type RuleSettings,
  ranAllOf,
  type SourceFile,
  suppressionComments,
} from '../../core/index.js';
import type { AnalysisHost } from '../analysisHost.js';
import type { HeaderDocument } from '../headerDocument.js';
import type { FoundFindings } from '../headerFindings.js';

interface Kept {
  readonly source: DriverSource;
  readonly folder: readonly SourceFile[];
  readonly headers: readonly SourceFile[];
  readonly publishedVersions: readonly HeaderSnapshot[];
  snapshot: number;
}

const nothingFound: FoundFindings = { findings: [], failures: [] };
const knownRules = allRules.map(({ id }) => id);

export class DriverDocuments {
  readonly #analysis: AnalysisHost;
  readonly #kept = new Map<string, Kept>();
  readonly #found = new WeakMap<DriverSource, { readonly settings: object; readonly found: FoundFindings }>();
  /** Of a command: the sources below the workspace's folders that name it. */
  readonly #searched = new Map<string, readonly string[]>();
  #searchedAt: readonly string[] | undefined;

  constructor(analysis: AnalysisHost) {
    this.#analysis = analysis;
  }

  /** The source at a path as it is now; `undefined` when it cannot be read. */
  source(path: string): DriverSource | undefined {
    const { snapshot } = this.#analysis;
    const kept = this.#kept.get(path);
    if (kept?.snapshot === snapshot) return kept.source;
    const file = this.#analysis.fileAt(path);
    if (file === undefined) {
      this.#kept.delete(path);
      return undefined;
    }
    const { folder, headers } = this.#analysis.driverFilesOf(file);
    const userAccess = this.#analysis.document(path)?.settings.userAccess;
    const documents = headers.flatMap((header) => this.#analysis.document(header.path) ?? []);
    const publishedVersions = documents.flatMap(({ settings }) => settings.published?.snapshot ?? []);
    const isSame =
      kept?.source.file === file &&
      sameItems(kept.folder, folder) &&
      sameItems(kept.headers, headers) &&
      sameItems(kept.publishedVersions, publishedVersions);
    if (isSame && accessKey(kept.source.userAccess) === accessKey(userAccess)) {
      kept.snapshot = snapshot;
      return kept.source;
    }
    const source = new DriverSource({
      file,
      folder,
      headers: documents.map(({ context }) => context.header),
      publishedVersions,
      ...(userAccess && { userAccess }),
    });
    this.#kept.set(path, { source, folder, headers, publishedVersions, snapshot });
    return source;
  }

  /** Paths of the files that a source was last read with: those of its folder, and uapi headers. */
  readWith(path: string): readonly string[] {
    const kept = this.#kept.get(path);
    return kept === undefined ? [] : [...kept.folder, ...kept.headers].map((file) => file.path);
  }

  /** Those that were read, up to date: the ones that editors hold first. */
  get sources(): readonly DriverSource[] {
    const open = new Set(this.#analysis.openPaths);
    const paths = [...this.#kept.keys()].sort((a, b) => Number(open.has(b)) - Number(open.has(a)));
    return paths.flatMap((path) => this.source(path) ?? []);
  }

  /** The header of a command that a source uses, with all its ABIs. */
  headerOf(path: string): HeaderDocument | undefined {
    return this.#analysis.document(path);
  }

  /** What the rules say of a source, as `uapi check` says it. */
  findings(path: string): FoundFindings {
    const source = this.source(path);
    const document = this.#analysis.document(path);
    if (source === undefined || document === undefined) return nothingFound;
    const { settings } = document;
    const known = this.#found.get(source);
    if (known?.settings === settings) return known.found;
    const { profile = 'recommended', severities = new Map(), suppressions = [] } = settings;
    const ruleSettings: RuleSettings = { profile, severities, ignore: [] };
    const { findings, failures } = checkSource(sourceRules, source, ruleSettings);
    const comments = suppressionComments(source.file);
    const used = new Set<NamedRule>();
    const marked = applySuppressions(findings, () => [...comments, ...suppressions], used);
    const canTell = (name: string): boolean => ranAllOf(name, allRules, ruleSettings, failures, 'source');
    const judged = checkSuppressions(
      allRules,
      { suppressions: judgeSuppressions(comments, used, canTell, allRules), abis: [], knownRules },
      ruleSettings,
    );
    const found = {
      findings: [...marked.filter(({ suppressed }) => suppressed === undefined), ...judged.findings],
      failures: [...failures, ...judged.failures],
    };
    this.#found.set(source, { settings, found });
    return found;
  }

  /** Those of the workspace's sources where a command may be named: whose text is not known to lack it. */
  candidates(command: string, paths: readonly string[]): readonly string[] {
    if (this.#searchedAt !== paths) {
      this.#searchedAt = paths;
      this.#searched.clear();
    }
    return this.#searched.get(command) ?? paths;
  }

  /** Whether a source names the command, by its text alone. */
  mayName(path: string, command: string): boolean {
    return this.#analysis.textAt(path)?.includes(command) === true;
  }

  /** A search came to its end: later ones look at these alone, until files on disk change. */
  noteCandidates(command: string, paths: readonly string[]): void {
    this.#searched.set(command, paths);
  }
}

/** Settings are made anew with each snapshot; those of user access are a few names. */
function accessKey(settings: UserAccessSettings | undefined): string {
  return JSON.stringify([[...(settings?.roots ?? [])], settings?.primitives ?? []]);
}

function sameItems(a: readonly object[], b: readonly object[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
