/** Where what stands under the cursor is declared: in the header itself, or the file that an `#include` names. */
import type { FileRange } from '../../core/index.js';
import type { HeaderDocument } from '../headerDocument.js';
import { type Thing, thingAt } from './thingAt.js';

export interface Definition {
  readonly from: FileRange;
  readonly to: FileRange;
}

export function definitionAt(document: HeaderDocument, offset: number): Definition | undefined {
  const found = thingAt(document.context, offset);
  const to = found === undefined ? undefined : placeOf(found.thing);
  return found === undefined || to === undefined ? undefined : { from: found.range, to };
}

function placeOf(thing: Thing): FileRange | undefined {
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
    case 'include':
      return thing.edge.to === undefined ? undefined : { file: thing.edge.to, start: 0, end: 0 };
    case 'number':
      return undefined;
  }
}
