/**
 * The surface of a source file: one pass over the tokens outside of all braces finds what is declared; a body is stepped
 * over by its brackets and read when somebody asks for it. A file is read once for each text (`SourceFile`).
 *
 * Where a declaration cannot be read, the next one begins behind its `;` or `}`: a half-typed function costs itself.
 */
import { nameOf } from '../base/names.js';
import { lex } from '../lex/lexer.js';
import { F, T } from '../lex/token.js';
import type { SourceFile } from '../source/sourceFile.js';
import type {
  Attribute,
  CompoundStatement,
  Expression,
  FunctionDefinition,
  FunctionPrototype,
  Name,
  Parameter,
  Span,
  SurfaceEnum,
  SurfaceFile,
  SurfaceRecord,
  SurfaceVariable,
} from './ast.js';
import { readConditionalExpression } from './readExpression.js';
import { readCompound, readVariables } from './readStatement.js';
import { type Declarator, readAnnotation, readDeclarator, readSpecifiers, type Specifiers } from './readType.js';
import { SurfaceCursor } from './surfaceCursor.js';
import { surfaceTokens } from './surfaceTokens.js';
import { isAnnotation } from './words.js';

const memo = new WeakMap<SourceFile, SurfaceFile>();

export function readSurface(file: SourceFile): SurfaceFile {
  let surface = memo.get(file);
  if (surface === undefined) {
    surface = new SurfaceReader(file).read();
    memo.set(file, surface);
  }
  return surface;
}

/** `SYSCALL_DEFINE3(name, type, parameter, …)`: a macro that stands where a declarator would. */
const definingMacro = /^(COMPAT_)?SYSCALL(32)?_DEFINE\d$|^DEFINE_SHOW_ATTRIBUTE$|^BPF_CALL_\d$/;

class SurfaceReader {
  readonly #file: SourceFile;
  readonly #cursor: SurfaceCursor;
  readonly #functions: FunctionDefinition[] = [];
  readonly #variables: SurfaceVariable[] = [];
  readonly #records: SurfaceRecord[] = [];
  readonly #enums: SurfaceEnum[] = [];
  readonly #prototypes: FunctionPrototype[] = [];

  constructor(file: SourceFile) {
    this.#file = file;
    this.#cursor = new SurfaceCursor(surfaceTokens(lex(file)));
  }

  read(): SurfaceFile {
    const cursor = this.#cursor;
    while (!cursor.isAtEnd) {
      const before = cursor.at;
      this.#readDeclaration();
      if (cursor.at === before) cursor.advance();
    }
    const { lexed, macros, includes } = cursor.tokens;
    const comments: Span[] = [];
    for (let i = 0; i < lexed.comments.length; i += 2) {
      comments.push({ start: lexed.comments[i], end: lexed.comments[i + 1] });
    }
    return {
      file: this.#file,
      functions: this.#functions,
      variables: this.#variables,
      records: this.#records,
      enums: this.#enums,
      prototypes: this.#prototypes,
      macros,
      includes,
      comments,
    };
  }

  #readDeclaration(): void {
    const cursor = this.#cursor;
    if (cursor.kind !== T.identifier) {
      // A stray token, or a body that nothing read begins: stepped over.
      cursor.skipTo(T.semicolon, T.identifier);
      if (!cursor.accept(T.semicolon) && cursor.kind !== T.identifier) cursor.advance();
      return;
    }
    const start = cursor.start;
    if (this.#readMacroCall(start)) return;
    const specifiers = readSpecifiers(cursor);
    if (specifiers.brace !== undefined) this.#readBraces(specifiers, specifiers.brace, start);
    const from = cursor.at;
    const declarator = readDeclarator(cursor, specifiers);
    if (declarator.name === undefined) {
      cursor.skipTo(T.semicolon, T.leftBrace);
      if (cursor.kind === T.leftBrace) cursor.at = cursor.behindBracket(cursor.at);
      cursor.accept(T.semicolon);
      return;
    }
    if (declarator.parameters !== undefined && !declarator.isPointer && cursor.kind !== T.equal) {
      const { name, parameters } = declarator;
      this.#readFunction(start, specifiers, { ...declarator, name, parameters });
      return;
    }
    cursor.at = from;
    const variables = readVariables(cursor, specifiers);
    if (!specifiers.isTypedef) this.#variables.push(...variables);
    cursor.skipTo(T.semicolon, T.leftBrace);
    if (cursor.kind === T.leftBrace) cursor.at = cursor.behindBracket(cursor.at);
    cursor.accept(T.semicolon);
  }

  /** `NAME(…)` at the beginning of a line: a macro that declares something, with or without a body or a semicolon. */
  #readMacroCall(start: number): boolean {
    const cursor = this.#cursor;
    const first = skipStorage(cursor);
    if (cursor.kindAt(first + 1) !== T.leftParen || isAnnotation(cursor.nameAt(first))) return false;
    const behind = cursor.behindBracket(first + 1);
    const next = cursor.kindAt(behind);
    const macro = nameOf(cursor.nameAt(first));
    const isDefining = definingMacro.test(macro);
    const startsLine = (cursor.flagsAt(behind) & F.lineStart) !== 0;
    if (next === T.leftBrace && (isDefining || first > cursor.at || macro === macro.toUpperCase())) {
      cursor.at = first + 1;
      cursor.advance();
      const name = cursor.kind === T.identifier ? cursor.takeName() : { text: macro, ...cursor.spanFrom(cursor.start) };
      const parameters = isDefining ? pairedParameters(cursor, behind - 1) : [];
      cursor.at = behind;
      const type = { ...cursor.spanFrom(start), name: 'long', ...plainType };
      this.#pushFunction(start, { name, isStatic: false, returnType: type, parameters, attributes: [] }, macro);
      return true;
    }
    if (next !== T.semicolon && next !== T.eof && !(next === T.identifier && startsLine)) return false;
    cursor.at = behind;
    cursor.accept(T.semicolon);
    return true;
  }

  #readFunction(
    start: number,
    specifiers: Specifiers,
    declarator: Declarator & Pick<FunctionPrototype, 'name' | 'parameters'>,
  ): void {
    const cursor = this.#cursor;
    const attributes: Attribute[] = [...declarator.attributes];
    // What stands between the parameters and the body is an attribute that we do not know by name.
    const seen = { isUser: false, isForce: false, attributes };
    while (cursor.kind === T.identifier) readAnnotation(cursor, seen);
    const head = {
      name: declarator.name,
      isStatic: specifiers.isStatic,
      returnType: { ...declarator.type, isFunction: false },
      parameters: declarator.parameters,
      attributes,
    };
    if (cursor.kind === T.leftBrace) {
      this.#pushFunction(start, head);
      return;
    }
    this.#prototypes.push({ ...head, ...cursor.spanFrom(start) });
    cursor.skipTo(T.semicolon);
    cursor.accept(T.semicolon);
  }

  /** The cursor stands at the body's brace. */
  #pushFunction(start: number, head: Omit<FunctionPrototype, keyof Span>, definedBy?: string): void {
    const cursor = this.#cursor;
    const { tokens, at, start: bodyStart } = cursor;
    // A closing brace in the first column ends a function even where brackets inside do not balance.
    const behind = behindFirstColumnBrace(cursor, cursor.behindBracket(at));
    cursor.at = behind;
    let body: CompoundStatement | undefined;
    this.#functions.push({
      ...head,
      ...(definedBy === undefined ? {} : { definedBy }),
      ...cursor.spanFrom(start),
      bodySpan: cursor.spanFrom(bodyStart),
      get body() {
        body ??= readCompound(new SurfaceCursor(tokens, at, behind));
        return body;
      },
    });
  }

  #readBraces(specifiers: Specifiers, brace: number, start: number): void {
    const behind = this.#cursor.behindBracket(brace);
    const inner = new SurfaceCursor(this.#cursor.tokens, brace + 1, Math.max(brace + 1, behind - 1));
    const span = this.#cursor.spanFrom(start);
    const { keyword, tag } = specifiers;
    if (keyword === 'enum') {
      const enumerators = readEnumerators(inner);
      this.#enums.push({ ...span, ...(tag === undefined ? {} : { tag }), enumerators });
    } else if (keyword !== undefined && tag !== undefined) {
      let members: SurfaceVariable[] | undefined;
      const records = this.#records;
      const record: SurfaceRecord = {
        ...span,
        keyword,
        tag,
        get members() {
          members ??= readMembers(inner, 0);
          return members;
        },
      };
      records.push(record);
    }
  }
}

const plainType = { isConst: false, isUser: false, isForce: false, pointers: 0, arrays: [], isFunction: false };

function skipStorage(cursor: SurfaceCursor): number {
  let { at } = cursor;
  while (cursor.kindAt(at) === T.identifier && nameOf(cursor.nameAt(at)) === 'static') at++;
  return at;
}

/** `, type, name, type, name` of a `SYSCALL_DEFINE`, up to `end`. */
function pairedParameters(cursor: SurfaceCursor, end: number): Parameter[] {
  const parameters: Parameter[] = [];
  while (cursor.at < end && cursor.accept(T.comma)) {
    const start = cursor.start;
    const { type } = readDeclarator(cursor, readSpecifiers(cursor));
    if (!cursor.accept(T.comma) || cursor.kind !== T.identifier) break;
    const name = cursor.takeName();
    parameters.push({ name, type, ...cursor.spanFrom(start) });
  }
  return parameters;
}

/** Index behind the next `}` before `limit` that stands in the first column of a line; the limit where there is none. */
function behindFirstColumnBrace(cursor: SurfaceCursor, limit: number): number {
  const { text } = cursor;
  for (let i = cursor.at + 1; i < limit; i++) {
    if (cursor.kindAt(i) !== T.rightBrace) continue;
    const start = cursor.startAt(i);
    if (start === 0 || text[start - 1] === '\n') return i + 1;
  }
  return limit;
}

function readEnumerators(cursor: SurfaceCursor): { name: Name; value?: Expression }[] {
  const enumerators: { name: Name; value?: Expression }[] = [];
  while (!cursor.isAtEnd) {
    if (cursor.kind === T.identifier) {
      const name = cursor.takeName();
      const value = cursor.accept(T.equal) ? readConditionalExpression(cursor) : undefined;
      enumerators.push({ name, ...(value === undefined ? {} : { value }) });
    }
    cursor.skipTo(T.comma);
    cursor.advance();
  }
  return enumerators;
}

function readMembers(cursor: SurfaceCursor, depth: number): SurfaceVariable[] {
  const members: SurfaceVariable[] = [];
  while (!cursor.isAtEnd) {
    const before = cursor.at;
    const specifiers = readSpecifiers(cursor);
    const variables = readVariables(cursor, specifiers);
    members.push(...variables);
    if (specifiers.brace !== undefined && variables.length === 0 && depth < 20) {
      const behind = cursor.behindBracket(specifiers.brace);
      members.push(...readMembers(new SurfaceCursor(cursor.tokens, specifiers.brace + 1, behind - 1), depth + 1));
    }
    cursor.skipTo(T.semicolon);
    cursor.accept(T.semicolon);
    if (cursor.at === before) cursor.advance();
  }
  return members;
}
