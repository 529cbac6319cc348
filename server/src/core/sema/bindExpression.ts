/**
 * Expressions from syntax to bound expressions: constants are read, names looked up in the scope that is current while it
 * runs, and calls of `_IOC`, its wrappers and a few builtins of GNU C known by name. The rest of what has no value here
 * becomes an `error` with the reason.
 */
import { intern, type NameId, nameOf } from '../base/names.js';
import { literalEncoding, literalLength, parseCharacterConstant, parseIntegerConstant } from '../lex/constants.js';
import type { Expression } from '../parse/ast.js';
import type { Binder } from './binder.js';
import type { BoundExpression } from './boundExpression.js';
import { canonical } from './ctype.js';

const N_CHOOSE = intern('__builtin_choose_expr');
const N_IOC = intern('_IOC');
/** The wrappers of `_IOC` that include/uapi/asm-generic/ioctl.h defines. */
const wrapperDirections = new Map<NameId, 'none' | 'r' | 'w' | 'rw'>([
  [intern('_IO'), 'none'],
  [intern('_IOR'), 'r'],
  [intern('_IOW'), 'w'],
  [intern('_IOWR'), 'rw'],
]);
const N_CONSTANT_P = intern('__builtin_constant_p');

/** The expression with its names resolved; the types that it names are asked of the binder. */
export function bindExpression(e: Expression, binder: Binder): BoundExpression {
  switch (e.kind) {
    case 'number': {
      const constant = parseIntegerConstant(e.text);
      if (constant !== undefined) return { kind: 'integer', constant };
      return floating(e.text) ?? { kind: 'error', reason: `"${e.text}" is no number` };
    }
    case 'character': {
      const constant = parseCharacterConstant(e.text);
      return constant === undefined
        ? { kind: 'error', reason: `${e.text} is no character constant` }
        : { kind: 'character', constant };
    }
    case 'string': {
      // Adjacent literals are one; the prefix of any of them is that of the whole (C11 6.4.5p5).
      const prefixes = e.parts.map((part) => part.slice(0, part.indexOf('"')));
      const prefix = prefixes.find((p) => p !== '') ?? '';
      const encoding = literalEncoding(prefix);
      let units = 1;
      for (const part of e.parts) {
        units += literalLength(part.slice(part.indexOf('"') + 1, -1), encoding);
      }
      return { kind: 'string', units, prefix };
    }
    case 'name':
      return bindName(e.name, binder);
    case 'unary':
      return { kind: 'unary', operator: e.operator, operand: bindExpression(e.operand, binder) };
    case 'binary':
      return bindBinary(e, binder);
    case 'conditional':
      return {
        kind: 'conditional',
        condition: bindExpression(e.condition, binder),
        whenTrue: e.whenTrue === undefined ? undefined : bindExpression(e.whenTrue, binder),
        whenFalse: bindExpression(e.whenFalse, binder),
      };
    case 'cast':
      return {
        kind: 'cast',
        type: binder.complete(binder.typeName(e.type)),
        operand: bindExpression(e.operand, binder),
      };
    case 'sizeof-type':
      return { kind: 'sizeof-type', type: binder.complete(binder.typeName(e.type)) };
    case 'sizeof':
      return { kind: 'sizeof', operand: bindExpression(e.operand, binder) };
    case 'alignof-type':
      return { kind: 'alignof-type', type: binder.complete(binder.typeName(e.type)), gnu: e.gnu };
    case 'alignof':
      return { kind: 'alignof', operand: bindExpression(e.operand, binder), gnu: e.gnu };
    case 'offsetof':
      return {
        kind: 'offsetof',
        type: binder.complete(binder.typeName(e.type)),
        path: e.path.map((d) => ('member' in d ? d : { index: bindExpression(d.index, binder) })),
      };
    case 'types-compatible':
      return { kind: 'types-compatible', left: binder.typeName(e.left), right: binder.typeName(e.right) };
    case 'generic':
      return {
        kind: 'generic',
        control: bindExpression(e.control, binder),
        associations: e.associations.map(({ type, value }) => ({
          type: type === undefined ? undefined : binder.complete(binder.typeName(type)),
          value: bindExpression(value, binder),
        })),
      };
    case 'member':
      return {
        kind: 'member',
        object: completePointee(bindExpression(e.object, binder), binder),
        name: e.name,
        arrow: e.arrow,
      };
    case 'index':
      return { kind: 'index', array: bindExpression(e.array, binder), index: bindExpression(e.index, binder) };
    case 'call':
      return bindCall(e.callee, e.args, binder);
    case 'compound-literal': {
      const type = binder.complete(binder.typeName(e.type));
      const literal = canonical(type);
      return literal.kind === 'array' && literal.size === undefined
        ? { kind: 'error', reason: 'it holds an array whose size its initialiser decides' }
        : { kind: 'object', type };
    }
    case 'opaque':
      return { kind: 'error', reason: `it holds ${e.reason}` };
  }
}

/** Operators of one strength lean to the left, without a bound: that side is walked in a loop. */
function bindBinary(e: Expression & { kind: 'binary' }, binder: Binder): BoundExpression {
  const spine = [e];
  let first = e.left;
  while (first.kind === 'binary') {
    spine.push(first);
    first = first.left;
  }
  let left = bindExpression(first, binder);
  for (let node = spine.pop(); node !== undefined; node = spine.pop()) {
    left = { kind: 'binary', operator: node.operator, left, right: bindExpression(node.right, binder) };
  }
  return left;
}

/** `((struct foo *)0)->bar`: the pointee was incomplete where a pointer to it was written, not where it is used. */
function completePointee(e: BoundExpression, binder: Binder): BoundExpression {
  if (e.kind !== 'cast') return e;
  const pointer = canonical(e.type);
  if (pointer.kind !== 'pointer') return e;
  const to = binder.complete(pointer.to);
  return to === pointer.to ? e : { ...e, type: { ...pointer, to } };
}

function bindCall(callee: Expression, args: readonly Expression[], binder: Binder): BoundExpression {
  if (callee.kind === 'name') {
    if (callee.name === N_CHOOSE && args.length === 3) {
      const [condition, a, b] = args.map((arg) => bindExpression(arg, binder));
      return { kind: 'choose', condition, a, b };
    }
    if (callee.name === N_IOC && args.length === 4) {
      const [direction, type, nr, size] = args.map((arg) => bindExpression(arg, binder));
      return { kind: 'ioc', direction, type, nr, size };
    }
    const direction = wrapperDirections.get(callee.name);
    if (direction !== undefined && args.length === (direction === 'none' ? 2 : 3)) {
      const [type, nr, size] = args.map((arg) => bindExpression(arg, binder));
      return { kind: 'ioc', direction, type, nr, size };
    }
    if (callee.name === N_CONSTANT_P && args.length === 1) {
      return { kind: 'constant-p', operand: bindExpression(args[0], binder) };
    }
    return { kind: 'error', reason: `it calls "${nameOf(callee.name)}", which is no macro here` };
  }
  return { kind: 'error', reason: 'it holds a function call' };
}

function bindName(name: NameId, binder: Binder): BoundExpression {
  const symbol = binder.scope.ordinary.ask(name);
  if (symbol?.kind === 'enumerator') return { kind: 'enumerator', symbol };
  if (symbol?.kind === 'object') return { kind: 'object', type: symbol.type };
  return { kind: 'error', reason: `"${nameOf(name)}" has no value here` };
}

const floatingPattern = /^(?:[0-9]*\.?[0-9]+|[0-9]+\.?)(?:[eE][+-]?[0-9]+)?([fFlL]?)$/;

function floating(text: string): BoundExpression | undefined {
  const match = floatingPattern.exec(text);
  if (match === null) return undefined;
  const suffix = match[1].toLowerCase();
  return {
    kind: 'floating',
    value: Number.parseFloat(text),
    type: suffix === 'f' ? 'float' : suffix === 'l' ? 'long double' : 'double',
  };
}
