/**
 * The words of a basic type (C11 6.7.2), which may stand in any order and among other specifiers: they are counted as
 * they come, and the type is what they make together.
 */
import type { BasicTypeName, TypeSpecifier } from './ast.js';
import { K } from './keywords.js';

export class BasicWords {
  any = false;
  #longs = 0;
  #short = false;
  #signed = false;
  #unsigned = false;
  #complex = false;
  #base = 0;

  /** False when the word cannot follow what stands already. */
  add(keyword: number): boolean {
    switch (keyword) {
      case K.long:
        this.#longs++;
        break;
      case K.short:
        this.#short = true;
        break;
      case K.signed:
        this.#signed = true;
        break;
      case K.unsigned:
        this.#unsigned = true;
        break;
      case K.complex:
        this.#complex = true;
        break;
      case K.void:
      case K.char:
      case K.int:
      case K.float:
      case K.double:
      case K.bool:
      case K.int128:
      case K.float128:
      case K.uint128:
      case K.vaList:
        if (this.#base !== 0 && this.#base !== K.int) return false;
        this.#base = keyword;
        break;
      default:
        return false;
    }
    this.any = true;
    return true;
  }

  /** What the words make; `undefined` when there was none. */
  type(): TypeSpecifier | undefined {
    if (!this.any) return undefined;
    return { kind: 'basic', name: this.#name(), complex: this.#complex };
  }

  #name(): BasicTypeName {
    switch (this.#base) {
      case K.void:
        return 'void';
      case K.char:
        return this.#unsigned ? 'unsigned char' : this.#signed ? 'signed char' : 'char';
      case K.bool:
        return '_Bool';
      case K.float:
        return 'float';
      case K.double:
        return this.#longs > 0 ? 'long double' : 'double';
      case K.int128:
        return this.#unsigned ? 'unsigned __int128' : '__int128';
      case K.uint128:
        return 'unsigned __int128';
      case K.float128:
        return '_Float128';
      case K.vaList:
        return '__builtin_va_list';
    }
    if (this.#complex && this.#base === 0 && !this.#short && this.#longs === 0) return 'double';
    if (this.#short) return this.#unsigned ? 'unsigned short' : 'short';
    if (this.#longs >= 2) return this.#unsigned ? 'unsigned long long' : 'long long';
    if (this.#longs === 1) return this.#unsigned ? 'unsigned long' : 'long';
    return this.#unsigned ? 'unsigned int' : 'int';
  }
}
