/**
 * Objects of a function as text: `x`, `x.flags`, `p->size`, `x.list[]`, and `*p` for what `p` points to. Two spellings of
 * one object have one text: `(*p).size`, `(&x)->flags`. Which objects of an array are meant is not told.
 */
import type { Expression } from '../surface/ast.js';

/** Text of an lvalue; undefined where it is none that has a text. `targets`: what pointers that never change point to. */
export function placeOf(expression: Expression, targets: ReadonlyMap<string, string> = new Map()): string | undefined {
  switch (expression.kind) {
    case 'identifier':
      return expression.name;
    case 'cast':
      return placeOf(expression.operand, targets);
    case 'member': {
      const object = placeOf(expression.object, targets);
      const { text } = expression.member;
      if (object === undefined && expression.object.kind === 'unary' && expression.object.operator === '&') {
        const inner = placeOf(expression.object.operand, targets);
        return inner === undefined ? undefined : `${inner}.${text}`;
      }
      if (object === undefined) return undefined;
      if (!expression.isArrow) return object.startsWith('*') ? `${object.slice(1)}->${text}` : `${object}.${text}`;
      const target = targets.get(object);
      return target === undefined ? `${object}->${text}` : `${target}.${text}`;
    }
    case 'index': {
      const object = placeOf(expression.object, targets);
      return object === undefined ? undefined : `${object}[]`;
    }
    case 'unary':
      return expression.operator === '*' ? pointee(expression.operand, targets) : undefined;
    default:
      return undefined;
  }
}

/** The object that a pointer value points to: `x` of `&x`, `*p` of `p`. */
export function pointee(expression: Expression, targets: ReadonlyMap<string, string> = new Map()): string | undefined {
  if (expression.kind === 'cast') return pointee(expression.operand, targets);
  if (expression.kind === 'unary' && expression.operator === '&') return placeOf(expression.operand, targets);
  const pointer = placeOf(expression, targets);
  if (pointer === undefined) return undefined;
  return targets.get(pointer) ?? `*${pointer}`;
}

/** Is `inner` the same object as `outer`, or a part of it? */
export function covers(outer: string, inner: string): boolean {
  if (inner === outer) return true;
  if (outer.startsWith('*')) {
    const pointer = outer.slice(1);
    return inner.startsWith(`${pointer}->`) || inner.startsWith(`${pointer}[]`);
  }
  return inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[]`);
}

export function overlaps(a: string, b: string): boolean {
  return covers(a, b) || covers(b, a);
}

/** Does changing the object `root` change what `place` means? A pointer is the root of what it points to. */
export function isRootedIn(place: string, root: string): boolean {
  const text = place.startsWith('*') ? place.slice(1) : place;
  return text === root || text.startsWith(`${root}.`) || text.startsWith(`${root}->`) || text.startsWith(`${root}[]`);
}

/** Path of a member below an object that covers it: `size` of `*p` and `p->size`; empty for the object itself. */
export function pathBelow(outer: string, inner: string): string {
  const length = outer.startsWith('*') ? outer.length - 1 : outer.length;
  return inner === outer ? '' : inner.slice(length).replace(/^(?:->|\.)/, '');
}
