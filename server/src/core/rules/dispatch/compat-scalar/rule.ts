import { withDeputies } from '../../../driver/dispatcher.js';
import type { DriverSource } from '../../../driver/driverSource.js';
import type { CallExpression, Expression, FunctionDefinition, Statement, TypeName } from '../../../surface/ast.js';
import { hasOpaque, identifierOf, isIdentifier } from '../../../surface/match.js';
import { calleeName, visitStatement } from '../../../surface/visit.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { fileOperationsOf, handledCommands } from '../fileOperations.js';
import { description } from './description.js';

/**
 * A case of a dispatcher behind `compat_ptr_ioctl` that computes with its argument, and nowhere takes it as a pointer;
 * functions of the same file that get the argument are looked into. A hint, since only s390 changes the value, and only
 * its top bit.
 */
export const rule: SourceRule = {
  ...description,
  check,
};

/** How far the argument is followed. */
const MAX_DEPTH = 3;

function check(source: DriverSource): readonly RuleFinding[] {
  return fileOperationsOf(source).flatMap((operations) => {
    if (operations.target('compat_ioctl') !== 'compat_ptr_ioctl') return [];
    const handled = handledCommands(source, operations.target('unlocked_ioctl'));
    if (handled === undefined) return [];
    const functions = withDeputies(source, handled.dispatcher);
    return handled.commands.flatMap(({ published, start, end }) => {
      // A number made with a record's size takes a pointer to it.
      if (published.command.recordName !== undefined) return [];
      const isNumber = functions.some(({ definition, command, argument }) => {
        const statements = argument === undefined ? undefined : caseStatements(definition, command, start);
        if (statements === undefined || argument === undefined) return false;
        return useOf(statements, argument, source, 0) === 'number';
      });
      if (!isNumber) return [];
      const { name, range } = published.command;
      return [
        {
          symbol: name,
          range: source.rangeOf({ start, end }),
          message: `${name} takes a number, and compat_ptr_ioctl makes a pointer of it: bit 31 is lost on s390`,
          abis: [],
          help: `set .compat_ioctl to a function that hands the argument of ${name} on as it is and calls compat_ptr() for the others`,
          related: [{ range, message: `${name} is defined here` }],
        },
      ];
    });
  });
}

/** The statements of the case whose label begins at `start`, up to the next `break` or `return` at its level. */
function caseStatements(
  definition: FunctionDefinition,
  command: string,
  start: number,
): readonly Statement[] | undefined {
  let found: readonly Statement[] | undefined;
  visitStatement(definition.body, (statement) => {
    if (statement.kind !== 'switch' || statement.body.kind !== 'compound') return found === undefined;
    const { statements } = statement.body;
    const label = statements.findIndex((each) => each.kind === 'case' && each.value.start === start);
    if (label < 0 || !isIdentifier(statement.subject, command)) return true;
    const after = statements.slice(label + 1);
    const end = after.findIndex(({ kind }) => kind === 'break' || kind === 'return' || kind === 'goto');
    found = end < 0 ? after : after.slice(0, end + 1);
    return false;
  });
  return found;
}

/** What the statements do with the argument; `nothing` where they do not tell. */
function useOf(
  statements: readonly Statement[],
  argument: string,
  source: DriverSource,
  depth: number,
): 'pointer' | 'number' | 'nothing' {
  let isNumber = false;
  let isPointer = statements.some(hasOpaque);
  for (const statement of statements) {
    visitStatement(
      statement,
      (part) => {
        isNumber ||= part.kind === 'switch' && isIdentifier(part.subject, argument);
        if (part.kind === 'declaration') {
          for (const { type, initializer } of part.variables) {
            if (identifierOf(initializer) !== argument) continue;
            if (isInteger(type)) isNumber = true;
            else isPointer = true;
          }
        }
        return true;
      },
      (part) => {
        if (part.kind === 'cast' && isIdentifier(part.operand, argument)) {
          if (isInteger(part.type)) isNumber = true;
          else isPointer = true;
        }
        if (part.kind === 'binary' && computes.has(part.operator)) {
          isNumber ||= isIdentifier(part.left, argument) || isIdentifier(part.right, argument);
        }
        // A variable may be made a pointer later; what is stored in a member is an integer.
        if (part.kind === 'assignment' && isIdentifier(part.right, argument) && part.left.kind !== 'member')
          isPointer = true;
        if (part.kind === 'call') {
          const use = useInCall(part, argument, source, depth);
          if (use === 'pointer') isPointer = true;
          if (use === 'number') isNumber = true;
        }
        return true;
      },
    );
  }
  return isPointer ? 'pointer' : isNumber ? 'number' : 'nothing';
}

const computes = new Set(['<', '>', '<=', '>=', '==', '!=', '&', '|', '^', '%', '*', '/', '<<', '>>']);

function useInCall(call: CallExpression, argument: string, source: DriverSource, depth: number) {
  const at = call.arguments.findIndex((each) => isWholeArgument(each, argument));
  if (at < 0) return 'nothing';
  const callee = calleeName(call);
  const called = callee === undefined ? undefined : source.functionNamed(callee)?.definition;
  const parameter = called?.parameters.length === call.arguments.length ? called.parameters[at] : undefined;
  // A function that is not in the folder may do anything with it.
  if (called === undefined || parameter?.name === undefined) return 'pointer';
  const { type, name } = parameter;
  if (!isInteger(type)) return 'pointer';
  if (!/long/.test(type.name)) return 'number';
  return depth === MAX_DEPTH ? 'pointer' : useOf([called.body], name.text, source, depth + 1);
}

function isWholeArgument(expression: Expression, argument: string): boolean {
  return expression.kind === 'identifier' && expression.name === argument;
}

/** No pointer, and by its name an integer. */
function isInteger({ name, pointers, keyword, isFunction }: TypeName): boolean {
  if (pointers > 0 || keyword !== undefined || isFunction) return false;
  return /^((un)?signed )?(int|long|short|char|long int)$|^unsigned$|^_*[us](8|16|32|64)$|^bool$|^u?int$|^size_t$/.test(
    name,
  );
}
