import { codeType, recordTag } from '../../../driver/codeTypes.js';
import { dispatchedSizes } from '../../../driver/dispatchedSize.js';
import { type DoubleFetch, doubleFetches, firstMember } from '../../../driver/doubleFetch.js';
import type { DriverSource } from '../../../driver/driverSource.js';
import { type FunctionFacts, functionsWith } from '../../../driver/functionFacts.js';
import { placeOf } from '../../../driver/places.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { description } from './description.js';

/**
 * Bytes of user memory that are read twice, where the second value is used after the first was tested. A second value
 * that is never used, is overwritten by the first, or is compared with it, is left alone.
 */
export const rule: SourceRule = { ...description, check };

function check(source: DriverSource): readonly RuleFinding[] {
  const inside = functionsWith(source).flatMap((facts) => doubleFetches(facts).map((fetch) => finding(facts, fetch)));
  return [...inside, ...dispatchedReads(source)];
}

function finding(facts: FunctionFacts, { first, second, use, place, known }: DoubleFetch): RuleFinding {
  const { source } = facts;
  return {
    symbol: facts.definition.name.text,
    range: source.rangeOf(use),
    message: `${place} was read from user memory a second time, and may differ from ${place === known ? 'what was tested' : `${known}, which was read first`}`,
    abis: [],
    help:
      place === known
        ? 'keep the tested value, and use that'
        : `use ${known}, or write it over ${place} after the second read`,
    related: [
      { range: source.rangeOf(first.call), message: 'the first read' },
      { range: source.rangeOf(second.call), message: 'the second read' },
    ],
  };
}

/** `cmd->size` in a handler whose dispatcher has read the size before it copied the record. */
function dispatchedReads(source: DriverSource): readonly RuleFinding[] {
  const dispatched = dispatchedSizes(source);
  if (dispatched.length === 0) return [];
  return functionsWith(source, /->/).flatMap((facts) => {
    const owner = facts.parameters.find(({ type }) =>
      dispatched.some(({ tag }) => recordTag(codeType(type), 1) === tag),
    );
    const sizes = dispatched.find(({ tag }) => owner !== undefined && recordTag(codeType(owner.type), 1) === tag);
    if (owner?.name === undefined || sizes === undefined) return [];
    const trusted = `${owner.name.text}->${sizes.sizeMember}`;
    const buffer = `${owner.name.text}->${sizes.bufferMember}`;
    const found: RuleFinding[] = [];
    for (const [name, [{ value }]] of facts.assigned) {
      if (value === undefined || facts.onlyValue(name) !== value || placeOf(value) !== buffer) continue;
      const type = facts.variable(name, value.start)?.type;
      const tag = type === undefined ? undefined : recordTag(codeType(type), 1);
      const size = tag === undefined ? undefined : firstMember(source, tag);
      if (size === undefined) continue;
      const place = `${name}->${size}`;
      for (const point of facts.flow.points) {
        const events = facts.eventsAt(point);
        // Compared with the size that was read first, it is a test of the second.
        if (events.some((event) => event.kind === 'read' && event.place === trusted)) continue;
        for (const event of events) {
          if (event.kind !== 'read' || event.place !== place) continue;
          found.push({
            symbol: facts.definition.name.text,
            range: source.rangeOf(event.expression),
            message: `${place} was read from user memory a second time by the dispatcher, and may differ from ${trusted}, which was read first`,
            abis: [],
            help: `use ${trusted}`,
          });
        }
      }
    }
    return found;
  });
}
