/** The records that members hold by value: for whoever looks into them, where a layout names only the type. */
import { nameOf } from '../base/names.js';
import { type CType, canonical, type RecordType } from '../sema/ctype.js';
import type { Abi } from '../target/abi.js';
import { AbiMeasurer } from './measure.js';
import type { MemberLayout, RecordLayout } from './recordLayout.js';

/** The record that a member holds by value, arrays and typedefs taken off. */
export function recordOf(type: CType): RecordType | undefined {
  let current = canonical(type);
  while (current.kind === 'array') current = canonical(current.of);
  return current.kind === 'record' ? current : undefined;
}

const measurers = new WeakMap<Abi, AbiMeasurer>();

/** The layout of a type that a member names, on an ABI. */
export function measuredLayout(record: RecordType, abi: Abi): RecordLayout | undefined {
  let measurer = measurers.get(abi);
  if (measurer === undefined) {
    measurer = new AbiMeasurer(abi);
    measurers.set(abi, measurer);
  }
  return measurer.layoutOf(record).layout;
}

/** The record that a member holds by value and that was declared elsewhere, with the name of its type. */
export function heldRecord(
  { ctype, nested, type }: MemberLayout,
  abi: Abi,
): { readonly name: string; readonly layout: RecordLayout } | undefined {
  const record = nested === undefined ? recordOf(ctype) : undefined;
  const layout = record === undefined ? undefined : measuredLayout(record, abi);
  if (record === undefined || layout === undefined) return undefined;
  return { name: record.tag < 0 ? type : `${record.recordKind} ${nameOf(record.tag)}`, layout };
}
