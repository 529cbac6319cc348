/**
 * One source file of a driver as rules and the editor see it: its surface, the other files of its folder, and the commands
 * and records of the uapi headers that it uses. Everything is computed when it is asked for.
 */
import { type HeaderSnapshot, type RecordSnapshot, recordKey } from '../compat/headerSnapshot.js';
import type { RecordOnAbis } from '../review/byAbi.js';
import type { Command } from '../review/commands.js';
import type { ReviewedHeader } from '../review/reviewedHeader.js';
import type { FileRange, SourceFile } from '../source/sourceFile.js';
import type { FunctionDefinition, Span, SurfaceFile } from '../surface/ast.js';
import { readSurface } from '../surface/readSurface.js';
import { type CommandLink, linksOf } from './commandLinks.js';

export interface DriverInputs {
  readonly file: SourceFile;
  /** The other sources and private headers of the driver. */
  readonly folder?: readonly SourceFile[];
  /** The uapi headers whose names it uses. */
  readonly headers?: readonly ReviewedHeader[];
  /** Published versions of those headers, where some are known. */
  readonly publishedVersions?: readonly HeaderSnapshot[];
  readonly userAccess?: UserAccessSettings;
}

/** What the settings say of user-access contexts. */
export interface UserAccessSettings {
  /** Functions that begin a context, by context. */
  readonly roots?: ReadonlyMap<string, readonly string[]>;
  /** Functions and macros that access user memory and check no address, besides those of the kernel. */
  readonly primitives?: readonly string[];
}

export interface PublishedCommand {
  readonly command: Command;
  readonly header: ReviewedHeader;
}

export interface PublishedRecord {
  readonly record: RecordOnAbis;
  readonly header: ReviewedHeader;
}

export interface FunctionInFile {
  readonly definition: FunctionDefinition;
  readonly surface: SurfaceFile;
}

export class DriverSource {
  readonly file: SourceFile;
  readonly surface: SurfaceFile;
  readonly headers: readonly ReviewedHeader[];
  readonly userAccess: UserAccessSettings | undefined;
  readonly #folder: readonly SourceFile[];
  readonly #publishedVersions: readonly HeaderSnapshot[];
  #surfaces: readonly SurfaceFile[] | undefined;
  #functions: ReadonlyMap<string, readonly FunctionInFile[]> | undefined;
  #commands: ReadonlyMap<string, PublishedCommand> | undefined;
  #links: readonly CommandLink[] | undefined;

  constructor({ file, folder = [], headers = [], publishedVersions = [], userAccess }: DriverInputs) {
    this.file = file;
    this.surface = readSurface(file);
    this.headers = headers;
    this.userAccess = userAccess;
    this.#folder = folder;
    this.#publishedVersions = publishedVersions;
  }

  /** This file's surface first, then those of its folder. */
  get surfaces(): readonly SurfaceFile[] {
    this.#surfaces ??= [this.surface, ...this.#folder.filter((file) => file !== this.file).map(readSurface)];
    return this.#surfaces;
  }

  /** The same, without other files whose text the pattern does not match: those are not read. */
  surfacesWith(pattern: RegExp): readonly SurfaceFile[] {
    const others = this.#folder.filter((file) => file !== this.file && pattern.test(file.text));
    return [this.surface, ...others.map(readSurface)];
  }

  /** Definitions by name, over the folder. */
  get functions(): ReadonlyMap<string, readonly FunctionInFile[]> {
    if (this.#functions === undefined) {
      const functions = new Map<string, FunctionInFile[]>();
      for (const surface of this.surfaces) {
        for (const definition of surface.functions) {
          const name = definition.name.text;
          const same = functions.get(name);
          if (same === undefined) functions.set(name, [{ definition, surface }]);
          else same.push({ definition, surface });
        }
      }
      this.#functions = functions;
    }
    return this.#functions;
  }

  /** The definition that a name means in this file; undefined where there is none, or more than one to choose from. */
  functionNamed(name: string): FunctionInFile | undefined {
    const all = this.functions.get(name) ?? [];
    const own = all.filter(({ surface }) => surface === this.surface);
    const candidates = own.length > 0 ? own : all.filter(({ definition }) => !definition.isStatic);
    return candidates.length === 1 ? candidates[0] : undefined;
  }

  /** The ioctl command of a uapi header. */
  command(name: string): PublishedCommand | undefined {
    this.#commands ??= new Map(
      this.headers.flatMap((header) => header.commands.map((command) => [command.name, { command, header }] as const)),
    );
    return this.#commands.get(name);
  }

  /** The record of a uapi header. */
  record(tag: string): PublishedRecord | undefined {
    for (const header of this.headers) {
      const record = header.recordsByName.get(tag);
      if (record !== undefined) return { record, header };
    }
    return undefined;
  }

  /** The record as it was published: of the versions that are known the smallest, since a published struct only grows. */
  publishedRecord(tag: string): RecordSnapshot | undefined {
    const key = recordKey({ kind: 'struct', name: tag });
    const versions = this.#publishedVersions.flatMap(({ records }) => records.get(key) ?? []);
    return versions.sort((a, b) => smallestSize(a) - smallestSize(b)).at(0);
  }

  /** Which code of this folder handles which command, as far as this file says. */
  get links(): readonly CommandLink[] {
    this.#links ??= linksOf(this);
    return this.#links;
  }

  rangeOf({ start, end }: Span): FileRange {
    return { file: this.file, start, end };
  }

  textOf({ start, end }: Span): string {
    return this.file.text.slice(start, end);
  }
}

/** In bytes, over the ABIs of the snapshot. */
function smallestSize({ layouts }: RecordSnapshot): number {
  return Math.min(...[...layouts.values()].flatMap((layout) => layout?.sizeBytes ?? []));
}
