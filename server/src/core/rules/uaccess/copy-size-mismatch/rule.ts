import { bytesOnAbis, type CodeSize, recordTag, sizeOf, sizeText, typeOf } from '../../../driver/codeTypes.js';
import { type CommandHere, commandAt } from '../../../driver/commandCode.js';
import type { DriverSource } from '../../../driver/driverSource.js';
import { type FunctionFacts, functionsWith } from '../../../driver/functionFacts.js';
import { placeOf } from '../../../driver/places.js';
import type { UserAccess } from '../../../driver/userAccess.js';
import type { FlowPoint } from '../../../surface/flow.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { description } from './description.js';

/**
 * A copy whose size is that of another type than its object's, or of a larger record than the command passes. Of a size
 * that is not a plain sizeof, and of records that no uapi header declares, nothing is said.
 */
export const rule: SourceRule = { ...description, check };

function check(source: DriverSource): readonly RuleFinding[] {
  return functionsWith(source).flatMap((facts) => {
    const command = commandAt(facts);
    return facts.accesses.flatMap(({ access, point }): RuleFinding[] => {
      const message =
        pointerSize(facts, access, point) ?? objectSize(facts, access) ?? commandSize(facts, access, command(point));
      if (message === undefined) return [];
      return [
        {
          symbol: facts.definition.name.text,
          range: source.rangeOf(access.call),
          message,
          abis: [],
          help: 'take sizeof() of the object that is copied, and declare it with the record of the command',
        },
      ];
    });
  });
}

/** `copy_from_user(p, uarg, sizeof(p))`, `p = memdup_user(uarg, sizeof(p))`. */
function pointerSize(facts: FunctionFacts, access: UserAccess, { expression }: FlowPoint): string | undefined {
  const size = access.kernelSize ?? access.size;
  const isAssigned =
    access.result === 'pointer' && expression?.kind === 'assignment' && expression.right === access.call;
  const object = isAssigned ? expression.left : access.object;
  if (object === undefined || access.isObjectItself || size?.kind !== 'sizeof' || size.operand === undefined)
    return undefined;
  const [a, b] = [placeOf(object), placeOf(size.operand)];
  const type = typeOf(facts, size.operand);
  if (a === undefined || a !== b || type === undefined || type.pointers !== 1 || type.isArray) return undefined;
  return `${access.name}() copies ${facts.source.textOf(size)} bytes, the size of a pointer, and not of what ${a} points to`;
}

/** The object is a record of another size than the one that is copied. */
function objectSize(facts: FunctionFacts, access: UserAccess): string | undefined {
  const size = wholeSize(facts, access);
  const { object } = access;
  if (size?.kind !== 'record' || object === undefined || access.isObjectItself) return undefined;
  const isAddress = object.kind === 'unary' && object.operator === '&';
  const type = typeOf(facts, isAddress ? object.operand : object);
  const tag = recordTag(type, isAddress ? 0 : 1);
  if (tag === undefined || tag === size.tag) return undefined;
  const longer = whereLonger(facts.source, size, { kind: 'record', tag });
  if (longer === undefined) return undefined;
  return `${access.name}() copies ${sizeText(size)} bytes, but the object is a struct ${tag} (${longer})`;
}

/** The argument of the command is a smaller record than the one that is copied. */
function commandSize(facts: FunctionFacts, access: UserAccess, here: CommandHere | undefined): string | undefined {
  if (here === undefined || facts.userAddress(access.user) !== here.argument) return undefined;
  const size = wholeSize(facts, access);
  const published = facts.source.command(here.command)?.command;
  const tag = published?.recordName;
  if (size?.kind !== 'record' || tag === undefined || tag === size.tag || published?.binding !== 'size')
    return undefined;
  const longer = whereLonger(facts.source, size, { kind: 'record', tag });
  if (longer !== undefined) {
    return `${access.name}() copies ${sizeText(size)} bytes, but ${here.command} passes a struct ${tag} (${longer})`;
  }
  const shorter = whereLonger(facts.source, { kind: 'record', tag }, size);
  if (shorter === undefined || isCopiedFurther(facts, access, here)) return undefined;
  return `${access.name}() copies ${sizeText(size)} bytes only, but ${here.command} passes a struct ${tag} (${shorter})`;
}

/** Another access goes to the same argument: this one copies a part of it. */
function isCopiedFurther(
  facts: FunctionFacts,
  { call, direction, user }: UserAccess,
  { argument }: CommandHere,
): boolean {
  const type = typeOf(facts, user);
  // `&uarg->key` of a typed pointer, and what the caller of a helper passes, are parts by intention.
  if (type !== undefined && type.pointers > 0 && type.keyword !== undefined) return true;
  return facts.accesses.some(({ access }) => {
    const address = facts.userAddress(access.user);
    if (access.call === call) return false;
    return (
      address === undefined ||
      (address !== argument && address.startsWith(argument)) ||
      (address === argument && access.direction === direction)
    );
  });
}

function wholeSize(facts: FunctionFacts, access: UserAccess): CodeSize | undefined {
  const size = access.kernelSize ?? access.size;
  return size?.kind === 'sizeof' ? sizeOf(facts, size) : undefined;
}

/** Sizes on the first ABI on which `size` is the larger one. */
function whereLonger(source: DriverSource, size: CodeSize, than: CodeSize): string | undefined {
  const [long, short] = [bytesOnAbis(source, size), bytesOnAbis(source, than)];
  for (const [abi, bytes] of long) {
    const other = short.get(abi);
    if (other !== undefined && bytes > other) return `${bytes} and ${other} bytes on ${abi}`;
  }
  return undefined;
}
