import {
  type Abi,
  type HeaderSnapshot,
  type InterfaceStyle,
  mentionedNames,
  publishedNames,
  reachesOf,
  ruleContext,
  type SourceFile,
  takeSnapshot,
} from '../../core/index.js';
import { type FileProblem, type IncludeOptions, isFileProblem } from '../cliHost.js';
import type { HeaderHost } from './headerSet.js';

/** A version of a header, read and put into a snapshot. */
export interface ReadVersion {
  readonly snapshot: HeaderSnapshot;
  readonly reaches: ReturnType<typeof reachesOf>;
}

export interface VersionRequest {
  readonly host: HeaderHost;
  readonly path: string;
  /** Its name in the snapshot. */
  readonly key: string;
  readonly include: IncludeOptions;
  /** The style that the settings give the header. */
  readonly style: (file: SourceFile) => InterfaceStyle | undefined;
  /** Those to read it on; of these, the ones that it exists for. */
  readonly abis: (file: SourceFile) => readonly Abi[];
  /** The version to compare with, whose names are looked up. */
  readonly old?: HeaderSnapshot;
}

/** `undefined`: the header exists for none of the ABIs. */
export function readVersion(request: VersionRequest): ReadVersion | FileProblem | undefined {
  const { host, path, key, include, old } = request;
  const file = host.openFile(path, include);
  if (isFileProblem(file)) return file;
  const abis = request.abis(file);
  if (abis.length === 0) return undefined;
  const lookUp = [...mentionedNames(file), ...(old === undefined ? [] : publishedNames(old))];
  const analyses = host.sessionFor(file, include).analyze(file, abis, { lookUp });
  const style = request.style(file);
  const { header } = ruleContext(file, analyses, style === undefined ? {} : { style });
  const version = { snapshot: takeSnapshot(header, key), reaches: reachesOf(header) };
  host.closeFile(file);
  return version;
}
