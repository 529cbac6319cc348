import { dispatchersOf } from '../../../driver/dispatcher.js';
import type { DriverSource } from '../../../driver/driverSource.js';
import type { Expression, FunctionDefinition, IfStatement } from '../../../surface/ast.js';
import { identifierOf, someExpression } from '../../../surface/match.js';
import { visitStatement } from '../../../surface/visit.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { description } from './description.js';

/**
 * Three or more `if (x->ops && x->ops->op) … x->ops->op(…)` on the same pointer in the functions that serve one file: those
 * of an ops table with an ioctl entry, and those with the signature of a dispatcher. Both the table and the operation are
 * optional, and each place tests both. Elsewhere in the kernel this is a common way to write it, and nothing is said.
 */
export const rule: SourceRule = {
  ...description,
  check,
};

const LEAST = 3;

interface Hook {
  readonly ops: string;
  readonly op: string;
  readonly condition: Expression;
}

function check(source: DriverSource): readonly RuleFinding[] {
  const hooks = new Map<string, Hook[]>();
  for (const { body } of servingFunctions(source)) {
    visitStatement(body, (statement) => {
      const hook = statement.kind === 'if' ? hookOf(statement, source) : undefined;
      if (hook === undefined) return true;
      const same = hooks.get(hook.ops);
      if (same === undefined) hooks.set(hook.ops, [hook]);
      else same.push(hook);
      return true;
    });
  }
  return [...hooks].flatMap(([ops, all]) => {
    if (all.length < LEAST || new Set(all.map(({ op }) => op)).size < LEAST) return [];
    const [first, ...others] = all;
    return [
      {
        range: source.rangeOf(first.condition),
        message: `'${ops}' and its operation are tested before the call in ${all.length} places`,
        abis: [],
        help: 'let one function test and call, or fill in a table of default operations at registration, and hold a reference on the module while it is used',
        related: others.map(({ condition, op }) => ({
          range: source.rangeOf(condition),
          message: `the same test before '${op}'`,
        })),
      },
    ];
  });
}

/** Functions of the file that an ops table with an ioctl entry names, and dispatchers. */
function servingFunctions(source: DriverSource): readonly FunctionDefinition[] {
  const serving = new Set(dispatchersOf(source).map(({ definition }) => definition));
  for (const { initializer } of source.surface.variables) {
    if (initializer?.kind !== 'initializerList') continue;
    const members = initializer.entries.flatMap(({ designators: [designator], value }) => {
      const target = identifierOf(value);
      return designator?.kind === 'member' && target !== undefined ? [{ field: designator.member.text, target }] : [];
    });
    if (!members.some(({ field }) => /ioctl$/.test(field))) continue;
    for (const { target } of members) {
      const named = source.functionNamed(target);
      if (named?.surface === source.surface) serving.add(named.definition);
    }
  }
  return [...serving].sort((a, b) => a.start - b.start);
}

/** `if (ops && ops->op)` whose statement calls `ops->op(…)`. */
function hookOf({ condition, whenTrue }: IfStatement, source: DriverSource): Hook | undefined {
  if (condition.kind !== 'binary' || condition.operator !== '&&') return undefined;
  const { left, right } = condition;
  if (right.kind !== 'member' || !right.isArrow) return undefined;
  const ops = source.textOf(left);
  // A local variable of that name may be another thing in another function.
  if (left.kind !== 'member' || source.textOf(right.object) !== ops) return undefined;
  const op = source.textOf(right);
  let isCalled = false;
  visitStatement(
    whenTrue,
    () => !isCalled,
    (part) => {
      isCalled ||= someExpression(part, (each) => each.kind === 'call' && source.textOf(each.callee) === op);
      return false;
    },
  );
  return isCalled ? { ops, op: right.member.text, condition } : undefined;
}
