import type { FileProblem } from '../cliHost.js';
import type { HeaderHost } from './headerSet.js';

/** The tree of one git revision: headers that are read from git and never written to the disk. */
export interface Revision {
  /** Opens headers of the revision; their includes are looked for in the revision first. */
  readonly host: HeaderHost;
  /** The headers at and below some paths of the repository; without paths those of a kernel's uapi folders, or all. */
  headers(paths: readonly string[] | undefined): readonly RevisionHeader[] | FileProblem;
  /** A path of the command line as a name of the repository: `./x.h` counts from the working directory. */
  normalize(path: string): string;
  /** The name in the repository of a file on the disk; `undefined` where it lies outside. */
  nameOf(path: string): string | undefined;
  /** The path under which `host` opens a name of the repository; `undefined` where the revision has none. */
  pathOf(name: string): string | undefined;
}

export interface RevisionHeader {
  /** Below the top of the repository, with forward slashes. */
  readonly name: string;
  /** As `Revision.host` opens it. */
  readonly path: string;
}
