/** The enums of a header as written: which enumerators have a value of their own, and which feed ioctl numbers. */
import type { FileRange, SourceFile } from '../source/sourceFile.js';
import type { DeclaredEnum } from '../unit/headerAnalysis.js';
import { codeFrom, type TextToken } from './headerText.js';
import { nrArgument } from './nrArgument.js';
import { question } from './question.js';
import type { ReviewedHeader } from './reviewedHeader.js';

export interface EnumAsWritten {
  /** The tag or typedef name; undefined for an enum with neither. */
  readonly name: string | undefined;
  readonly range: FileRange;
  readonly enumerators: readonly EnumeratorAsWritten[];
  readonly declared: DeclaredEnum;
}

export interface EnumeratorAsWritten {
  readonly name: string;
  /** On the first ABI; undefined where it is not known. */
  readonly value: bigint | undefined;
  readonly range: FileRange;
  /** Tokens behind the `=`; empty when the value follows from the one before; undefined when a macro wrote it. */
  readonly initializer: readonly TextToken[] | undefined;
}

/** Enums that the header declares on any ABI, in text order of each ABI. */
export function enumsOf(header: ReviewedHeader): readonly EnumAsWritten[] {
  return header.part('enums', () => {
    const declared = new Map<number, DeclaredEnum>();
    for (const { enums } of header.analyses) {
      for (const each of enums) if (!declared.has(each.range.start)) declared.set(each.range.start, each);
    }
    return [...declared.values()].map(enumAsWritten);
  });
}

const written = new WeakMap<DeclaredEnum, EnumAsWritten>();

/** An enum that did not change since an earlier version is the same object. */
export function enumAsWritten(declared: DeclaredEnum): EnumAsWritten {
  let each = written.get(declared);
  if (each === undefined) {
    const { name, range, enumerators } = declared;
    each = { name, range, declared, enumerators: enumerators.map((enumerator) => new WrittenEnumerator(enumerator)) };
    written.set(declared, each);
  }
  return each;
}

class WrittenEnumerator implements EnumeratorAsWritten {
  readonly name: string;
  readonly value: bigint | undefined;
  readonly range: FileRange;

  constructor({ name, value, range }: DeclaredEnum['enumerators'][number]) {
    this.name = name;
    this.value = value;
    this.range = range;
  }

  /** Looked up when asked for: most enums are of no interest to any rule. */
  get initializer(): readonly TextToken[] | undefined {
    const { file, start } = this.range;
    let known = initializers.get(file);
    if (known === undefined) {
      known = new Map();
      initializers.set(file, known);
    }
    if (!known.has(start)) known.set(start, initializerAt(file, start, this.name));
    return known.get(start);
  }
}

/** By text and place: tokens belong to one version of a header. */
const initializers = new WeakMap<SourceFile, Map<number, readonly TextToken[] | undefined>>();

function initializerAt(file: SourceFile, start: number, name: string): readonly TextToken[] | undefined {
  const code = codeFrom(file, start);
  const first = code.next();
  if (first.done === true || first.value.range.start !== start || first.value.text !== name) return undefined;
  const sign = code.next().value?.text;
  if (sign !== '=') return sign === ',' || sign === '}' ? [] : undefined;
  const tokens: TextToken[] = [];
  let depth = 0;
  for (const token of code) {
    const { text } = token;
    if (text === '(') depth++;
    else if (text === ')') depth--;
    else if (depth <= 0 && (text === ',' || text === '}')) break;
    tokens.push(token);
  }
  return tokens;
}

export function enumsByName(header: ReviewedHeader): ReadonlyMap<string, EnumAsWritten> {
  return header.part(
    'enumsByName',
    () => new Map(enumsOf(header).flatMap((each) => (each.name === undefined ? [] : [[each.name, each] as const]))),
  );
}

export const enumNamed = question((header, name: string) => enumsByName(header).get(name));

/** An enum that numbers commands: `_IO(TYPE, FOO_CMD_RUN)`. */
export interface CommandEnum {
  readonly enum: EnumAsWritten;
  /** Names of the enumerators that a command's number is made from. */
  readonly used: ReadonlySet<string>;
}

export function commandEnums(header: ReviewedHeader): readonly CommandEnum[] {
  return header.part('commandEnums', () => {
    if (header.commands.length === 0) return [];
    const mentioned = new Set<string>();
    for (const command of header.commands) {
      const tokens = nrArgument(command) ?? [];
      // `FOO_BASE + 3` counts from a base and names no command.
      if (tokens.length === 1) mentioned.add(tokens[0].text);
    }
    return enumsOf(header).flatMap((each) => {
      const used = each.enumerators.filter(({ name }) => mentioned.has(name)).map(({ name }) => name);
      return used.length < 2 ? [] : [{ enum: each, used: new Set(used) }];
    });
  });
}

/** Which of an enum's enumerators number commands; undefined where fewer than two do. */
export const commandNumbers = question(
  (header, each: EnumAsWritten): ReadonlySet<string> | undefined =>
    commandEnums(header).find((numbering) => numbering.enum === each)?.used,
  (a, b) => a === b || (a !== undefined && b !== undefined && a.size === b.size && [...a].every((name) => b.has(name))),
);

/** `enum foo`, or `the enum that begins with FOO_A`. */
export function enumText({ name, enumerators }: EnumAsWritten): string {
  return name === undefined ? `the enum of ${enumerators[0]?.name ?? 'nothing'}` : `enum ${name}`;
}

/** A name for the base of a range or for its end, which is no value of its own. */
export function isBaseName(name: string): boolean {
  return /_(BASE|START|FIRST|MIN|BEGIN)$/.test(name);
}

export function isSentinelName(name: string): boolean {
  return /(^|_)(MAX|LAST|END|COUNT|NUM|NR|CNT|MAXNR|NUMBER)$|^_*(NUM|NR|MAX|N)_|_(NUM|NR)_[A-Z0-9]+$/.test(name);
}
