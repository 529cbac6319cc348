/**
 * The server's answers as far as the client shows them. An answer is looked at before it is used: the server of another
 * version may leave out what is newer, and then less is shown.
 */

export interface WirePosition {
  readonly line: number;
  readonly character: number;
}

export interface WireLocation {
  readonly uri: string;
  readonly range: { readonly start: WirePosition; readonly end: WirePosition };
}

/** One command of `uapi/ioctls`. */
export interface CommandAnswer {
  readonly name: string;
  readonly number: number;
  readonly dir: string;
  readonly type: number;
  readonly nr: number;
  /** Bytes. */
  readonly size: number;
  readonly record: string | undefined;
  readonly style: string | undefined;
  readonly location: WireLocation;
}

export interface IoctlsAnswer {
  readonly commands: readonly CommandAnswer[];
  /** Lists of names that share a number. */
  readonly duplicates: readonly (readonly string[])[];
  readonly nextFree: readonly { readonly type: number; readonly nr: number }[];
  readonly gaps: readonly { readonly type: number; readonly nrs: readonly number[] }[];
  /** What `ioctl-number.rst` has of the types that are used. */
  readonly registered: readonly RegisteredAnswer[];
}

/** A row of `ioctl-number.rst`. */
export interface RegisteredAnswer {
  readonly type: number;
  readonly first: number;
  readonly last: number;
  readonly holder: string;
  /** The row is of something else than the headers. */
  readonly isForeign: boolean;
}

/** The answer of `uapi/callPath`. */
export interface CallPathAnswer {
  readonly name: string;
  /** None is empty. */
  readonly paths: readonly (readonly CallStepAnswer[])[];
  readonly isCutOff: boolean;
}

export interface CallStepAnswer {
  readonly name: string;
  readonly contexts: readonly string[];
  readonly roots: readonly string[];
  readonly location: WireLocation | undefined;
  readonly call: WireLocation | undefined;
}

export interface DecodeAnswer {
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
    readonly location: WireLocation;
    readonly record: string | undefined;
  }[];
}

export interface HeaderSettingsAnswer {
  readonly profile: string;
  readonly style: { readonly name: string; readonly isSet: boolean; readonly reason: string };
  readonly abis: readonly string[];
  readonly file: string | undefined;
  readonly problem: string | undefined;
}

export function readIoctls(answer: unknown): IoctlsAnswer {
  const given = objectOf(answer);
  return {
    commands: listOf(given.commands, readCommand),
    duplicates: listOf(given.duplicates, (each) => strings(each)),
    nextFree: listOf(given.nextFree, (each) => {
      const { type, nr } = objectOf(each);
      return isNumber(type) && isNumber(nr) ? { type, nr } : undefined;
    }),
    gaps: listOf(given.gaps, (each) => {
      const { type, nrs } = objectOf(each);
      return isNumber(type) ? { type, nrs: listOf(nrs, (nr) => (isNumber(nr) ? nr : undefined)) } : undefined;
    }),
    registered: listOf(given.registered, (each) => {
      const { type, first, last, holder, relation } = objectOf(each);
      if (!isNumber(type) || !isNumber(first) || !isNumber(last) || typeof holder !== 'string') return undefined;
      return { type, first, last, holder, isForeign: relation === 'foreign' };
    }),
  };
}

function readCommand(command: unknown): CommandAnswer | undefined {
  const { name, number, dir, type, nr, size, record, style, location } = objectOf(command);
  const place = readLocation(location);
  if (typeof name !== 'string' || typeof dir !== 'string' || place === undefined) return undefined;
  if (!isNumber(number) || !isNumber(type) || !isNumber(nr) || !isNumber(size)) return undefined;
  return { name, number, dir, type, nr, size, record: text(record), style: text(style), location: place };
}

export function readDecoded(answer: unknown): DecodeAnswer | undefined {
  const { number, decoded, candidates } = objectOf(answer);
  if (!isNumber(number)) return undefined;
  return {
    number,
    decoded: listOf(decoded, (each) => {
      const { abis, dir, type, nr, size } = objectOf(each);
      if (typeof dir !== 'string' || !isNumber(type) || !isNumber(nr) || !isNumber(size)) return undefined;
      return { abis: strings(abis), dir, type, nr, size };
    }),
    candidates: listOf(candidates, (each) => {
      const { name, location, record } = objectOf(each);
      const place = readLocation(location);
      return typeof name === 'string' && place !== undefined
        ? { name, location: place, record: text(record) }
        : undefined;
    }),
  };
}

export function readCallPath(answer: unknown): CallPathAnswer | undefined {
  const { function: name, paths, isCutOff } = objectOf(answer);
  if (typeof name !== 'string') return undefined;
  const read = listOf(paths, (path) => {
    const steps = listOf(path, readCallStep);
    return steps.length === 0 ? undefined : steps;
  });
  return { name, paths: read, isCutOff: isCutOff === true };
}

function readCallStep(step: unknown): CallStepAnswer | undefined {
  const { name, contexts, roots, location, call } = objectOf(step);
  if (typeof name !== 'string') return undefined;
  return {
    name,
    contexts: strings(contexts),
    roots: strings(roots),
    location: readLocation(location),
    call: readLocation(call),
  };
}

export function readHeaderSettings(answer: unknown): HeaderSettingsAnswer | undefined {
  const { profile, style, abis, file, problem } = objectOf(answer);
  const { name, isSet, reason } = objectOf(style);
  if (typeof profile !== 'string' || typeof name !== 'string') return undefined;
  return {
    profile,
    style: { name, isSet: isSet === true, reason: text(reason) ?? '' },
    abis: strings(abis),
    file: text(file),
    problem: text(problem),
  };
}

export function readLocation(value: unknown): WireLocation | undefined {
  const { uri, range } = objectOf(value);
  const { start, end } = objectOf(range);
  const [from, to] = [readPosition(start), readPosition(end)];
  if (typeof uri !== 'string' || from === undefined || to === undefined) return undefined;
  return { uri, range: { start: from, end: to } };
}

function readPosition(value: unknown): WirePosition | undefined {
  const { line, character } = objectOf(value);
  return isNumber(line) && isNumber(character) ? { line, character } : undefined;
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function listOf<T>(value: unknown, read: (item: unknown) => T | undefined): T[] {
  return Array.isArray(value) ? value.map(read).filter((item) => item !== undefined) : [];
}

function strings(value: unknown): string[] {
  return listOf(value, (item) => text(item));
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
