/**
 * The call of `_IOC` or a wrapper that makes a macro an ioctl: where it stands in the macro's expression, and what it tells
 * of the argument.
 */
import { intern, nameOf } from '../base/names.js';
import { F, T } from '../lex/token.js';
import { type MacroDefinition, type MacroToken, macroTokenText } from '../preprocess/macro.js';
import type { BoundExpression } from '../sema/boundExpression.js';
import { type CType, canonical } from '../sema/ctype.js';

type BoundIocCall = BoundExpression & { kind: 'ioc' };

/** What the number of an ioctl is made of, and the names that are shown with it. */
export interface IoctlCall {
  /** `undefined` for `_IO`. */
  readonly size: BoundExpression | undefined;
  readonly argumentType: string | undefined;
  readonly argumentRecord: string | undefined;
  readonly argumentCtype: CType | undefined;
  readonly wrapper: string | undefined;
  /** The macro is this call and nothing else. */
  readonly isWhole: boolean;
  /** Type and number, and for `_IOC` the direction. */
  readonly fields: readonly BoundExpression[];
  /** The fields have the same values on every ABI; `undefined` until it is known. */
  fixedFields: boolean | undefined;
}

/** The call of `_IOC` that an expression is or holds. */
export function findIocCall(e: BoundExpression): BoundIocCall | undefined {
  switch (e.kind) {
    case 'ioc':
      return e;
    case 'unary':
    case 'cast':
      return findIocCall(e.operand);
    case 'binary': {
      let found: BoundIocCall | undefined;
      let node: BoundExpression = e;
      for (; node.kind === 'binary'; node = node.left) found = findIocCall(node.right) ?? found;
      return findIocCall(node) ?? found;
    }
    case 'conditional':
      return (
        findIocCall(e.condition) ??
        (e.whenTrue === undefined ? undefined : findIocCall(e.whenTrue)) ??
        findIocCall(e.whenFalse)
      );
    default:
      return undefined;
  }
}

/** What a call tells; `isWhole`: the macro is this call and nothing else. `tokens` are those of the macro's expansion. */
export function ioctlCallOf(
  call: BoundIocCall,
  isWhole: boolean,
  tokens: readonly MacroToken[],
  definition: MacroDefinition,
): IoctlCall {
  return {
    size: call.size,
    ...argumentOf(call.size, tokens),
    wrapper: wrapperOf(definition),
    isWhole,
    fields: [call.type, call.nr, ...(typeof call.direction === 'string' ? [] : [call.direction])],
    fixedFields: undefined,
  };
}

/** `sizeof(struct foo)` as the size of an ioctl: the type as spelled, and the record behind it. */
function argumentOf(
  size: BoundExpression | undefined,
  tokens: readonly MacroToken[],
): Pick<IoctlCall, 'argumentType' | 'argumentRecord' | 'argumentCtype'> {
  const type = size === undefined ? undefined : sizeofType(size);
  if (type === undefined) return { argumentType: undefined, argumentRecord: undefined, argumentCtype: undefined };
  const record = canonical(type);
  const recordName =
    record.kind === 'record' ? (record.tag >= 0 ? nameOf(record.tag) : typedefNameOf(type)) : undefined;
  return { argumentType: spelledArgument(tokens), argumentRecord: recordName, argumentCtype: type };
}

function sizeofType(e: BoundExpression): CType | undefined {
  if (e.kind === 'sizeof-type') return e.type;
  // The kernel's type check: sizeof(t) == sizeof(t[1]) && … ? sizeof(t) : …
  if (e.kind === 'conditional' && e.whenTrue !== undefined) return sizeofType(e.whenTrue);
  return undefined;
}

function typedefNameOf(type: CType): string | undefined {
  return type.kind === 'typedef' ? nameOf(type.name) : undefined;
}

/** The argument type as spelled: the third argument of a wrapper, or what stands inside `sizeof ( … )` for `_IOC`. */
function spelledArgument(tokens: readonly MacroToken[]): string | undefined {
  const start = tokens.findIndex((token) => token.kind === T.identifier && argumentPlaces.has(token.name));
  if (start < 0) return undefined;
  const place = argumentPlaces.get(tokens[start].name) ?? 0;
  let depth = 0;
  let commas = 0;
  let text = '';
  for (let i = start + 1; i < tokens.length; i++) {
    const token = tokens[i];
    if (token.kind === T.leftParen && depth++ === 0) continue;
    if (token.kind === T.rightParen && --depth === 0) break;
    if (token.kind === T.comma && depth === 1) {
      commas++;
      continue;
    }
    if (commas !== place) continue;
    if (text !== '' && (token.flags & F.space) !== 0) text += ' ';
    text += macroTokenText(token);
  }
  return /^\(*sizeof\s*\((.*?)\)+$/.exec(text)?.[1] ?? text;
}

/** Which argument of the macros that make ioctl numbers is the type, counted from 0. */
const argumentPlaces = new Map([
  [intern('_IOC'), 3],
  [intern('_IOR'), 2],
  [intern('_IOW'), 2],
  [intern('_IOWR'), 2],
]);

/** The macro that the body calls first: `_IOWR`, `DRM_IOWR`; undefined for an alias. */
function wrapperOf(definition: MacroDefinition): string | undefined {
  const { body } = definition;
  for (let i = 0; i + 1 < body.length; i++) {
    if (body[i].kind === T.identifier && body[i + 1].kind === T.leftParen) return macroTokenText(body[i]);
  }
  return undefined;
}
