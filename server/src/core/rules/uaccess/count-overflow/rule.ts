import type { DriverSource } from '../../../driver/driverSource.js';
import { functionsWith } from '../../../driver/functionFacts.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { sizeText, userSizes } from '../allocations.js';
import { description } from './description.js';

/** A count from user memory that is multiplied, unbounded, to the size of an allocation or of a copy. */
export const rule: SourceRule = { ...description, check };

function check(source: DriverSource): readonly RuleFinding[] {
  return functionsWith(source, sizeText).flatMap((facts) =>
    userSizes(facts)
      .filter(({ isProduct }) => isProduct)
      .map(({ size, place, name, bits, kind }) => ({
        symbol: facts.definition.name.text,
        range: source.rangeOf(size),
        message: `${place} is a count from user memory without an upper bound, and its product as size of ${name}() can overflow${bits === 32 ? ' where size_t has 32 bits' : ''}`,
        abis: [],
        help:
          kind === 'duplicate'
            ? `use ${name === 'vmemdup_user' ? 'v' : ''}memdup_array_user()`
            : 'use array_size(), struct_size() or kmalloc_array(), which saturate or fail, or bound the count first',
      })),
  );
}
