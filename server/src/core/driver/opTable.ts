/**
 * Op tables: arrays whose entries name an ioctl command, its handler and the record that it passes, most often by a macro
 * of the file (`IOCTL_OP(cmd, fn, struct x, last)`). The macro's replacement list is read once as an initialiser; what it
 * says of its parameters then holds for the arguments of each entry. So a table is read by what its entries say, whatever
 * macro and members are called.
 */
import type { SourceFile } from '../source/sourceFile.js';
import type {
  CallExpression,
  Expression,
  InitializerEntry,
  Span,
  SurfaceFile,
  SurfaceMacro,
  SurfaceVariable,
} from '../surface/ast.js';
import { findCall, identifierOf } from '../surface/match.js';
import { readSurface } from '../surface/readSurface.js';
import { calleeName, visitExpression } from '../surface/visit.js';
import type { DriverSource } from './driverSource.js';

export interface OpTable {
  readonly variable: SurfaceVariable;
  readonly entries: readonly OpEntry[];
  /** False where something in the initialiser could not be read as an entry. */
  readonly isWhole: boolean;
}

/** A name in the entry; the span is that of the entry where a macro supplies the name. */
export interface EntryName extends Span {
  readonly text: string;
}

export interface OpEntry extends Span {
  /** The command whose number the entry holds, or by which it has its place where it holds none. */
  readonly command: EntryName;
  /** `X` of `[_IOC_NR(X) - BASE] =`. */
  readonly place?: EntryName;
  /** `BASE`, as written. */
  readonly base?: string;
  readonly handler?: EntryName;
  /** Tag of the record whose size the entry holds. */
  readonly record?: EntryName;
  /** From `offsetofend(record, member)`: the end of the smallest argument. */
  readonly last?: { readonly record: string; readonly member: EntryName };
  /** The entry fails to compile where the record does not fit into a union that it names. */
  readonly hasSizeGuard: boolean;
  /** Names of the members that the entry sets. */
  readonly fields: {
    readonly number?: string;
    readonly handler?: string;
    readonly size?: string;
    readonly minSize?: string;
  };
}

type Bindings = ReadonlyMap<string, Expression>;
const noBindings: Bindings = new Map();

const memo = new WeakMap<DriverSource, readonly OpTable[]>();

/** The op tables of a driver source's own file. */
export function readOpTables(source: DriverSource): readonly OpTable[] {
  let tables = memo.get(source);
  if (tables === undefined) {
    const reader = new TableReader(source.surface, source.surfaces);
    tables = source.surface.variables.flatMap((variable) => reader.read(variable) ?? []);
    memo.set(source, tables);
  }
  return tables;
}

/** `_IOC_NR`, `DRM_IOCTL_NR`, `IOCTL_NR`: what takes the nr out of a number. */
export function isNrMacro(name: string): boolean {
  return /(^|_)IOC(TL)?_NR$/.test(name);
}

type MacroInFile = SurfaceMacro & { readonly file: SourceFile };

class TableReader {
  /** The file's own surface first: drivers of one folder use one name for different macros. */
  readonly #surfaces: readonly SurfaceFile[];
  readonly #macros = new Map<string, MacroInFile | undefined>();

  constructor(surface: SurfaceFile, around: readonly SurfaceFile[]) {
    this.#surfaces = [surface, ...around.filter((other) => other !== surface)];
  }

  read(variable: SurfaceVariable): OpTable | undefined {
    const { initializer, type } = variable;
    if (initializer?.kind !== 'initializerList' || type.arrays.length === 0) return undefined;
    const entries: OpEntry[] = [];
    let isWhole = true;
    for (const written of initializer.entries) {
      const entry = this.#entry(written, noBindings, written, 0);
      if (entry !== undefined) entries.push(entry);
      else isWhole = false;
    }
    return entries.length === 0 ? undefined : { variable, entries, isWhole };
  }

  #entry(written: InitializerEntry, bindings: Bindings, span: Span, depth: number): OpEntry | undefined {
    const [designator] = written.designators;
    const place = designator?.kind === 'index' ? this.#place(designator.index, bindings, span) : undefined;
    const { value } = written;
    if (value.kind === 'call') {
      const inner = this.#expand(value);
      if (inner === undefined || depth > 2) return undefined;
      const bound = new Map([...inner.bindings].map(([name, expression]) => [name, resolve(expression, bindings)]));
      const entry = this.#entry(inner.entry, bound, span, depth + 1);
      return entry === undefined ? undefined : { ...entry, ...place };
    }
    if (value.kind !== 'initializerList') return undefined;
    const filled = this.#fields(value.entries, bindings, place?.place, span);
    const command = filled.command ?? place?.place;
    if (command === undefined) return undefined;
    const { start, end } = span;
    return { start, end, ...filled, ...place, command };
  }

  /** The function-like macro of a name; tables of other kinds call one macro thousands of times. */
  #macro(name: string): MacroInFile | undefined {
    if (!this.#macros.has(name)) {
      let found: MacroInFile | undefined;
      for (const { macros, file } of this.#surfaces) {
        const macro = macros.findLast((each) => each.name.text === name && each.parameters !== undefined);
        if (macro === undefined) continue;
        found = { ...macro, file };
        break;
      }
      this.#macros.set(name, found);
    }
    return this.#macros.get(name);
  }

  /** The one entry that a macro call of the table stands for. */
  #expand(call: CallExpression): { readonly entry: InitializerEntry; readonly bindings: Bindings } | undefined {
    const macro = this.#macro(calleeName(call) ?? '');
    if (macro?.parameters === undefined || macro.parameters.length !== call.arguments.length) return undefined;
    const entry = entryOf(macro);
    if (entry === undefined) return undefined;
    return { entry, bindings: new Map(macro.parameters.map((name, i) => [name, call.arguments[i]])) };
  }

  #place(index: Expression, bindings: Bindings, span: Span): Pick<OpEntry, 'place' | 'base'> {
    const call = findCall(index, isNrMacro);
    const command = nameIn(call?.arguments[0], bindings, span);
    if (command === undefined) return {};
    if (index.kind !== 'binary' || index.operator !== '-') return index === call ? { place: command } : {};
    const base = identifierOf(resolve(index.right, bindings));
    return base === undefined || index.left !== call ? {} : { place: command, base };
  }

  #fields(entries: readonly InitializerEntry[], bindings: Bindings, place: EntryName | undefined, span: Span) {
    let command: EntryName | undefined;
    let handler: EntryName | undefined;
    let record: EntryName | undefined;
    let last: OpEntry['last'];
    let hasSizeGuard = false;
    const fields: { number?: string; handler?: string; size?: string; minSize?: string } = {};
    for (const { designators, value } of entries) {
      const [designator] = designators;
      if (designator?.kind !== 'member') continue;
      const field = designator.member.text;
      const name = nameIn(value.kind === 'unary' && value.operator === '&' ? value.operand : value, bindings, span);
      if (name !== undefined && isUpper(name.text)) {
        if (command === undefined && (name.text === place?.text || /cmd|ioctl|num|command/.test(field))) {
          command = name;
          fields.number = field;
        }
      } else if (name !== undefined) {
        if (handler === undefined) {
          handler = name;
          fields.handler = field;
        }
      } else {
        const end = findCall(value, (callee) => callee === 'offsetofend');
        const size = end === undefined ? sizeofRecord(value, bindings, span) : undefined;
        if (end !== undefined) {
          last = lastOf(end, bindings, span);
          fields.minSize = field;
        } else if (size !== undefined) {
          record = size;
          fields.size = field;
        }
        hasSizeGuard ||= findCall(value, (callee) => callee.startsWith('BUILD_BUG_ON')) !== undefined;
      }
    }
    return {
      ...(command === undefined ? {} : { command }),
      ...(handler === undefined ? {} : { handler }),
      ...(record === undefined ? {} : { record }),
      ...(last === undefined ? {} : { last }),
      hasSizeGuard,
      fields,
    };
  }
}

const entriesOfMacros = new WeakMap<SourceFile, Map<number, InitializerEntry | undefined>>();

/** A macro's replacement list read as one entry of an initialiser. Its spans mean nothing outside. */
function entryOf(macro: MacroInFile): InitializerEntry | undefined {
  let known = entriesOfMacros.get(macro.file);
  if (known === undefined) {
    known = new Map();
    entriesOfMacros.set(macro.file, known);
  }
  const { start, end } = macro.body;
  if (!known.has(start)) {
    const text = `struct op ops[] = { ${macro.file.text.slice(start, end)} };`;
    const [variable] = readSurface({ ...macro.file, text }).variables;
    const entries = variable?.initializer?.kind === 'initializerList' ? variable.initializer.entries : [];
    known.set(start, entries.length === 1 ? entries[0] : undefined);
  }
  return known.get(start);
}

function resolve(expression: Expression, bindings: Bindings): Expression {
  return (expression.kind === 'identifier' ? bindings.get(expression.name) : undefined) ?? expression;
}

/** The identifier that an expression is, after its parameters are put in. */
function nameIn(expression: Expression | undefined, bindings: Bindings, entry: Span): EntryName | undefined {
  if (expression === undefined) return undefined;
  const meant = resolve(expression, bindings);
  const text = identifierOf(meant);
  if (text === undefined || text === 'NULL') return undefined;
  const { start, end } = bindings !== noBindings && meant === expression ? entry : meant;
  return { text, start, end };
}

/** The tag in `struct x` or in a parameter that stands for it. */
function tagIn(expression: Expression | undefined, bindings: Bindings, entry: Span): EntryName | undefined {
  if (expression === undefined) return undefined;
  const meant = resolve(expression, bindings);
  if (meant.kind !== 'type' || meant.type.pointers > 0) return undefined;
  const { start, end } = bindings !== noBindings && meant === expression ? entry : meant;
  return meant.type.keyword === 'struct' || meant.type.keyword === 'union'
    ? { text: meant.type.name, start, end }
    : undefined;
}

/** The first `sizeof` of a record, guards left out. */
function sizeofRecord(value: Expression, bindings: Bindings, entry: Span): EntryName | undefined {
  let found: EntryName | undefined;
  visitExpression(value, (part) => {
    if (part.kind === 'call') return false;
    if (found !== undefined || part.kind !== 'sizeof') return true;
    const { type, operand } = part;
    if (type !== undefined) {
      const isRecord = (type.keyword === 'struct' || type.keyword === 'union') && type.pointers === 0;
      const { start, end } = bindings === noBindings ? type : entry;
      if (isRecord) found = { text: type.name, start, end };
    } else found = tagIn(operand, bindings, entry);
    return true;
  });
  return found;
}

function lastOf(call: CallExpression, bindings: Bindings, entry: Span): OpEntry['last'] {
  const record = tagIn(call.arguments[0], bindings, entry);
  const member = nameIn(call.arguments[1], bindings, entry);
  return record === undefined || member === undefined ? undefined : { record: record.text, member };
}

function isUpper(name: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(name);
}
