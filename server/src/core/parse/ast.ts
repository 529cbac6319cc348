/**
 * Declarations as written, without meaning: names are not resolved, nothing has a size. Every `at` is a token index
 * relative to the first token of the enclosing top-level declaration, so that a declaration which did not change keeps
 * its tree, and everything memoised on it, when text above it does.
 */
import type { NameId } from '../base/names.js';
import type { TokenKind } from '../lex/token.js';

export type BasicTypeName =
  | 'void'
  | 'char'
  | 'signed char'
  | 'unsigned char'
  | 'short'
  | 'unsigned short'
  | 'int'
  | 'unsigned int'
  | 'long'
  | 'unsigned long'
  | 'long long'
  | 'unsigned long long'
  | '__int128'
  | 'unsigned __int128'
  | '_Bool'
  | 'float'
  | 'double'
  | 'long double'
  | '_Float128'
  | '__builtin_va_list';

export type Expression =
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'character'; readonly text: string }
  /** Adjacent string literals, each as spelled. */
  | { readonly kind: 'string'; readonly parts: readonly string[] }
  | { readonly kind: 'name'; readonly name: NameId; readonly at: number }
  | { readonly kind: 'unary'; readonly operator: TokenKind; readonly operand: Expression }
  | { readonly kind: 'binary'; readonly operator: TokenKind; readonly left: Expression; readonly right: Expression }
  | {
      readonly kind: 'conditional';
      readonly condition: Expression;
      /** `undefined` for GNU `a ?: b`. */
      readonly whenTrue: Expression | undefined;
      readonly whenFalse: Expression;
    }
  | { readonly kind: 'cast'; readonly type: TypeName; readonly operand: Expression }
  | { readonly kind: 'sizeof-type'; readonly type: TypeName }
  | { readonly kind: 'sizeof'; readonly operand: Expression }
  /** `_Alignof` (C11), or GNU `__alignof__`, which tells the preferred alignment. */
  | { readonly kind: 'alignof-type'; readonly type: TypeName; readonly gnu: boolean }
  | { readonly kind: 'alignof'; readonly operand: Expression; readonly gnu: boolean }
  | { readonly kind: 'offsetof'; readonly type: TypeName; readonly path: readonly Designator[] }
  | { readonly kind: 'types-compatible'; readonly left: TypeName; readonly right: TypeName }
  | {
      readonly kind: 'generic';
      readonly control: Expression;
      /** A `type` that is undefined stands for `default`. */
      readonly associations: readonly { readonly type: TypeName | undefined; readonly value: Expression }[];
    }
  | { readonly kind: 'call'; readonly callee: Expression; readonly args: readonly Expression[] }
  | { readonly kind: 'member'; readonly object: Expression; readonly name: NameId; readonly arrow: boolean }
  | { readonly kind: 'index'; readonly array: Expression; readonly index: Expression }
  /** `(type){ … }`, with its initialiser skipped. */
  | { readonly kind: 'compound-literal'; readonly type: TypeName }
  /** Parsed over, but no part of a constant expression: `reason` says what it is. */
  | { readonly kind: 'opaque'; readonly reason: string };

export type Designator = { readonly member: NameId } | { readonly index: Expression };

export interface TypeName {
  readonly specifiers: Specifiers;
  readonly declarator: Declarator;
}

export interface Attribute {
  /** Without leading and trailing underscores. */
  readonly name: string;
  readonly args: readonly Expression[];
  readonly at: number;
}

export interface Specifiers {
  readonly isTypedef: boolean;
  readonly type: TypeSpecifier;
  readonly qualifiers: readonly string[];
  readonly attributes: readonly Attribute[];
  /** `_Alignas` operands. */
  readonly alignas: readonly (Expression | TypeName)[];
}

export type TypeSpecifier =
  | { readonly kind: 'basic'; readonly name: BasicTypeName; readonly complex: boolean }
  | { readonly kind: 'record'; readonly record: RecordSpecifier }
  | { readonly kind: 'enum'; readonly enum: EnumSpecifier }
  | { readonly kind: 'typedef-name'; readonly name: NameId; readonly at: number }
  | { readonly kind: 'typeof'; readonly operand: Expression | TypeName }
  /** A declaration without a type (old style `int`), or with one that could not be read. */
  | { readonly kind: 'missing' };

export interface RecordSpecifier {
  readonly kind: 'struct' | 'union';
  /** -1 for an untagged record. */
  readonly tag: NameId;
  readonly tagAt: number;
  /** `undefined`: only a reference. */
  readonly members: readonly MemberDeclaration[] | undefined;
  readonly attributes: readonly Attribute[];
  /** `#pragma pack` in force at the closing brace, in bytes; 0 for none. */
  readonly packBytes: number;
  readonly keywordAt: number;
  /** The closing brace, or the last token of a reference. */
  readonly endAt: number;
}

export interface MemberDeclaration {
  readonly specifiers: Specifiers;
  /** Empty for an anonymous record member. */
  readonly declarators: readonly MemberDeclarator[];
  readonly startAt: number;
  readonly endAt: number;
}

export interface MemberDeclarator {
  readonly declarator: Declarator;
  readonly bitWidth: Expression | undefined;
}

/** From the base type outwards: `int *a[3]` is [pointer, array 3]. */
export interface Declarator {
  /** -1 where there is no name. */
  readonly name: NameId;
  /** Token of the name, or of the place where it would stand. */
  readonly at: number;
  readonly layers: readonly DeclaratorLayer[];
  readonly attributes: readonly Attribute[];
}

export type DeclaratorLayer =
  | { readonly kind: 'pointer'; readonly qualifiers: readonly string[]; readonly attributes: readonly Attribute[] }
  | { readonly kind: 'array'; readonly size: Expression | undefined }
  | { readonly kind: 'function' };

export interface EnumSpecifier {
  readonly tag: NameId;
  readonly tagAt: number;
  readonly enumerators: readonly Enumerator[] | undefined;
  readonly attributes: readonly Attribute[];
  readonly keywordAt: number;
  readonly endAt: number;
}

export interface Enumerator {
  readonly name: NameId;
  readonly at: number;
  readonly value: Expression | undefined;
}

export type Declaration =
  | {
      readonly kind: 'declaration';
      readonly specifiers: Specifiers;
      readonly declarators: readonly Declarator[];
      /** A function with its body, which is skipped. */
      readonly isFunctionDefinition: boolean;
      /** Number of tokens. */
      readonly length: number;
    }
  | {
      readonly kind: 'static-assert';
      readonly condition: Expression;
      readonly message: string;
      readonly length: number;
    };

/** A declaration and where its first token stands in its run. */
export interface PlacedDeclaration {
  readonly declaration: Declaration;
  readonly firstToken: number;
}
