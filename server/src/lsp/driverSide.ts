/**
 * Driver sources in the server: what reads them is loaded when the first one is open, or when somebody asks who handles a
 * command. Until then `documents` is undefined, and whoever only adds to an answer about a header adds nothing.
 */
import type { CancellationToken } from 'vscode-languageserver';
import type { DriverSource } from '../core/index.js';
import type * as DriverRoom from '../ide/driver/index.js';
import { forEachPath } from './handlers/diagnostics.js';
import type { Server } from './serverState.js';

export interface LoadedDriverSide {
  readonly room: typeof DriverRoom;
  readonly documents: DriverRoom.DriverDocuments;
}

/** Texts that one search reads: a driver's tree, or the likely part of a kernel's. */
const MAX_READ = 8000;
/** Sources that one search takes up. */
const MAX_FOUND = 40;

export class DriverSide {
  readonly #server: () => Server;
  #loading: Promise<LoadedDriverSide> | undefined;
  /** What is loaded; undefined while only headers were of interest. */
  loaded: LoadedDriverSide | undefined;

  constructor(server: () => Server) {
    this.#server = server;
  }

  isSource(path: string | undefined): path is string {
    return path?.endsWith('.c') === true;
  }

  load(): Promise<LoadedDriverSide> {
    this.#loading ??= import('../ide/driver/index.js').then((room) => {
      this.loaded = { room, documents: new room.DriverDocuments(this.#server().analysis) };
      return this.loaded;
    });
    return this.#loading;
  }

  /** Sources that were read so far; none while nothing is loaded. */
  get sources(): readonly DriverSource[] {
    return this.loaded?.documents.sources ?? [];
  }

  /**
   * The sources of the workspace that name a command, open ones and those below its folders. Likely places come first: a
   * path that holds the header's name.
   */
  async sourcesNaming(command: string, headerPath: string, token: CancellationToken): Promise<readonly DriverSource[]> {
    const server = this.#server();
    const { documents } = await this.load();
    const open = server.analysis.openPaths.filter((path) => this.isSource(path));
    const stem = headerPath.slice(headerPath.search(/[^/\\]*$/)).replace(/\.h$/, '');
    const isLikely = (path: string): boolean => path.includes(stem);
    const candidates = documents.candidates(command);
    const paths = [
      ...new Set([...open, ...candidates.filter(isLikely), ...candidates.filter((path) => !isLikely(path))]),
    ].slice(0, MAX_READ);
    const naming: string[] = [];
    await forEachPath(server, paths, token, (path) => {
      if (documents.mayName(path, command)) naming.push(path);
    });
    documents.noteCandidates(command, naming);
    const found: DriverSource[] = [];
    await forEachPath(server, naming.slice(0, MAX_FOUND), token, (path) => {
      const source = documents.source(path);
      if (source !== undefined) found.push(source);
    });
    return found;
  }
}
