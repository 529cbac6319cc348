/** Constant expressions with their names resolved. They hold no number that an ABI decides. */
import type { NameId } from '../base/names.js';
import type { CharacterConstant, IntegerConstant } from '../lex/constants.js';
import type { TokenKind } from '../lex/token.js';
import type { CType, EnumeratorSymbol } from './ctype.js';

export type BoundExpression =
  | { readonly kind: 'integer'; readonly constant: IntegerConstant }
  | { readonly kind: 'floating'; readonly value: number; readonly type: 'float' | 'double' | 'long double' }
  | { readonly kind: 'character'; readonly constant: CharacterConstant }
  | { readonly kind: 'string'; readonly units: number; readonly prefix: string }
  | { readonly kind: 'enumerator'; readonly symbol: EnumeratorSymbol }
  | { readonly kind: 'unary'; readonly operator: TokenKind; readonly operand: BoundExpression }
  | {
      readonly kind: 'binary';
      readonly operator: TokenKind;
      readonly left: BoundExpression;
      readonly right: BoundExpression;
    }
  | {
      readonly kind: 'conditional';
      readonly condition: BoundExpression;
      readonly whenTrue: BoundExpression | undefined;
      readonly whenFalse: BoundExpression;
    }
  | { readonly kind: 'cast'; readonly type: CType; readonly operand: BoundExpression }
  | { readonly kind: 'sizeof-type'; readonly type: CType }
  | { readonly kind: 'sizeof'; readonly operand: BoundExpression }
  | { readonly kind: 'alignof-type'; readonly type: CType; readonly gnu: boolean }
  | { readonly kind: 'alignof'; readonly operand: BoundExpression; readonly gnu: boolean }
  | { readonly kind: 'offsetof'; readonly type: CType; readonly path: readonly BoundDesignator[] }
  | { readonly kind: 'types-compatible'; readonly left: CType; readonly right: CType }
  | {
      readonly kind: 'generic';
      readonly control: BoundExpression;
      /** A `type` that is undefined stands for `default`. */
      readonly associations: readonly { readonly type: CType | undefined; readonly value: BoundExpression }[];
    }
  | {
      readonly kind: 'choose';
      readonly condition: BoundExpression;
      readonly a: BoundExpression;
      readonly b: BoundExpression;
    }
  /** `_IOC(dir, type, nr, size)` or a wrapper with its direction; the fields' places come from the `asm/ioctl.h` in force. */
  | {
      readonly kind: 'ioc';
      readonly direction: BoundExpression | 'none' | 'r' | 'w' | 'rw';
      readonly type: BoundExpression;
      readonly nr: BoundExpression;
      /** `undefined` for `_IO`. */
      readonly size: BoundExpression | undefined;
    }
  | { readonly kind: 'constant-p'; readonly operand: BoundExpression }
  | { readonly kind: 'member'; readonly object: BoundExpression; readonly name: NameId; readonly arrow: boolean }
  | { readonly kind: 'index'; readonly array: BoundExpression; readonly index: BoundExpression }
  | { readonly kind: 'object'; readonly type: CType }
  | { readonly kind: 'error'; readonly reason: string };

export type BoundDesignator = { readonly member: NameId } | { readonly index: BoundExpression };
