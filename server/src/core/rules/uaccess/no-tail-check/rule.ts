import { codeType, recordTag, sizeOf } from '../../../driver/codeTypes.js';
import type { DriverSource } from '../../../driver/driverSource.js';
import { objectPlace } from '../../../driver/events.js';
import { type FunctionFacts, functionFacts, functionsWith } from '../../../driver/functionFacts.js';
import { placeOf } from '../../../driver/places.js';
import type { Expression } from '../../../surface/ast.js';
import { calleeName, callsIn, visitExpression } from '../../../surface/visit.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { description } from './description.js';

/** A record copied in by the smaller of the caller's size and the kernel's, without a look at the bytes left out. */
export const rule: SourceRule = { ...description, check };

function check(source: DriverSource): readonly RuleFinding[] {
  return functionsWith(source, /\bcopy_from_user\b/).flatMap((facts) => {
    if (checksTail(facts)) return [];
    return facts.accesses.flatMap(({ access }): RuleFinding[] => {
      const { size, object, name } = access;
      if (name !== 'copy_from_user' || size === undefined || object === undefined) return [];
      const place = objectPlace(access, facts.targets);
      const root = place?.replace(/^\*/, '');
      const variable = root === undefined ? undefined : facts.variable(root, access.call.start);
      const tag = variable === undefined ? undefined : recordTag(codeType(variable.type), place === root ? 0 : 1);
      const userSize = tag === undefined ? undefined : smallerSize(facts, size, tag);
      if (tag === undefined || userSize === undefined || isComparedExactly(facts, userSize)) return [];
      if (mayBeCheckedBefore(facts, userSize) || isDrm(source, tag)) return [];
      return [
        {
          symbol: facts.definition.name.text,
          range: source.rangeOf(access.call),
          message: `a caller's struct ${tag} that is longer than the kernel's is cut off, and nothing checks that the rest is 0`,
          abis: [],
          help: 'use copy_struct_from_user(), which returns -E2BIG for a rest that is not 0',
        },
      ];
    });
  });
}

/** Something in the function looks at the tail, or might: an unknown call with `zero` in its name counts. */
function checksTail({ definition }: FunctionFacts): boolean {
  return callsIn(definition).some((call) =>
    /^check_zeroed_user$|struct_from_user|zero|tail/.test(calleeName(call) ?? ''),
  );
}

/** DRM never looks at the tail: what a kernel does not know, it ignores by design. */
function isDrm(source: DriverSource, tag: string): boolean {
  return tag.startsWith('drm_') || source.record(tag)?.header.file.displayName.startsWith('drm/') === true;
}

/** The size is a parameter of a function that others call: the check may be theirs. */
function mayBeCheckedBefore(facts: FunctionFacts, userSize: Expression): boolean {
  const { definition, source } = facts;
  const root = /^\w+/.exec(placeOf(userSize) ?? '')?.[0] ?? '';
  const value = facts.onlyValue(root);
  const from = value === undefined ? root : (/^\w+/.exec(placeOf(value) ?? '')?.[0] ?? root);
  if (!facts.isParameter(from) || definition.definedBy !== undefined) return false;
  if (!definition.isStatic) return true;
  const name = definition.name.text;
  return source.surface.functions.some(
    (caller) =>
      caller !== definition &&
      new RegExp(`\\b${name}\\s*\\(`).test(source.textOf(caller.bodySpan)) &&
      checksTail(functionFacts(source, caller)),
  );
}

/** The caller's size in `min(usize, sizeof(x))`, or in `usize` after `usize = min(…)`. */
function smallerSize(facts: FunctionFacts, size: Expression, tag: string): Expression | undefined {
  const value = size.kind === 'identifier' ? (facts.valueBefore(size.name, size.start) ?? size) : size;
  if (value.kind === 'call' && /^u?min(?:_t|_not_zero)?$/.test(calleeName(value) ?? '')) {
    const sides = value.arguments.filter(({ kind }) => kind !== 'type').slice(-2);
    return otherSide(facts, sides, tag);
  }
  if (value.kind === 'sizeof' && size.kind === 'identifier') return cutOff(facts, size, tag);
  return undefined;
}

function otherSide(facts: FunctionFacts, sides: readonly Expression[], tag: string): Expression | undefined {
  const own = sides.findIndex((side) => isSizeOf(facts, side, tag));
  if (own < 0 || sides.length !== 2) return undefined;
  const other = sides[1 - own];
  const stripped = other.kind === 'cast' ? other.operand : other;
  if (stripped.kind === 'call') return calleeName(stripped) === '_IOC_SIZE' ? stripped : undefined;
  return placeOf(stripped) === undefined ? undefined : stripped;
}

function isSizeOf(facts: FunctionFacts, expression: Expression, tag: string): boolean {
  const size = expression.kind === 'sizeof' ? sizeOf(facts, expression) : undefined;
  return size?.kind === 'record' && size.tag === tag;
}

/** `if (usize > sizeof(x)) usize = sizeof(x);` */
function cutOff(
  facts: FunctionFacts,
  size: Expression & { readonly kind: 'identifier' },
  tag: string,
): Expression | undefined {
  const isCut = facts.flow.points.some(({ kind, expression }) => {
    if (kind !== 'branch' || expression?.kind !== 'binary' || expression.start > size.start) return false;
    const { operator, left, right } = expression;
    const [user, kernel] = operator.startsWith('>') ? [left, right] : [right, left];
    if (!/^[<>]=?$/.test(operator) || placeOf(user) !== size.name || !isSizeOf(facts, kernel, tag)) return false;
    return true;
  });
  const values = facts.assigned.get(size.name) ?? [];
  return isCut && values.length > 1 ? size : undefined;
}

/** `if (usize != sizeof(x)) return -EINVAL;`, or an upper bound by a `>` that returns; a page bounds no record. */
function isComparedExactly(facts: FunctionFacts, userSize: Expression): boolean {
  const name = placeOf(userSize);
  if (name === undefined) return false;
  return facts.flow.points.some(({ kind, expression, next }) => {
    if (kind !== 'branch' || expression?.kind !== 'binary') return false;
    const { operator } = expression;
    if (operator === '!=' || operator === '==') return mentions(expression, name);
    if (!/^[<>]=?$/.test(operator)) return false;
    const [greater, less] = operator.startsWith('>')
      ? [expression.left, expression.right]
      : [expression.right, expression.left];
    if (placeOf(less) === 'PAGE_SIZE') return false;
    return placeOf(greater) === name && next.some(({ when, to }) => when === true && to.kind === 'return');
  });
}

function mentions(expression: Expression, name: string): boolean {
  let found = false;
  visitExpression(expression, (part) => {
    if (placeOf(part) === name) found = true;
  });
  return found;
}
