import type { DriverSource } from '../../../driver/driverSource.js';
import { functionsWith } from '../../../driver/functionFacts.js';
import { type RuleFinding, type SourceRule, severities } from '../../rule.js';
import { sizeText, userSizes } from '../allocations.js';
import { deprecatedDocument } from '../references.js';

/** A count from user memory that is multiplied, unbounded, to the size of an allocation or of a copy. */
export const rule: SourceRule = {
  id: 'uaccess/count-overflow',
  scope: 'source',
  why: 'A count that the caller chooses, times the size of an element, overflows: the memory is then smaller than what is written to it.',
  reference: deprecatedDocument,
  severity: severities('warning'),
  check,
};

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
