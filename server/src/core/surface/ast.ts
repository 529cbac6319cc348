/**
 * What the surface of a kernel source file says: functions with their bodies, variables with their initialisers, records,
 * enums and macro definitions, as written. Nothing is expanded and nothing included: a macro is a call or an identifier.
 * What the reader cannot read is an `opaque` node, and whoever judges a function knows that something is missing there.
 *
 * Offsets are UTF-16 offsets in the file. Terms are those of C11 6.5 (expressions), 6.7 (declarations), 6.8 (statements).
 */
import type { SourceFile } from '../source/sourceFile.js';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** An identifier where it is written. */
export interface Name extends Span {
  readonly text: string;
}

export interface SurfaceFile {
  readonly file: SourceFile;
  readonly functions: readonly FunctionDefinition[];
  /** File-scope objects, with or without an initialiser. */
  readonly variables: readonly SurfaceVariable[];
  /** Records with a tag and members, those in other declarations too. */
  readonly records: readonly SurfaceRecord[];
  readonly enums: readonly SurfaceEnum[];
  /** Declarations of functions without a body. */
  readonly prototypes: readonly FunctionPrototype[];
  readonly macros: readonly SurfaceMacro[];
  readonly includes: readonly SurfaceInclude[];
  /** Comments, ascending. */
  readonly comments: readonly Span[];
}

export interface FunctionPrototype extends Span {
  readonly name: Name;
  readonly isStatic: boolean;
  readonly returnType: TypeName;
  readonly parameters: readonly Parameter[];
  /** Attribute words and calls around the declarator, as written: `__must_check`, `uaccess(vhost)`, `__printf(1, 2)`. */
  readonly attributes: readonly Attribute[];
}

export interface FunctionDefinition extends FunctionPrototype {
  /** `SYSCALL_DEFINE3` or another macro that stands in the declarator's place; `name` is then its first argument. */
  readonly definedBy?: string;
  /** The braces. */
  readonly bodySpan: Span;
  /** Read when first asked for. */
  readonly body: CompoundStatement;
}

export interface Attribute extends Span {
  readonly name: string;
  /** Text between the parentheses. */
  readonly argument?: string;
}

export interface Parameter extends Span {
  readonly name?: Name;
  readonly type: TypeName;
}

/** A declared object: at file scope, in a block, or a member of a record. */
export interface SurfaceVariable extends Span {
  readonly name: Name;
  readonly type: TypeName;
  readonly isStatic: boolean;
  readonly attributes: readonly Attribute[];
  readonly initializer?: Expression;
}

export interface SurfaceRecord extends Span {
  readonly keyword: 'struct' | 'union';
  readonly tag: Name;
  /** Members of anonymous records among them, in their place. */
  readonly members: readonly SurfaceVariable[];
}

export interface SurfaceEnum extends Span {
  readonly tag?: Name;
  readonly enumerators: readonly { readonly name: Name; readonly value?: Expression }[];
}

/** `#define`; `body` is the replacement list as written. */
export interface SurfaceMacro extends Span {
  readonly name: Name;
  readonly parameters?: readonly string[];
  readonly body: Span;
}

export interface SurfaceInclude extends Span {
  /** Between the quotes or angle brackets. */
  readonly spelling: string;
  readonly isAngled: boolean;
}

/** A type as it is named. */
export interface TypeName extends Span {
  /** The tag's keyword, where one is written. */
  readonly keyword?: 'struct' | 'union' | 'enum';
  /** The tag, the typedef's name, or the words of a basic type (`unsigned long`); `typeof` where it is one. */
  readonly name: string;
  readonly isConst: boolean;
  /** `__user` is written in it. */
  readonly isUser: boolean;
  /** `__force` is written in it. */
  readonly isForce: boolean;
  /** Number of stars. */
  readonly pointers: number;
  /** One for each pair of brackets; undefined where they are empty. */
  readonly arrays: readonly (Expression | undefined)[];
  /** A function or a pointer to one. */
  readonly isFunction: boolean;
  /** Operand of `typeof`. */
  readonly operand?: Expression;
}

export type Expression =
  | IdentifierExpression
  | LiteralExpression
  | UnaryExpression
  | PostfixExpression
  | BinaryExpression
  | AssignmentExpression
  | ConditionalExpression
  | CallExpression
  | MemberExpression
  | IndexExpression
  | CastExpression
  | SizeofExpression
  | CompoundLiteral
  | InitializerList
  | StatementExpression
  | TypeArgument
  | OpaqueExpression;

export interface IdentifierExpression extends Span {
  readonly kind: 'identifier';
  readonly name: string;
}

export interface LiteralExpression extends Span {
  readonly kind: 'number' | 'character' | 'string';
  /** Of an integer constant. */
  readonly value?: bigint;
}

export interface UnaryExpression extends Span {
  readonly kind: 'unary';
  readonly operator: '-' | '+' | '!' | '~' | '&' | '*' | '++' | '--' | '&&';
  readonly operand: Expression;
}

export interface PostfixExpression extends Span {
  readonly kind: 'postfix';
  readonly operator: '++' | '--';
  readonly operand: Expression;
}

/** The comma operator among them. */
export interface BinaryExpression extends Span {
  readonly kind: 'binary';
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}

export interface AssignmentExpression extends Span {
  readonly kind: 'assignment';
  /** `=`, `+=`, … */
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}

export interface ConditionalExpression extends Span {
  readonly kind: 'conditional';
  readonly condition: Expression;
  /** Absent in GNU's `a ?: b`. */
  readonly whenTrue?: Expression;
  readonly whenFalse: Expression;
}

/** A call, or the use of a function-like macro. */
export interface CallExpression extends Span {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly arguments: readonly Expression[];
}

export interface MemberExpression extends Span {
  readonly kind: 'member';
  readonly object: Expression;
  readonly isArrow: boolean;
  readonly member: Name;
}

export interface IndexExpression extends Span {
  readonly kind: 'index';
  readonly object: Expression;
  readonly index: Expression;
}

export interface CastExpression extends Span {
  readonly kind: 'cast';
  readonly type: TypeName;
  readonly operand: Expression;
}

/** `sizeof` and `_Alignof`. `sizeof(x)` with a lone identifier has an operand: whether it is a type is not known here. */
export interface SizeofExpression extends Span {
  readonly kind: 'sizeof';
  readonly keyword: string;
  readonly type?: TypeName;
  readonly operand?: Expression;
}

export interface CompoundLiteral extends Span {
  readonly kind: 'compoundLiteral';
  readonly type: TypeName;
  readonly initializer: InitializerList;
}

export interface InitializerList extends Span {
  readonly kind: 'initializerList';
  readonly entries: readonly InitializerEntry[];
}

export interface InitializerEntry extends Span {
  readonly designators: readonly Designator[];
  readonly value: Expression;
}

export type Designator =
  | (Span & { readonly kind: 'member'; readonly member: Name })
  | (Span & { readonly kind: 'index'; readonly index: Expression; readonly last?: Expression });

/** GNU's `({ … })`. */
export interface StatementExpression extends Span {
  readonly kind: 'statementExpression';
  readonly body: CompoundStatement;
}

/** A type as an argument of a macro: `container_of(p, struct x, m)`. */
export interface TypeArgument extends Span {
  readonly kind: 'type';
  readonly type: TypeName;
}

/** What could not be read, up to the next delimiter. */
export interface OpaqueExpression extends Span {
  readonly kind: 'opaque';
}

export type Statement =
  | CompoundStatement
  | ExpressionStatement
  | DeclarationStatement
  | IfStatement
  | LoopStatement
  | MacroLoop
  | SwitchStatement
  | CaseLabel
  | DefaultLabel
  | GotoLabel
  | GotoStatement
  | JumpStatement
  | ReturnStatement
  | OpaqueStatement;

export interface CompoundStatement extends Span {
  readonly kind: 'compound';
  readonly statements: readonly Statement[];
}

/** The empty statement has no expression. */
export interface ExpressionStatement extends Span {
  readonly kind: 'expression';
  readonly expression?: Expression;
}

export interface DeclarationStatement extends Span {
  readonly kind: 'declaration';
  readonly variables: readonly SurfaceVariable[];
}

export interface IfStatement extends Span {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly whenTrue: Statement;
  readonly whenFalse?: Statement;
}

/** `while`, `do` and `for`. */
export interface LoopStatement extends Span {
  readonly kind: 'while' | 'do' | 'for';
  /** Of a `for`. */
  readonly initialization?: DeclarationStatement | ExpressionStatement;
  readonly condition?: Expression;
  readonly step?: Expression;
  readonly body: Statement;
}

/** `list_for_each_entry(…) { … }`, `scoped_guard(…) { … }`: a macro that takes the statement behind it. */
export interface MacroLoop extends Span {
  readonly kind: 'macroLoop';
  readonly call: CallExpression;
  readonly body: Statement;
}

export interface SwitchStatement extends Span {
  readonly kind: 'switch';
  readonly subject: Expression;
  readonly body: Statement;
}

/** Labels stand in the list of statements before what they label. */
export interface CaseLabel extends Span {
  readonly kind: 'case';
  readonly value: Expression;
  /** GNU's `case A ... B:`. */
  readonly last?: Expression;
}

export interface DefaultLabel extends Span {
  readonly kind: 'default';
}

export interface GotoLabel extends Span {
  readonly kind: 'label';
  readonly name: Name;
}

/** `goto *p` has no label. */
export interface GotoStatement extends Span {
  readonly kind: 'goto';
  readonly label?: Name;
}

export interface JumpStatement extends Span {
  readonly kind: 'break' | 'continue';
}

export interface ReturnStatement extends Span {
  readonly kind: 'return';
  readonly value?: Expression;
}

/** What could not be read, up to the next `;` or bracket; inline assembly. */
export interface OpaqueStatement extends Span {
  readonly kind: 'opaque';
}
