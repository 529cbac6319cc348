import { bytesOnAbis, codeType, recordTag, sizeOf, sizeText } from '../../../driver/codeTypes.js';
import { dispatchedSizes } from '../../../driver/dispatchedSize.js';
import type { DriverSource } from '../../../driver/driverSource.js';
import { eventsOf, objectPlace } from '../../../driver/events.js';
import { type AccessAt, type FunctionFacts, functionsWith } from '../../../driver/functionFacts.js';
import { placeOf } from '../../../driver/places.js';
import type { Expression } from '../../../surface/ast.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { description } from './description.js';

/**
 * A record copied back as a whole to a caller that said how long its own is: by `user_size` of the dispatcher, by the size
 * of copy_struct_from_user(), or by a first copy up to a member that is not the last.
 */
export const rule: SourceRule = { ...description, check };

function check(source: DriverSource): readonly RuleFinding[] {
  return functionsWith(source, /\bcopy_to_user\b/).flatMap((facts) =>
    facts.accesses.flatMap((at): RuleFinding[] => {
      if (at.access.name !== 'copy_to_user' || at.access.size === undefined) return [];
      const limit = dispatchedLimit(facts, at) ?? structLimit(facts, at) ?? prefixLimit(facts, at);
      if (limit === undefined) return [];
      return [
        {
          symbol: facts.definition.name.text,
          range: source.rangeOf(at.access.call),
          message: `${source.textOf(at.access.size)} bytes are copied back, whatever size the caller's record has (${limit.text})`,
          abis: [],
          help: limit.help,
        },
      ];
    }),
  );
}

interface Limit {
  readonly text: string;
  readonly help: string;
}

/** `copy_to_user(ucmd->ubuffer, ucmd->cmd, len)` without `ucmd->user_size`. */
function dispatchedLimit(facts: FunctionFacts, { access }: AccessAt): Limit | undefined {
  const user = placeOf(access.user, facts.targets);
  const [, owner, address] = /^(\w+)->(\w+)$/.exec(user ?? '') ?? [];
  if (owner === undefined || access.size === undefined || !facts.isParameter(owner)) return undefined;
  const type = facts.variable(owner, access.call.start)?.type;
  const tag = type === undefined ? undefined : recordTag(codeType(type), 1);
  const dispatched = dispatchedSizes(facts.source).find((each) => each.tag === tag && each.addressMember === address);
  if (dispatched === undefined) return undefined;
  const object = objectPlace(access, facts.targets);
  // Only the dispatcher's own copy goes back as a whole.
  const value = object === undefined ? undefined : facts.onlyValue(object.replace(/^\*/, ''));
  const from = value === undefined ? object?.replace(/^\*/, '') : placeOf(value, facts.targets);
  if (from !== `${owner}->${dispatched.bufferMember}`) return undefined;
  const size = `${owner}->${dispatched.sizeMember}`;
  if (isMentioned(facts, size)) return undefined;
  return { text: size, help: `copy min_t(size_t, ${size}, …)` };
}

/** `copy_struct_from_user(&x, sizeof(x), uarg, usize)` and later `copy_to_user(uarg, &x, sizeof(x))`. */
function structLimit(facts: FunctionFacts, { access }: AccessAt): Limit | undefined {
  const user = facts.userAddress(access.user);
  if (user === undefined || access.size?.kind !== 'sizeof') return undefined;
  const first = facts.accesses.find(
    (each) => each.access.name === 'copy_struct_from_user' && facts.userAddress(each.access.user) === user,
  )?.access;
  if (first?.size === undefined || objectPlace(first, facts.targets) !== objectPlace(access, facts.targets))
    return undefined;
  const size = placeOf(first.size, facts.targets);
  if (size === undefined || isUpperBoundKnown(facts, size)) return undefined;
  return { text: size, help: `copy min_t(size_t, ${size}, …), or use copy_struct_to_user()` };
}

/** `minsz = offsetofend(struct x, member)` is copied in, and all of `struct x` out, with only minsz asked of the caller. */
function prefixLimit(facts: FunctionFacts, { access }: AccessAt): Limit | undefined {
  const { source } = facts;
  const user = facts.userAddress(access.user);
  const whole = access.size?.kind === 'sizeof' ? sizeOf(facts, access.size) : undefined;
  if (user === undefined || whole?.kind !== 'record') return undefined;
  const place = objectPlace(access, facts.targets);
  const first = facts.accesses.findLast(
    (each) =>
      each.access.name === 'copy_from_user' &&
      each.access.call.start < access.call.start &&
      facts.userAddress(each.access.user) === user &&
      objectPlace(each.access, facts.targets) === place,
  )?.access;
  const prefix = first?.size === undefined ? undefined : sizeOf(facts, first.size);
  if (prefix?.kind !== 'prefix' || prefix.tag !== whole.tag || place === undefined) return undefined;
  const [short, long] = [bytesOnAbis(source, prefix), bytesOnAbis(source, whole)];
  if (![...long].some(([abi, bytes]) => bytes > (short.get(abi) ?? bytes))) return undefined;
  const members = source.record(whole.tag)?.record.onAbis[0]?.record.layout?.members ?? [];
  const [sizeMember] = members;
  if (sizeMember === undefined || !/^(?:argsz|size)$/.test(sizeMember.name)) return undefined;
  if (isComparedWithWhole(facts, `${place.replace(/^\*/, '')}`, sizeMember.name, whole.tag)) return undefined;
  return {
    text: `${sizeText(prefix)} is all that was asked for`,
    help: `copy back min(${sizeMember.name}, sizeof(…)), or what was asked for`,
  };
}

function isMentioned(facts: FunctionFacts, place: string): boolean {
  return facts.flow.points.some((point) =>
    facts.eventsAt(point).some((event) => event.kind === 'read' && event.place === place),
  );
}

/** The caller's size is compared with a whole `sizeof`, so that a shorter record does not come here. */
function isUpperBoundKnown(facts: FunctionFacts, place: string): boolean {
  return facts.flow.points.some(
    ({ kind, expression }) =>
      kind === 'branch' && expression?.kind === 'binary' && reads(facts, expression, place) && hasSizeof(expression),
  );
}

function isComparedWithWhole(facts: FunctionFacts, root: string, member: string, tag: string): boolean {
  return facts.flow.points.some(({ kind, expression }) => {
    if (kind !== 'branch' || expression?.kind !== 'binary') return false;
    const isSize = reads(facts, expression, `${root}.${member}`) || reads(facts, expression, `${root}->${member}`);
    const sides = [expression.left, expression.right];
    return (
      isSize &&
      sides.some((side) => {
        const size = sizeOf(facts, side);
        return size?.kind === 'record' && size.tag === tag;
      })
    );
  });
}

function reads(facts: FunctionFacts, expression: Expression, place: string): boolean {
  return eventsOf(expression, facts.targets).some((event) => event.kind === 'read' && event.place === place);
}

function hasSizeof(expression: Expression): boolean {
  return expression.kind === 'binary' && [expression.left, expression.right].some(({ kind }) => kind === 'sizeof');
}
