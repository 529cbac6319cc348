import { typeOf } from '../../../driver/codeTypes.js';
import type { DriverSource } from '../../../driver/driverSource.js';
import { type FunctionFacts, functionsWith } from '../../../driver/functionFacts.js';
import { userAccessOf } from '../../../driver/userAccess.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { sizeText, type UserSize, userSizes } from '../allocations.js';
import { description } from './description.js';

/**
 * A size from user memory that the function does not bound from above, in an allocation or in a copy to an object of
 * fixed size. memdup_user() and allocations with __GFP_NOWARN are left alone: the allocator's own limit holds for them.
 */
export const rule: SourceRule = { ...description, check };

function check(source: DriverSource): readonly RuleFinding[] {
  return functionsWith(source, sizeText).flatMap((facts) =>
    userSizes(facts).flatMap((size): RuleFinding[] => {
      if (size.isProduct) return [];
      const message = messageOf(facts, size);
      if (message === undefined) return [];
      const { access } = size.value;
      return [
        {
          symbol: facts.definition.name.text,
          range: source.rangeOf(size.size),
          message,
          abis: [],
          help: 'compare it with a limit first (PAGE_SIZE, or what the interface promises), and return -E2BIG or -EINVAL',
          ...(access === undefined
            ? {}
            : { related: [{ range: source.rangeOf(access.call), message: 'it is read here' }] }),
        },
      ];
    }),
  );
}

function messageOf(facts: FunctionFacts, { kind, call, name, place }: UserSize): string | undefined {
  const { source } = facts;
  if (kind === 'duplicate') return name === 'vmemdup_user' ? allocates(place, name) : undefined;
  if (kind === 'allocation') return source.textOf(call).includes('__GFP_NOWARN') ? undefined : allocates(place, name);
  const object = userAccessOf(call)?.object;
  if (object === undefined || call.kind !== 'call' || !/from_user$/.test(name)) return undefined;
  const type = typeOf(facts, object);
  const isFixed = type?.isArray === true || (object.kind === 'unary' && object.operator === '&');
  if (!isFixed) return undefined;
  return `${name}() writes ${place} bytes, a number from user memory without an upper bound, to an object of fixed size`;
}

function allocates(place: string, name: string): string {
  return `${name}() allocates ${place} bytes, a number from user memory without an upper bound`;
}
