/** Where what stands under the cursor is declared, and where its type is: in the header, or in a file that it includes. */
import { type FileRange, type FlatMember, type RuleContext, typeChain } from '../../core/index.js';
import type { HeaderDocument } from '../headerDocument.js';
import { externalNamed, type Thing, thingAt } from './thingAt.js';

export interface Definition {
  /** The word under the cursor. */
  readonly from: FileRange;
  readonly to: FileRange;
}

export function definitionAt(document: HeaderDocument, offset: number): Definition | undefined {
  const found = thingAt(document, offset) ?? thingAt(document, offset, document.onAllAbis);
  const to = found === undefined ? undefined : placeOf(found.thing);
  return found === undefined || to === undefined ? undefined : { from: found.range, to };
}

/** From a member or a command to the record or typedef behind it. */
export function typeDefinitionAt(document: HeaderDocument, offset: number): Definition | undefined {
  const found = thingAt(document, offset) ?? thingAt(document, offset, document.onAllAbis);
  if (found === undefined) return undefined;
  const name = typeNameOf(found.thing);
  const to = name === undefined ? undefined : placeOfType(document.context, name);
  return to === undefined ? undefined : { from: found.range, to };
}

export function placeOf(thing: Thing): FileRange | undefined {
  switch (thing.kind) {
    case 'member':
      return thing.flat.member.range;
    case 'record':
      return thing.record.nameRange;
    case 'enum':
      return thing.enum.range;
    case 'enumerator':
      return thing.declaredAt;
    case 'ioctl':
      return thing.ioctl.range;
    case 'macro':
      return thing.macro.range;
    case 'define':
      return thing.define.nameRange;
    case 'external':
      return thing.symbol.range;
    case 'include':
      return thing.edge.to === undefined ? undefined : { file: thing.edge.to, start: 0, end: 0 };
    case 'basicType':
    case 'number':
      return undefined;
  }
}

function typeNameOf(thing: Thing): string | undefined {
  switch (thing.kind) {
    case 'member':
      return memberTypeName(thing.flat);
    case 'ioctl':
      return thing.ioctl.argumentRecord ?? thing.ioctl.argumentType;
    case 'enumerator':
      return thing.enum.name;
    case 'record':
      return thing.record.name;
    default:
      return undefined;
  }
}

function memberTypeName({ member, type }: FlatMember): string | undefined {
  return typeChain(member.ctype).typedefs[0] ?? /^(?:struct|union|enum)\s+(\w+)/.exec(type)?.[1];
}

function placeOfType(context: RuleContext, name: string): FileRange | undefined {
  for (const { records, enums } of context.analyses) {
    const record = records.find((each) => each.name === name);
    if (record !== undefined) return record.nameRange;
    const declared = enums.find((each) => each.name === name);
    if (declared !== undefined) return declared.range;
  }
  const external = externalNamed(context, name);
  return external === undefined ? undefined : placeOf(external);
}
