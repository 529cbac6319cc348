/** The enums of a header as written: which enumerators have a value of their own, and which feed ioctl numbers. */
import type { FileRange } from '../source/sourceFile.js';
import type { DeclaredEnum } from '../unit/headerAnalysis.js';
import { firstFrom } from './firstFrom.js';
import type { TextToken } from './headerText.js';
import { nrArgument } from './nrArgument.js';
import type { ReviewedHeader } from './reviewedHeader.js';

export interface EnumAsWritten {
  /** The tag or typedef name; undefined for an enum with neither. */
  readonly name: string | undefined;
  readonly range: FileRange;
  readonly enumerators: readonly EnumeratorAsWritten[];
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
    if (declared.size === 0) return [];
    return [...declared.values()].map(({ name, range, enumerators }) => ({
      name,
      range,
      enumerators: enumerators.map((enumerator) => ({
        name: enumerator.name,
        value: enumerator.value,
        range: enumerator.range,
        // Looked up when asked for: most enums are of no interest to any rule.
        get initializer() {
          return initializerAt(header.text.code, enumerator.range.start, enumerator.name);
        },
      })),
    }));
  });
}

function initializerAt(code: readonly TextToken[], start: number, name: string): readonly TextToken[] | undefined {
  const index = firstFrom(code, start);
  if (code[index]?.range.start !== start || code[index].text !== name) return undefined;
  let at = index + 1;
  if (code[at]?.text !== '=') return code[at]?.text === ',' || code[at]?.text === '}' ? [] : undefined;
  const first = ++at;
  let depth = 0;
  for (; at < code.length; at++) {
    const { text } = code[at];
    if (text === '(') depth++;
    else if (text === ')') depth--;
    else if (depth <= 0 && (text === ',' || text === '}')) break;
  }
  return code.slice(first, at);
}

export function enumsByName(header: ReviewedHeader): ReadonlyMap<string, EnumAsWritten> {
  return header.part(
    'enumsByName',
    () => new Map(enumsOf(header).flatMap((each) => (each.name === undefined ? [] : [[each.name, each] as const]))),
  );
}

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
