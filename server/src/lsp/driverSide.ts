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
/** Folders of the workspace that are listed: a kernel tree has some 6,000. */
const MAX_FOLDERS = 20_000;
/** Sources that one search takes up. */
const MAX_FOUND = 40;

export class DriverSide {
  readonly #server: () => Server;
  #listed: readonly string[] = [];
  #listedOf: object | undefined;
  #loading: Promise<LoadedDriverSide> | undefined;
  readonly #whenLoaded: (() => void)[] = [];
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
      for (const listener of this.#whenLoaded.splice(0)) listener();
      return this.loaded;
    });
    return this.#loading;
  }

  /** Calls back once: from then on sources are of interest. */
  whenLoaded(listener: () => void): void {
    if (this.loaded === undefined) this.#whenLoaded.push(listener);
    else listener();
  }

  /** Paths of the files that an open source was last read with. */
  readonly readWith = (path: string): readonly string[] => this.loaded?.documents.readWith(path) ?? [];

  /** Sources that were read so far; none while nothing is loaded. */
  get sources(): readonly DriverSource[] {
    return this.loaded?.documents.sources ?? [];
  }

  /**
   * The sources of the workspace that handle a command: open ones first, then those whose path has the header's name, and
   * all others only where none of these handles it.
   */
  async sourcesHandling(
    command: string,
    headerPath: string,
    token: CancellationToken,
  ): Promise<readonly DriverSource[]> {
    const { likely } = await this.#places(command, headerPath, token);
    const near = await this.#sourcesOf(await this.#naming(command, likely, token), token);
    const isHandled = near.some(({ links }) => links.some((link) => link.command === command));
    return isHandled ? near : this.sourcesNaming(command, headerPath, token);
  }

  /** The sources of the workspace that name a command, likely places first. */
  async sourcesNaming(command: string, headerPath: string, token: CancellationToken): Promise<readonly DriverSource[]> {
    const { likely, others } = await this.#places(command, headerPath, token);
    const naming = await this.#naming(command, [...likely, ...others].slice(0, MAX_READ), token);
    const { documents } = await this.load();
    documents.noteCandidates(command, naming);
    return this.#sourcesOf(naming, token);
  }

  async #places(command: string, headerPath: string, token: CancellationToken) {
    const { documents } = await this.load();
    const open = this.#server().analysis.openPaths.filter((path) => this.isSource(path));
    const stem = headerPath.slice(headerPath.search(/[^/\\]*$/)).replace(/\.[ch]$/, '');
    const isLikely = (path: string): boolean => path.includes(stem);
    const candidates = documents.candidates(command, await this.#sourcePaths(token));
    const likely = new Set([...open, ...candidates.filter(isLikely)]);
    return { likely: [...likely], others: candidates.filter((path) => !likely.has(path)) };
  }

  async #naming(command: string, paths: readonly string[], token: CancellationToken): Promise<readonly string[]> {
    const { documents } = await this.load();
    const naming: string[] = [];
    await forEachPath(this.#server(), paths, token, (path) => {
      if (documents.mayName(path, command)) naming.push(path);
    });
    return naming;
  }

  async #sourcesOf(paths: readonly string[], token: CancellationToken): Promise<readonly DriverSource[]> {
    const { documents } = await this.load();
    const found: DriverSource[] = [];
    await forEachPath(this.#server(), paths.slice(0, MAX_FOUND), token, (path) => {
      const source = documents.source(path);
      if (source !== undefined) found.push(source);
    });
    return found;
  }

  /** Sources below the workspace's folders: the same list until files on disk change. */
  async #sourcePaths(token: CancellationToken): Promise<readonly string[]> {
    const server = this.#server();
    const { analysis } = server;
    const { diskState } = analysis;
    if (this.#listedOf === diskState) return this.#listed;
    const paths: string[] = [];
    let level: readonly string[] = analysis.workspace.folders;
    for (let left = MAX_FOLDERS; level.length > 0 && left > 0; ) {
      const listed = level.slice(0, left);
      left -= listed.length;
      const next: string[] = [];
      await forEachPath(server, listed, token, (folder) => {
        const { sources, folders } = analysis.sourcesIn(folder);
        for (const path of sources) paths.push(path);
        for (const path of folders) next.push(path);
      });
      level = next;
    }
    this.#listedOf = diskState;
    this.#listed = paths;
    return paths;
  }
}
