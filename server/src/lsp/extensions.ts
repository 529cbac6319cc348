/**
 * The requests that LSP does not have (docs/lsp-extensions.md), as they go over the wire. Each is also a command of
 * `workspace/executeCommand` with its params as the one argument, so that every editor can ask.
 */
import type { Location, Position, Range } from 'vscode-languageserver';
import type { WireReport } from '../ide/index.js';

export interface LayoutParams {
  readonly textDocument: { readonly uri: string };
  /** One of the two: a place in a record or on its name, or the record's name. */
  readonly position?: Position;
  readonly record?: string;
  /** ABI ids; all of them when absent. */
  readonly abis?: readonly string[];
  /** Paths of members that hold a record declared elsewhere, whose own members are wanted too. */
  readonly expand?: readonly string[];
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
  readonly record: { readonly kind: 'struct' | 'union'; readonly name: string; readonly location: Location };
  /** The ioctls that pass the record. */
  readonly commands: readonly WireRecordCommand[];
}

export interface WireRecordCommand {
  readonly name: string;
  readonly location: Location;
  readonly numbers: readonly { readonly number: number; readonly abis: readonly string[] }[];
}

/** Bytes; `bitOffset` and `bitWidth` are bits, counted as `uapi layout` counts them. */
export interface WireLayout {
  readonly name: string;
  readonly kind: 'struct' | 'union';
  readonly abis: readonly string[];
  readonly size: number;
  readonly align: number;
  readonly members: readonly WireMember[];
  readonly holes: readonly WireHole[];
  /** Records inside whose members are listed: anonymous and untagged ones, and those of `expand`; outer before inner. */
  readonly blocks: readonly {
    readonly kind: 'struct' | 'union';
    readonly offset: number;
    readonly size: number;
    /** Path of the member of this type; absent for an anonymous record. */
    readonly member?: string;
    /** The block that it stands in; absent for the record itself. */
    readonly block?: number;
    /** Those of an anonymous record are among the holes of the record around it. */
    readonly holes: readonly WireHole[];
  }[];
}

export interface WireHole {
  readonly kind: 'hole' | 'tail' | 'unnamed';
  readonly bitOffset: number;
  readonly bitWidth: number;
  readonly before?: string;
  readonly after?: string;
}

export interface WireMember {
  readonly path: string;
  readonly offset: number;
  readonly size: number;
  readonly type: string;
  readonly bitOffset?: number;
  readonly bitWidth?: number;
  /** Elements, outermost dimension first; -1 for a flexible array. */
  readonly dimensions?: readonly number[];
  /** Index in `blocks` of the record that it is a direct member of; absent for the record itself. */
  readonly block?: number;
  /** The record declared elsewhere that it holds by value: it can be named in `expand`. */
  readonly record?: string;
  /** Place of the name, in the header asked for unless `uri` says otherwise. */
  readonly range?: Range;
  readonly uri?: string;
}

export interface DecodeIoctlParams {
  readonly number?: number;
  /** A number as C writes it, or the name of a command. */
  readonly text?: string;
  /** Where to look it up; when absent, in all open headers, and then in those of the workspace's folders. */
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
  /** The headers of the workspace's folders, and those that are open, when absent. */
  readonly textDocument?: { readonly uri: string };
  /** Without `textDocument`: only what lies below this folder. */
  readonly folder?: string;
}

export interface IoctlsResult extends Answer {
  readonly commands: readonly WireCommand[];
  /** What ioctl-number.rst has of the types that are used. */
  readonly registered: readonly WireBlock[];
  readonly gaps: readonly { readonly type: number; readonly nrs: readonly number[] }[];
  readonly duplicates: readonly (readonly string[])[];
  readonly nextFree: readonly { readonly type: number; readonly nr: number | null }[];
}

export interface WireBlock {
  readonly type: number;
  readonly first: number;
  readonly last: number;
  /** Files, or the project. */
  readonly holder: string;
  /** Whether the row names a header with these commands, something that belongs to it, or something else. */
  readonly relation: 'own' | 'related' | 'foreign';
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

/** The options of `uapi dispatch` by their names in camel case; numbers may be numbers or text. */
export interface SimulateDispatchParams {
  readonly textDocument: { readonly uri: string };
  /** The command; without one, `callerStruct` names a record. */
  readonly ioctl?: string;
  /** That of the command's style when absent. */
  readonly model?: string;
  /** The ABI of the kernel; x86_64 when absent. */
  readonly abi?: string;
  /** A 32-bit program on the kernel of the ABI. */
  readonly compat?: boolean;
  readonly callerStruct?: string;
  readonly callerSize?: number | string;
  /** `after:MEMBER`, a file (URI, or path from the header's folder), or in trusted workspaces a git revision. */
  readonly callerVersion?: string;
  readonly kernelStruct?: string;
  readonly kernelSize?: number | string;
  readonly kernelVersion?: string;
  /** A number, or `after:MEMBER`. */
  readonly minSize?: number | string;
  /** In hexadecimal. */
  readonly bytes?: string;
  /** `PATH=VALUE`, or an object of them. */
  readonly set?: TextList | Readonly<Record<string, number | string>>;
  readonly random?: boolean;
  readonly seed?: number | string;
  readonly cmd?: number | string;
  readonly faultAt?: number | string;
  readonly readOnly?: boolean;
  /** `EVENT:OFFSET=HEX` */
  readonly race?: TextList;
  /** `ret=N`, `errno=NAME` or `fd`. */
  readonly handler?: TextList;
  /** `OFFSET=HEX` */
  readonly handlerWrite?: TextList;
  /** `NAME=VALUE`, or an object of them. */
  readonly param?: TextList | Readonly<Record<string, number | string | boolean>>;
  readonly matrix?: boolean;
  readonly models?: TextList;
  readonly versions?: TextList;
  /** Bytes in an editor: cut or filled up to the caller's size, with the size word filled in unless `ownSize`. */
  readonly typed?: string;
  readonly ownSize?: boolean;
  /** Adds `preview` and the matrix to the answer; without `ioctl` the header's first command is meant. */
  readonly preview?: boolean;
  /** Models for `preview.others`. */
  readonly others?: TextList;
}

export type TextList = string | readonly string[];

/** A side's structure; `members` is empty where it has no record. */
export interface WireSide {
  readonly size: number;
  readonly members: readonly WireMember[];
}

export interface SimulateDispatchResult extends Answer, WireReport {
  readonly title: string;
  /** The number that the caller passes. */
  readonly number: number;
  readonly caller: WireSide;
  readonly kernel: WireSide;
  /** What annotations of the header say of the call. */
  readonly notes: readonly string[];
  readonly models: readonly WireModel[];
  /** When `matrix` was asked for. */
  readonly matrix?: readonly {
    readonly model: string;
    readonly cells: readonly {
      readonly caller: string;
      readonly kernel: string;
      readonly outcome: string;
      readonly when: string;
    }[];
  }[];
  /** When `preview` was asked for. */
  readonly preview?: WirePreview;
}

/** What a preview shows beside the run; sizes and offsets are bytes. */
export interface WirePreview {
  readonly ioctl: string | null;
  /** What can be chosen instead. */
  readonly ioctls: readonly string[];
  /** The caller's record as `callerStruct` names it; null where the bytes have no names. */
  readonly record: string | null;
  readonly records: readonly string[];
  readonly abis: readonly string[];
  /** ABI of 32-bit programs on this kernel. */
  readonly compatAbi: string | null;
  /** Versions of the record that the matrix compares, up to the member that ends each. */
  readonly versions: readonly {
    readonly name: string;
    readonly last: string;
    readonly callerSize: number;
    readonly kernelSize: number;
  }[];
  /** Of the caller's record. Without `integer` a member is edited as bytes. */
  readonly fields: readonly (WireMember & { readonly integer?: 'signed' | 'unsigned' })[];
  readonly littleEndian: boolean;
  /** Where this model finds the caller's size, if in the structure. */
  readonly sizeWord: { readonly offset: number; readonly path: string | null } | null;
  /** Why the errno. */
  readonly reason: string | null;
  readonly warnings: readonly { readonly id: string; readonly text: string }[];
  /** Steps of the model that the call did not come to. */
  readonly unreached: readonly { readonly step: string; readonly text: string }[];
  /** The same call under the models of `others`. */
  readonly others: readonly {
    readonly model: string;
    readonly ret: number;
    readonly errno: string | null;
    readonly warnings: readonly string[];
  }[];
}

/** A model to choose from, with what `param` may set and the value it has otherwise. */
export interface WireModel {
  readonly id: string;
  readonly title: string;
  readonly params: readonly {
    readonly name: string;
    readonly value: number | boolean | string;
    readonly choices?: readonly string[];
    readonly text: string;
  }[];
}

export interface CompatParams {
  readonly textDocument: { readonly uri: string };
  /** A baseline file, another header or a folder of headers (URI, or path from the header's folder), or a git revision. */
  readonly against: string;
  /** Those of the header's findings when absent. */
  readonly abis?: readonly string[];
}

export interface CompatResult extends Answer {
  /** What breaks first; what is new comes last, as changes that are ok. */
  readonly changes: readonly WireChange[];
}

export interface WireChange {
  readonly symbol: string;
  readonly kind: string;
  /** For the style that the header has. */
  readonly verdict: 'ok' | 'ambiguous' | 'break';
  readonly perStyle: Readonly<Record<string, 'ok' | 'ambiguous' | 'break'>>;
  readonly abis: readonly string[];
  readonly message: string;
  readonly facts: readonly string[];
  /** Absent for what is gone. */
  readonly location?: Location;
  readonly related: readonly { readonly symbol: string; readonly message: string; readonly location?: Location }[];
}

export interface RecordHistoryParams {
  readonly textDocument: { readonly uri: string };
  readonly record: string;
  /** The header's first (x86_64, unless it belongs to another architecture) when absent. */
  readonly abis?: readonly string[];
  /** Commits to look at; 20 when absent, 100 at most. */
  readonly limit?: number;
}

export interface RecordHistoryResult extends Answer {
  /** Oldest first; the last is the text at hand, whose `revision`, `date` and `subject` are null. */
  readonly versions: readonly WireVersion[];
  /** There may be older commits. */
  readonly isCutOff: boolean;
}

export interface WireVersion {
  readonly revision: string | null;
  /** ISO 8601. */
  readonly date: string | null;
  readonly subject: string | null;
  /** As in `LayoutResult`. */
  readonly records: readonly WireLayout[] | null;
  readonly reason?: string;
}

export interface CallPathParams {
  readonly textDocument: { readonly uri: string };
  /** One of the two: a place in a function or on a name, or the function's name. */
  readonly position?: Position;
  readonly function?: string;
}

export interface CallPathResult extends Answer {
  readonly function: string;
  /** From each function that is entered from outside to this one, and on to an access of user memory; longest first. */
  readonly paths: readonly (readonly WireCallStep[])[];
  /** There are more. */
  readonly isCutOff: boolean;
}

export interface WireCallStep {
  readonly name: string;
  /** `external`: the folder does not define it. */
  readonly kind: 'function' | 'macro' | 'external';
  /** User-access contexts that it is annotated with, and those that begin with it. */
  readonly contexts: readonly string[];
  readonly roots: readonly string[];
  /** Its name, where it is defined. */
  readonly location?: Location;
  /** Where it calls the next one. */
  readonly call?: Location;
}
