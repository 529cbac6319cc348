import { integerBits, typeOf } from '../../../driver/codeTypes.js';
import type { DriverSource } from '../../../driver/driverSource.js';
import { type FunctionFacts, functionsWith } from '../../../driver/functionFacts.js';
import type { CastExpression } from '../../../surface/ast.js';
import { visitStatement } from '../../../surface/visit.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { description } from './description.js';

/** A cast of a 64-bit integer to a user pointer, or through an integer of 32 bits. A cast through `long` is left alone. */
export const rule: SourceRule = { ...description, check };

function check(source: DriverSource): readonly RuleFinding[] {
  return functionsWith(source, /__user\b[^()]*\*\s*\)/).flatMap((facts) =>
    userCasts(facts).flatMap((cast): RuleFinding[] => {
      const message = wrongWith(facts, cast);
      if (message === undefined) return [];
      return [
        {
          symbol: facts.definition.name.text,
          range: source.rangeOf(cast),
          message,
          abis: [],
          help: 'use u64_to_user_ptr(), which checks that it is given a 64-bit integer',
        },
      ];
    }),
  );
}

function userCasts({ definition }: FunctionFacts): readonly CastExpression[] {
  const casts: CastExpression[] = [];
  visitStatement(
    definition.body,
    () => true,
    (expression) => {
      if (expression.kind === 'cast' && expression.type.isUser && expression.type.pointers > 0) casts.push(expression);
    },
  );
  return casts;
}

function wrongWith(facts: FunctionFacts, { operand }: CastExpression): string | undefined {
  const isThrough = operand.kind === 'cast' && operand.type.pointers === 0;
  const value = isThrough ? operand.operand : operand;
  const type = typeOf(facts, value);
  const isWide = type !== undefined && integerBits(type) === 64 && !/long|size_t|loff_t/.test(type.name);
  if (!isWide) return undefined;
  const text = facts.source.textOf(value);
  if (!isThrough) return `${text} is a 64-bit integer and is cast to a user pointer`;
  const bits = integerBits({ ...operand.type, isArray: false });
  return bits !== undefined && bits <= 32
    ? `${text} is an address of 64 bits and is cut to ${bits} before it becomes a pointer`
    : undefined;
}
