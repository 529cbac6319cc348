import { type Dispatcher, dispatchersOf, nrVariables } from '../../../driver/dispatcher.js';
import type { DriverSource } from '../../../driver/driverSource.js';
import { isCommandOrNr } from '../../../driver/unknownCommand.js';
import type { BinaryExpression, Expression } from '../../../surface/ast.js';
import { expressionsIn, identifierOf, someExpression } from '../../../surface/match.js';
import { visitStatement } from '../../../surface/visit.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { constantValue } from '../tableFacts.js';
import { description } from './description.js';

/**
 * `nr - BASE >= N` without a look at `nr < BASE`, where the base is known and not 0. It is right as long as the comparison
 * is unsigned; where nr is a signed variable and the bound a constant it is not, and the finding is an error.
 */
export const rule: SourceRule = {
  ...description,
  check: (source) => dispatchersOf(source).flatMap((dispatcher) => findingsOf(dispatcher, source)),
};

function findingsOf(dispatcher: Dispatcher, source: DriverSource): readonly RuleFinding[] {
  const { definition, command } = dispatcher;
  const nrs = nrVariables(dispatcher);
  const isNr = (part: Expression): boolean => identifierOf(part) !== command && isCommandOrNr(part, command, nrs);
  const parts = expressionsIn(definition.body);
  return parts.flatMap((part) => {
    if (part.kind !== 'binary' || (part.operator !== '>=' && part.operator !== '>')) return [];
    const { left: difference, right: bound } = part;
    if (difference.kind !== 'binary' || difference.operator !== '-' || !isNr(difference.left)) return [];
    const base = identifierOf(difference.right);
    const value = base === undefined ? undefined : constantValue(source, base);
    if (base === undefined || value === undefined || value === 0n) return [];
    if (parts.some((other) => other.kind === 'binary' && comparesWith(other, isNr, base))) return [];
    const nr = identifierOf(difference.left);
    const written = source.textOf(difference).replace(/^\((.*)\)$/s, '$1');
    const isSigned = nr !== undefined && isSignedVariable(dispatcher, nr) && isIntConstant(bound, source);
    return [
      {
        symbol: definition.name.text,
        range: source.rangeOf(difference),
        message: isSigned
          ? `'${nr}' is signed: for a nr below ${base}, '${written}' is negative and passes the bound`
          : `for a nr below ${base}, '${written}' wraps around; the bound refuses it since the comparison is unsigned`,
        abis: [],
        help: `write '${nr ?? '_IOC_NR(cmd)'} < ${base} ||' before it${isSigned ? ', and declare it unsigned' : ' where readers should not have to know'}`,
        ...(isSigned ? { severity: 'error' as const } : {}),
      },
    ];
  });
}

/** `nr < BASE`, in any order and with any of the four operators. */
function comparesWith(
  { operator, left, right }: BinaryExpression,
  isNr: (part: Expression) => boolean,
  base: string,
): boolean {
  if (!['<', '<=', '>', '>='].includes(operator)) return false;
  const isBase = (part: Expression): boolean => someExpression(part, (each) => identifierOf(each) === base);
  return (isNr(left) && isBase(right)) || (isNr(right) && isBase(left));
}

function isSignedVariable({ definition }: Dispatcher, name: string): boolean {
  let isSigned = false;
  visitStatement(definition.body, (statement) => {
    if (statement.kind === 'declaration') {
      for (const { name: each, type } of statement.variables) {
        isSigned ||=
          each.text === name && type.pointers === 0 && /^(signed )?(int|long|short|s32|ssize_t)$/.test(type.name);
      }
    }
    return true;
  });
  return isSigned;
}

/** A number without a suffix, an enumerator, or a macro of the folder that is such a number: it has type `int`. */
function isIntConstant(bound: Expression, source: DriverSource): boolean {
  if (bound.kind === 'number') return /^\w*[\da-fA-F]$/.test(source.textOf(bound));
  const name = identifierOf(bound);
  if (name === undefined || constantValue(source, name) === undefined) return false;
  return source.headers.every(({ analyses }) => analyses[0].macros.every((macro) => macro.name !== name));
}
