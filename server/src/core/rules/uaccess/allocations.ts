/** Sizes that a function computes from values of user memory: of allocations and of copies. */
import { integerBits, typeOf } from '../../driver/codeTypes.js';
import type { FunctionFacts } from '../../driver/functionFacts.js';
import { isProduct, type UserValue, unboundedIn, userValues } from '../../driver/userValues.js';
import type { CallExpression, Expression } from '../../surface/ast.js';
import { calleeName } from '../../surface/visit.js';

/** Allocators by name, with the index of the size among their arguments. */
const allocators: ReadonlyMap<string, number> = new Map([
  ...['kmalloc', 'kzalloc', 'kvmalloc', 'kvzalloc', 'vmalloc', 'vzalloc', 'vmalloc_user'].map(
    (name) => [name, 0] as const,
  ),
  ...['kmalloc_node', 'kzalloc_node', 'kvmalloc_node', 'kvzalloc_node'].map((name) => [name, 0] as const),
  ...['krealloc', 'kvrealloc', 'devm_kmalloc', 'devm_kzalloc'].map((name) => [name, 1] as const),
]);

/** Text that a function must contain for a size to be looked at. */
export const sizeText = /alloc|_user\b/;

export interface UserSize {
  readonly call: CallExpression;
  readonly name: string;
  readonly size: Expression;
  /** An allocation, a copy of user memory that allocates, or a copy into an object that is there. */
  readonly kind: 'allocation' | 'duplicate' | 'copy';
  /** The user's value in it. */
  readonly place: string;
  readonly value: UserValue;
  readonly bits: 32 | 64;
  readonly isProduct: boolean;
}

/** Each value once, where it is first used. Values of fewer than 32 bits, and those whose type is not told, are left out. */
export function userSizes(facts: FunctionFacts): readonly UserSize[] {
  const before = userValues(facts);
  if (before === undefined) return [];
  const found = new Map<string, UserSize>();
  for (const point of facts.flow.points) {
    const values = before.get(point);
    if (values === undefined || values.size === 0) continue;
    for (const event of facts.eventsAt(point)) {
      if (event.kind !== 'call') continue;
      const name = calleeName(event.call) ?? '';
      const { access } = event;
      const index = allocators.get(name);
      // A record's own size bounds what copy_struct_from_user() writes.
      const copied = access?.direction === 'in' && access.kernelSize === undefined ? access.size : undefined;
      const size = index === undefined ? copied : event.call.arguments.at(index);
      if (size === undefined) continue;
      const kind = index !== undefined ? 'allocation' : access?.result === 'pointer' ? 'duplicate' : 'copy';
      for (const { place, value, expression } of unboundedIn(facts, size, values)) {
        const type = typeOf(facts, expression);
        const bits = type === undefined ? undefined : integerBits(type);
        if ((bits !== 32 && bits !== 64) || found.has(value.origin)) continue;
        const product = value.isProduct === true || isProduct(size);
        found.set(value.origin, { call: event.call, name, size, kind, place, value, bits, isProduct: product });
      }
    }
  }
  return [...found.values()];
}
