/**
 * What evaluating an expression does, in order: objects read, written, or whose address is taken, and calls. The sides of
 * `&&` and `?:` are all taken to happen.
 */
import type { CallExpression, Expression } from '../surface/ast.js';
import { partsOf, visitStatement } from '../surface/visit.js';
import { placeOf, pointee } from './places.js';
import { type UserAccess, userAccessOf } from './userAccess.js';

export type Event =
  | { readonly kind: 'read'; readonly place: string; readonly expression: Expression }
  | {
      readonly kind: 'write';
      readonly place: string;
      /** Absent where it is not known: `++`, an access. */
      readonly value?: Expression;
      readonly operator: string;
      readonly expression: Expression;
    }
  /** A pointer to the object is made, other than as the object of a user access. */
  | { readonly kind: 'address'; readonly place: string; readonly expression: Expression }
  | { readonly kind: 'call'; readonly call: CallExpression; readonly access?: UserAccess };

export function eventsOf(expression: Expression, targets?: ReadonlyMap<string, string>): readonly Event[] {
  const events: Event[] = [];
  collect(expression, targets, events);
  return events;
}

function collect(expression: Expression, targets: ReadonlyMap<string, string> | undefined, events: Event[]): void {
  const inside = (part: Expression): void => collect(part, targets, events);
  switch (expression.kind) {
    case 'assignment': {
      inside(expression.right);
      const place = placeOf(expression.left, targets);
      if (place === undefined) {
        for (const part of partsOf(expression.left)) inside(part);
        return;
      }
      collectIndexes(expression.left, inside);
      const { operator, right: value } = expression;
      if (operator !== '=') events.push({ kind: 'read', place, expression: expression.left });
      events.push({ kind: 'write', place, value, operator, expression });
      return;
    }
    case 'postfix':
    case 'unary': {
      const { operator, operand } = expression;
      const place = placeOf(operand, targets);
      if (operator === '++' || operator === '--') {
        inside(operand);
        if (place !== undefined) events.push({ kind: 'write', place, operator, expression });
        return;
      }
      if (operator === '&' && place !== undefined) {
        collectIndexes(operand, inside);
        events.push({ kind: 'address', place, expression });
        return;
      }
      break;
    }
    case 'sizeof':
      return;
    case 'call': {
      const access = userAccessOf(expression);
      for (const argument of expression.arguments) {
        if (access !== undefined && argument === access.object) {
          if (access.isObjectItself && access.direction === 'out') inside(argument);
          continue;
        }
        inside(argument);
      }
      if (expression.callee.kind !== 'identifier') inside(expression.callee);
      events.push({ kind: 'call', call: expression, ...(access === undefined ? {} : { access }) });
      return;
    }
    case 'statementExpression':
      visitStatement(
        expression.body,
        () => true,
        (part) => {
          inside(part);
          return false;
        },
      );
      return;
  }
  const place = placeOf(expression, targets);
  if (place !== undefined) {
    collectIndexes(expression, inside);
    events.push({ kind: 'read', place, expression });
    return;
  }
  for (const part of partsOf(expression)) inside(part);
}

/** What stands between brackets inside an lvalue is read. */
function collectIndexes(expression: Expression, inside: (part: Expression) => void): void {
  for (let at = expression; ; ) {
    if (at.kind === 'index') {
      inside(at.index);
      at = at.object;
    } else if (at.kind === 'member') at = at.object;
    else if (at.kind === 'cast' || at.kind === 'unary') at = at.operand;
    else return;
  }
}

/** The kernel's object of an access; undefined where it has no text. */
export function objectPlace(access: UserAccess, targets?: ReadonlyMap<string, string>): string | undefined {
  if (access.object === undefined) return undefined;
  return access.isObjectItself ? placeOf(access.object, targets) : pointee(access.object, targets);
}
