/**
 * The requests that LSP does not have (docs/lsp-extensions.md), as they go over the wire. Each is also a command of
 * `workspace/executeCommand` with its params as the one argument, so that every editor can ask.
 *
 * `uapi/simulateDispatch` and `uapi/compat` join the table in `handlers/commands.ts` in the same way.
 */
import type { Location, Position } from 'vscode-languageserver';

export interface LayoutParams {
  readonly textDocument: { readonly uri: string };
  /** One of the two: a place in a record or on its name, or the record's name. */
  readonly position?: Position;
  readonly record?: string;
  /** ABI ids; all of them when absent. */
  readonly abis?: readonly string[];
}

/** In every answer. `version` is null for a document that is not open. */
export interface Answer {
  readonly schemaVersion: 1;
  readonly version: number | null;
  readonly markdown: string;
}

export interface LayoutResult extends Answer {
  /** One for each layout that the record has. Null, with `reason`, when it has none on any of the ABIs. */
  readonly records: readonly WireLayout[] | null;
  readonly reason?: string;
}

/** Bytes; `bitOffset` and `bitWidth` are bits, counted as `uapi layout` counts them. */
export interface WireLayout {
  readonly name: string;
  readonly kind: 'struct' | 'union';
  readonly abis: readonly string[];
  readonly size: number;
  readonly align: number;
  readonly members: readonly {
    readonly path: string;
    readonly offset: number;
    readonly size: number;
    readonly type: string;
    readonly bitOffset?: number;
    readonly bitWidth?: number;
  }[];
  readonly holes: readonly {
    readonly kind: 'hole' | 'tail' | 'unnamed';
    readonly bitOffset: number;
    readonly bitWidth: number;
    readonly before?: string;
    readonly after?: string;
  }[];
}

export interface DecodeIoctlParams {
  readonly number?: number;
  /** A number as C writes it, or the name of a command. */
  readonly text?: string;
  /** Where to look the number up; all open headers when absent. */
  readonly textDocument?: { readonly uri: string };
}

export interface DecodeIoctlResult extends Answer {
  readonly number: number;
  readonly decoded: readonly {
    readonly abis: readonly string[];
    readonly dir: string;
    readonly type: number;
    readonly nr: number;
    readonly size: number;
  }[];
  readonly candidates: readonly {
    readonly name: string;
    readonly location: Location;
    readonly record: string | null;
  }[];
}

export interface IoctlsParams {
  /** All open headers when absent. */
  readonly textDocument?: { readonly uri: string };
}

export interface IoctlsResult extends Answer {
  readonly commands: readonly WireCommand[];
  readonly gaps: readonly { readonly type: number; readonly nrs: readonly number[] }[];
  readonly duplicates: readonly (readonly string[])[];
  readonly nextFree: readonly { readonly type: number; readonly nr: number | null }[];
}

export interface WireCommand {
  readonly name: string;
  /** On the first ABI. */
  readonly number: number;
  readonly dir: string;
  readonly type: number;
  readonly nr: number;
  readonly size: number;
  readonly record: string | null;
  readonly style: string;
  readonly location: Location;
}
