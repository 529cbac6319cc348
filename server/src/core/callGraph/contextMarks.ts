/**
 * Annotations of user-access contexts in one file: `uapi-ctx: NAME` and `uapi-ctx-root: NAME` in a comment, and
 * `uaccess(NAME)` among the attributes. A comment belongs to the function, macro, member or variable whose head or line it
 * stands in, to the parameter that it stands beside, or else to what begins right below it.
 */
import { type LexedFile, lex } from '../lex/lexer.js';
import type {
  Attribute,
  FunctionDefinition,
  FunctionPrototype,
  Parameter,
  Span,
  SurfaceFile,
  SurfaceMacro,
  SurfaceVariable,
} from '../surface/ast.js';
import { tokenFrom } from './callFacts.js';

type Declaration = FunctionDefinition | FunctionPrototype | SurfaceMacro | SurfaceVariable;
export type Annotated = Declaration | Parameter;

/** What stands at one declaration. */
export interface ContextMarks {
  /** Contexts in which it may run. */
  readonly contexts: ReadonlySet<string>;
  /** Contexts that begin with it. */
  readonly roots: ReadonlySet<string>;
}

export interface ContextComment extends Span {
  readonly isRoot: boolean;
  readonly names: readonly string[];
}

export interface FileMarks {
  readonly marks: ReadonlyMap<Annotated, ContextMarks>;
  /** Comments that belong to nothing. */
  readonly stray: readonly ContextComment[];
}

const none: FileMarks = { marks: new Map(), stray: [] };
const memo = new WeakMap<SurfaceFile, FileMarks>();

export function contextMarksOf(surface: SurfaceFile): FileMarks {
  let marks = memo.get(surface);
  if (marks === undefined) {
    const { text } = surface.file;
    // Most files have none.
    const hasSome = text.includes('uapi-ctx') || text.includes('uaccess(');
    marks = hasSome ? new MarkReader(surface).read() : none;
    memo.set(surface, marks);
  }
  return marks;
}

const directive = /\buapi-ctx(-root)?:[ \t]*([A-Za-z_][\w-]*(?:[ \t]*,[ \t]*[A-Za-z_][\w-]*)*)/g;

function commentsIn({ file: { text }, comments }: SurfaceFile): ContextComment[] {
  return comments.flatMap(({ start, end }) => {
    const comment = text.slice(start, end);
    if (!comment.includes('uapi-ctx')) return [];
    return [...comment.matchAll(directive)].map(([, root, names]) => ({
      start,
      end,
      isRoot: root !== undefined,
      names: names.split(',').map((name) => name.trim()),
    }));
  });
}

/** A declaration with the place where its text begins, its specifiers among it. */
interface Target {
  readonly declaration: Declaration;
  readonly start: number;
  readonly end: number;
  /** End of what an annotation inside may belong to: a function's body is none of it. */
  readonly headEnd: number;
  readonly parameters: readonly Parameter[];
}

class MarkReader {
  readonly #surface: SurfaceFile;
  readonly #lexed: LexedFile;
  readonly #targets: readonly Target[];
  readonly #marks = new Map<Annotated, { contexts: Set<string>; roots: Set<string> }>();

  constructor(surface: SurfaceFile) {
    this.#surface = surface;
    this.#lexed = lex(surface.file);
    const { functions, prototypes, macros, variables, records } = surface;
    this.#targets = [
      ...functions.map((each) => targetOf(each, each.start, each.bodySpan.start, each.parameters)),
      ...prototypes.map((each) => targetOf(each, each.start, each.end, each.parameters)),
      ...macros.map((each) => targetOf(each, each.start, each.end)),
      ...[...variables, ...records.flatMap(({ members }) => members)].map((each) =>
        targetOf(each, Math.min(each.start, each.type.start), each.initializer?.start ?? each.end),
      ),
    ].sort((a, b) => a.start - b.start || b.end - a.end);
  }

  read(): FileMarks {
    for (const { declaration } of this.#targets) {
      if ('attributes' in declaration) this.#attributes(declaration, declaration.attributes);
    }
    const stray: ContextComment[] = [];
    for (const comment of commentsIn(this.#surface)) {
      const target = this.#around(comment) ?? this.#onLineOf(comment) ?? this.#below(comment);
      if (target === undefined) stray.push(comment);
      else {
        const marks = this.#marksOf(target);
        for (const name of comment.names) (comment.isRoot ? marks.roots : marks.contexts).add(name);
      }
    }
    return { marks: this.#marks, stray };
  }

  #marksOf(target: Annotated): { contexts: Set<string>; roots: Set<string> } {
    let marks = this.#marks.get(target);
    if (marks === undefined) {
      marks = { contexts: new Set(), roots: new Set() };
      this.#marks.set(target, marks);
    }
    return marks;
  }

  #attributes(target: Annotated, attributes: readonly Attribute[]): void {
    for (const { name, argument } of attributes) {
      if (name !== 'uaccess' && name !== '__uaccess') continue;
      for (const context of argument?.split(',') ?? []) this.#marksOf(target).contexts.add(context.trim());
    }
  }

  /** The declaration that the comment stands in; the innermost one. */
  #around(comment: ContextComment): Annotated | undefined {
    const target = this.#targets.findLast(({ start, headEnd }) => start <= comment.start && comment.end <= headEnd);
    return target && (this.#parameterAt(target, comment) ?? target.declaration);
  }

  /** The parameter that a comment stands before or behind, between the commas around it. */
  #parameterAt({ declaration: { name }, parameters }: Target, comment: ContextComment): Parameter | undefined {
    if (comment.start < name.end) return undefined;
    const { text } = this.#surface.file;
    const behind = parameters.find(({ start }) => start > comment.start);
    const before = parameters.findLast(({ start }) => start <= comment.start);
    if (before === undefined) return behind;
    const between = text.slice(before.end, comment.start);
    return between.includes(',') ? behind : between.includes(')') ? undefined : before;
  }

  /** What ends before the comment on its line. */
  #onLineOf(comment: ContextComment): Annotated | undefined {
    const { text } = this.#surface.file;
    const lineStart = text.lastIndexOf('\n', comment.start - 1) + 1;
    return this.#targets.findLast(
      ({ end }) => end > lineStart && end <= comment.start && /^[\s;,]*$/.test(text.slice(end, comment.start)),
    )?.declaration;
  }

  /** What begins with the next token. */
  #below({ end }: ContextComment): Annotated | undefined {
    const { starts, count } = this.#lexed;
    const next = tokenFrom(this.#lexed, end);
    return next < count ? this.#targets.find(({ start }) => start === starts[next])?.declaration : undefined;
  }
}

function targetOf(
  declaration: Declaration,
  start: number,
  headEnd: number,
  parameters: readonly Parameter[] = [],
): Target {
  return { declaration, start, end: declaration.end, headEnd, parameters };
}
