/**
 * Where gcc puts the members of a record: the rules of gcc's stor-layout.cc for targets whose bit-fields follow the type
 * of the field (PCC_BITFIELD_TYPE_MATTERS, true of every ABI here but m68k), with the psABI differences taken from the ABI table.
 *
 * A member is placed at the next multiple of its alignment. A bit-field stands at the next free bit, unless it would span
 * more units of its type's alignment than its type does; then at the next boundary of that alignment. `packed` lowers an
 * alignment to one byte (one bit for a bit-field), `aligned` raises it, `#pragma pack` caps both.
 */
import { nameOf } from '../base/names.js';
import { type CType, canonical, type Member, type RecordType, rangeAt, spellType } from '../sema/ctype.js';
import { NotConstant } from '../sema/evaluate.js';
import type { FileRange } from '../source/sourceFile.js';
import type { ScalarLayout } from '../target/abi.js';
import { type AbiMeasurer, type Measure, Unmeasurable } from './measure.js';
import { findPadding } from './padding.js';
import type { MemberLayout, RecordLayout } from './recordLayout.js';

/** A layout, and the alignment that the type has as a member of another record. */
export interface LaidRecord {
  readonly layout: RecordLayout;
  readonly typeAlignBytes: number;
  readonly userAligned: boolean;
}

/**
 * The layout of a complete record; throws `Unmeasurable` when a member has no size.
 *
 * @param known layouts of the same record on other ABIs: where all numbers are those of one of them, it is the answer
 */
export function layoutRecord(record: RecordType, measurer: AbiMeasurer, known: Iterable<LaidRecord>): LaidRecord {
  const { abi } = measurer;
  const members = record.members ?? [];
  const placed: PlacedMember[] = [];
  const unnamed: { offsetBits: number; widthBits: number }[] = [];
  const isUnion = record.recordKind === 'union';
  const packBits = record.packBytes * 8;
  // m68k: the type of a bit-field decides nothing, and a zero-width one has an alignment of its own.
  let userAligned = record.alignments.length > 0;
  const zeroWidthBits =
    abi.unnamedBitFieldAlignment.kind === 'zero-width' ? abi.unnamedBitFieldAlignment.alignBytes * 8 : undefined;
  const typeMatters = abi.bitFieldTypeMatters;
  let position = 0;
  let largestBits = 0;
  let alignBits = Math.max(8, measurer.largestAlignment(record.alignments) * 8);
  if (!record.packed) {
    const smallest = abi.minRecordAlignBytes * 8;
    alignBits = Math.max(alignBits, packBits > 0 ? Math.min(smallest, packBits) : smallest);
  }

  // gcc keeps a place as a multiple of this and the bits beyond it, and rounds only the latter where a bit-field would span
  // too much: an alignment larger than this (of a typedef with `aligned`) is then none from the record's start.
  const wholeBits = Math.max(alignBits, abi.biggestAlignBytes * 8);

  for (let index = 0; index < members.length; index++) {
    const member = members[index];
    const measure = measureMember(member, index, measurer);
    const width = member.bitWidth === undefined ? undefined : bitWidth(member, index, measure, measurer);
    const isBitField = width !== undefined;
    const typeBits = measure.alignBytes * 8;
    const memberAligned = member.alignments.length > 0;
    userAligned ||= memberAligned || measure.userAligned;
    const zeroWidth = width === 0;
    const packed = (record.packed || member.packed) && (isBitField || typeBits > 8);
    const packedHere = packed && !zeroWidth;

    let fieldBits = 1;
    if (memberAligned) fieldBits = alignmentOf(member, index, measurer) * 8;
    // A union's members stand at 0, and so does what would be known of the place.
    const unit = isBitField ? wholeUnit(width, isUnion ? 0 : position, packed, measurer) : undefined;
    if (isBitField) {
      if (zeroWidth) fieldBits = Math.max(fieldBits, zeroWidthBits ?? typeBits);
      else if (unit !== undefined) {
        // i386 lowers the alignment of 8-byte integers in a record where no attribute of the member gave one.
        const unitBytes = (memberAligned ? unit.preferredAlignBytes : undefined) ?? unit.alignBytes;
        fieldBits = Math.max(fieldBits, unitBytes * 8);
      }
    } else if (!(packedHere && memberAligned)) fieldBits = Math.max(fieldBits, typeBits);
    if (packedHere && !memberAligned) fieldBits = Math.min(fieldBits, 8);
    if (packBits > 0 && !zeroWidth) fieldBits = Math.min(fieldBits, packBits);

    if (isBitField && typeMatters) {
      if (member.name >= 0 || abi.unnamedBitFieldAlignment.kind === 'declared-type') {
        let raise = typeBits;
        if (!zeroWidth) {
          if (packBits > 0) raise = Math.min(raise, packBits);
          else if (packed) raise = Math.min(raise, 8);
        }
        alignBits = Math.max(alignBits, fieldBits, raise);
      }
    } else alignBits = Math.max(alignBits, fieldBits);

    if (isUnion) position = 0;
    const end = position;
    position = roundUp(end, fieldBits);
    if (isBitField && typeMatters && !packed && packBits === 0 && unit === undefined) {
      const over = position % typeBits;
      const units = Math.ceil((over + width) / typeBits);
      if (units > (measure.sizeBytes * 8) / typeBits) {
        const isWhole = fieldBits >= wholeBits && position > end;
        const base = isWhole ? position : Math.floor(end / wholeBits) * wholeBits;
        position = base + roundUp(position - base, typeBits);
      }
    }
    const sizeBits = isBitField ? width : measure.sizeBytes * 8;
    if (isBitField && member.name < 0) {
      if (width > 0) unnamed.push({ offsetBits: position, widthBits: width });
    } else
      placed.push({
        member,
        offsetBits: position,
        measure,
        fieldAlignBytes: isBitField ? measure.alignBytes : fieldBits / 8,
        width,
      });
    position += sizeBits;
    largestBits = Math.max(largestBits, position);
  }
  const typeAlignBytes = alignBits / 8;
  const sizeBytes = roundUp(Math.ceil(largestBits / 8), typeAlignBytes);
  if (sizeBytes > Number.MAX_SAFE_INTEGER / 16) throw new Unmeasurable('it is too large');
  // _Alignof tells no more than the ABI's largest alignment unless an attribute asked for more (gcc, min_align_of_type).
  const alignBytes = userAligned ? typeAlignBytes : Math.min(typeAlignBytes, abi.biggestAlignBytes);
  for (const other of known) {
    const { layout } = other;
    if (
      layout.sizeBytes === sizeBytes &&
      layout.alignBytes === alignBytes &&
      other.typeAlignBytes === typeAlignBytes &&
      other.userAligned === userAligned &&
      samePlaces(layout, placed, measurer)
    ) {
      return other;
    }
  }
  const laid = placed.map((each) => memberLayout(record, each, measurer));
  const layout: RecordLayout = {
    kind: record.recordKind,
    sizeBytes,
    alignBytes,
    members: laid,
    padding: findPadding(record.recordKind, sizeBytes, laid, unnamed),
    kept: undefined,
  };
  return { layout, typeAlignBytes, userAligned };
}

interface PlacedMember {
  readonly member: Member;
  readonly offsetBits: number;
  readonly measure: Measure;
  readonly fieldAlignBytes: number;
  readonly width: number | undefined;
}

/** Whether a layout has these members; what they are of follows, since it is a layout of the same record. */
function samePlaces({ members }: RecordLayout, placed: readonly PlacedMember[], measurer: AbiMeasurer): boolean {
  for (let i = 0; i < placed.length; i++) {
    const { offsetBits, measure, fieldAlignBytes, width, member } = placed[i];
    const other = members[i];
    if (
      other.offsetBits !== offsetBits ||
      other.sizeBytes !== measure.sizeBytes ||
      other.alignBytes !== measure.alignBytes ||
      other.fieldAlignBytes !== fieldAlignBytes ||
      other.widthBits !== width ||
      (other.nested !== undefined && measurer.layoutOf(nestedRecord(member.type)).layout !== other.nested)
    ) {
      return false;
    }
  }
  return true;
}

/** The record of a member with a nested layout. */
function nestedRecord(type: CType): RecordType {
  let element = canonicalOnce(type);
  while (element.kind === 'array') element = canonicalOnce(element.of);
  return element as RecordType;
}

/**
 * The machine integer that a bit-field fills, when it also stands at such an integer's place: then gcc's layout_decl makes
 * it one, with its alignment, whatever the declared type.
 */
function wholeUnit(width: number, position: number, packed: boolean, measurer: AbiMeasurer): ScalarLayout | undefined {
  const { scalars } = measurer.abi;
  const unit = [scalars.char, scalars.short, scalars.int, scalars['long long']].find((s) => s.sizeBytes * 8 === width);
  if (unit === undefined) return undefined;
  const bits = (unit.preferredAlignBytes ?? unit.alignBytes) * 8;
  return position % bits === 0 && !(bits > 8 && packed) ? unit : undefined;
}

function measureMember(member: Member, index: number, measurer: AbiMeasurer): Measure {
  try {
    return measurer.measure(member.type);
  } catch (problem) {
    if (!(problem instanceof NotConstant)) throw problem;
    const name = member.name < 0 ? 'a member' : `member "${nameOf(member.name)}"`;
    throw new Unmeasurable(member.unreadable ? problem.message : `${name} has no size here: ${problem.message}`, index);
  }
}

function alignmentOf(member: Member, index: number, measurer: AbiMeasurer): number {
  try {
    return measurer.largestAlignment(member.alignments);
  } catch (problem) {
    if (!(problem instanceof NotConstant)) throw problem;
    throw new Unmeasurable(problem.message, index);
  }
}

function bitWidth(member: Member, index: number, measure: Measure, measurer: AbiMeasurer): number {
  const what =
    member.name < 0 ? 'the width of an unnamed bit-field' : `the width of bit-field "${nameOf(member.name)}"`;
  let width: number;
  try {
    width = measurer.evaluator.count(member.bitWidth ?? { kind: 'error', reason: '' }, what);
  } catch (problem) {
    if (!(problem instanceof NotConstant)) throw problem;
    throw new Unmeasurable(problem.message, index);
  }
  const limit = isBool(member.type) ? 1 : measure.sizeBytes * 8;
  if (width > limit) throw new Unmeasurable(`${what} (${width}) is larger than its type`, index);
  return width;
}

function isBool(type: CType): boolean {
  const t = canonical(type);
  return t.kind === 'basic' && t.name === '_Bool';
}

function memberLayout(
  record: RecordType,
  { member, offsetBits, measure, fieldAlignBytes, width }: PlacedMember,
  measurer: AbiMeasurer,
): MemberLayout {
  const dimensions: number[] = [];
  const type = withoutTypeof(member.type, measurer);
  let element = canonicalOnce(type);
  while (element.kind === 'array') {
    dimensions.push(element.size === undefined ? -1 : measurer.evaluator.count(element.size, 'the size of an array'));
    element = canonicalOnce(element.of);
  }
  const nested = element.kind === 'record' && element.tag < 0 && (isWrittenHere(type) || member.name < 0);
  return {
    name: member.name < 0 ? '' : nameOf(member.name),
    offsetBits,
    sizeBytes: measure.sizeBytes,
    alignBytes: measure.alignBytes,
    fieldAlignBytes,
    isUserAligned: measure.userAligned || member.alignments.length > 0,
    widthBits: width,
    type: typeText(type, dimensions),
    dimensions: dimensions.length === 0 ? NO_DIMENSIONS : dimensions,
    ctype: type,
    nested: nested ? measurer.layoutOf(element as RecordType).layout : undefined,
    range: rangeOf(record, member),
  };
}

/** The type with what a `typeof` in it stands for; what a typedef names is left as it is. */
function withoutTypeof(type: CType, measurer: AbiMeasurer): CType {
  switch (type.kind) {
    case 'typeof':
      return withoutTypeof(measurer.evaluator.typeOf(type.expression), measurer);
    case 'qualified': {
      const inner = withoutTypeof(type.type, measurer);
      return inner === type.type ? type : { ...type, type: inner };
    }
    case 'array': {
      const of = withoutTypeof(type.of, measurer);
      return of === type.of ? type : { ...type, of };
    }
    default:
      return type;
  }
}

function rangeOf(record: RecordType, member: Member): FileRange {
  member.range ??= record.origin === undefined ? NO_RANGE : rangeAt(record.origin, member.at);
  return member.range;
}

const NO_DIMENSIONS: readonly number[] = [];
const NO_RANGE = { file: { path: '', displayName: '', text: '', view: 'installed' as const }, start: 0, end: 0 };

function canonicalOnce(type: CType): CType {
  let t = type;
  while (t.kind === 'typedef' || t.kind === 'qualified' || t.kind === 'aligned') t = t.type;
  return t;
}

/** The record was written in the member's own declaration, not named by a typedef. */
function isWrittenHere(type: CType): boolean {
  let t = type;
  for (;;) {
    if (t.kind === 'qualified') t = t.type;
    else if (t.kind === 'array') t = t.of;
    else return t.kind === 'record';
  }
}

function typeText(type: CType, dimensions: readonly number[]): string {
  let element = type;
  // What a typedef names may be an array as well; its dimensions stand in its name.
  let depth = 0;
  for (; element.kind === 'array'; depth++) element = element.of;
  const written = dimensions.slice(0, depth).map((d) => (d < 0 ? '[]' : `[${d}]`));
  return spellType(element, written.join(''));
}

export function roundUp(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple;
}
