import type { CliHost } from '../cliHost.js';

/** The machine as far as reading headers goes: the disk, or the tree of a git revision. */
export type HeaderHost = Pick<CliHost, 'openFile' | 'closeFile' | 'sessionFor' | 'abisFor'>;

/** One side of a comparison: headers by the key under which the other side has theirs. */
export interface HeaderSet {
  /** For people: `v6.1`, a folder, a file. */
  readonly label: string;
  readonly host: HeaderHost;
  /** Key (`linux/vfio.h`) to path, as `host` opens it. */
  readonly paths: ReadonlyMap<string, string>;
}
