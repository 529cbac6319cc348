/**
 * From debugging entries to the records and enums that one file declares, by the member rules of
 * `uapi layout --format ndjson`: anonymous members are transparent, named members of untagged type are listed and then
 * descended (`u.a`, `list[].x`), members of tagged or typedef'd type are listed only, unnamed bit-fields are left out.
 */
import fs from 'node:fs';
import { type EnumFact, type MemberFact, type WireInteger, wireInteger } from './document.js';
import { AT, type DebugInfo, type Die, integerAttribute, stringAttribute, TAG } from './dwarf.js';

export interface RecordShape {
  readonly name: string;
  readonly kind: 'struct' | 'union';
  readonly isTypedefName: boolean;
  /** Bytes. */
  readonly size: number;
  readonly members: readonly MemberFact[];
}

/** Records and enums whose tag, or typedef name where there is no tag, stands in `file`. */
export function declaredTypes(info: DebugInfo, file: string): { records: RecordShape[]; enums: EnumFact[] } {
  const wanted = fs.realpathSync(file);
  const isOwn = info.files.map((f) => realPath(f) === wanted);
  const inFile = (die: Die): boolean => isOwn[integerAttribute(die, AT.declFile) ?? 0] === true;
  const types = new TypeGraph(info);
  const top = info.units.flatMap((unit) => unit.children);

  const typedefNames = new Map<Die, Die>();
  for (const die of top) {
    const target = die.tag === TAG.typedef ? types.typeOf(die) : undefined;
    if (target !== undefined && !typedefNames.has(target)) typedefNames.set(target, die);
  }
  const records = new Map<string, RecordShape>();
  const enums: EnumFact[] = [];
  for (const die of top) {
    const isEnum = die.tag === TAG.enumerationType;
    if ((!isEnum && !isRecord(die)) || die.attributes.get(AT.declaration) === true) continue;
    const tag = stringAttribute(die, AT.name);
    const namedBy = tag === undefined ? typedefNames.get(die) : die;
    const name = namedBy === undefined ? undefined : stringAttribute(namedBy, AT.name);
    if (isEnum) {
      if (inFile(die)) enums.push({ name: name ?? null, values: enumerators(die) });
    } else if (name !== undefined && namedBy !== undefined && inFile(namedBy)) {
      const kind = die.tag === TAG.structureType ? 'struct' : 'union';
      const isTypedefName = tag === undefined;
      const key = `${isTypedefName ? '' : `${kind} `}${name}`;
      if (records.has(key)) continue;
      const size = integerAttribute(die, AT.byteSize) ?? 0;
      records.set(key, { name, kind, isTypedefName, size, members: types.members(die, 0, '') });
    }
  }
  return { records: [...records.values()], enums };
}

function isRecord(die: Die | undefined): die is Die {
  return die !== undefined && (die.tag === TAG.structureType || die.tag === TAG.unionType);
}

function enumerators(die: Die): Record<string, WireInteger> {
  const values: Record<string, WireInteger> = {};
  for (const child of die.children) {
    const name = stringAttribute(child, AT.name);
    const value = child.attributes.get(AT.constValue);
    if (name !== undefined && typeof value === 'bigint') values[name] = wireInteger(value);
  }
  return values;
}

/** Follows `type` attributes; sizes in bytes. */
class TypeGraph {
  readonly #info: DebugInfo;

  constructor(info: DebugInfo) {
    this.#info = info;
  }

  typeOf(die: Die): Die | undefined {
    const target = integerAttribute(die, AT.type);
    return target === undefined ? undefined : this.#info.byOffset.get(target);
  }

  /** The type without qualifiers; a typedef stays a typedef. */
  #unqualified(die: Die | undefined): Die | undefined {
    let type = die;
    while (type !== undefined && isQualifier(type.tag)) type = this.typeOf(type);
    return type;
  }

  sizeOf(die: Die | undefined): number {
    let type = this.#unqualified(die);
    while (type?.tag === TAG.typedef) type = this.#unqualified(this.typeOf(type));
    if (type === undefined) return 1;
    const stated = integerAttribute(type, AT.byteSize);
    if (stated !== undefined || type.tag !== TAG.arrayType) return stated ?? 1;
    const elements = dimensions(type).reduce((product, n) => product * n, 1);
    return elements * this.sizeOf(this.typeOf(type));
  }

  members(record: Die, baseBytes: number, prefix: string): MemberFact[] {
    const out: MemberFact[] = [];
    for (const member of record.children) {
      if (member.tag !== TAG.member) continue;
      const name = stringAttribute(member, AT.name);
      const type = this.typeOf(member);
      const bitWidth = integerAttribute(member, AT.bitSize);
      if (bitWidth !== undefined) {
        if (name === undefined) continue;
        const bitOffset = baseBytes * 8 + (integerAttribute(member, AT.dataBitOffset) ?? 0);
        const offset = Math.floor(bitOffset / 8);
        out.push({ path: prefix + name, offset, size: this.sizeOf(type), bitOffset, bitWidth });
        continue;
      }
      const offset = baseBytes + (integerAttribute(member, AT.dataMemberLocation) ?? 0);
      let element = this.#unqualified(type);
      let path = prefix + (name ?? '');
      if (name !== undefined) out.push({ path, offset, size: this.sizeOf(type) });
      while (element?.tag === TAG.arrayType) {
        path += '[]'.repeat(dimensions(element).length);
        element = this.#unqualified(this.typeOf(element));
      }
      if (isRecord(element) && stringAttribute(element, AT.name) === undefined) {
        out.push(...this.members(element, offset, name === undefined ? prefix : `${path}.`));
      }
    }
    return out;
  }
}

function isQualifier(tag: number): boolean {
  return tag === TAG.constType || tag === TAG.volatileType || tag === TAG.restrictType || tag === TAG.atomicType;
}

/** Elements per dimension; 0 for a flexible or zero-length one. */
function dimensions(array: Die): number[] {
  return array.children
    .filter((child) => child.tag === TAG.subrangeType)
    .map((range) => {
      const count = integerAttribute(range, AT.count);
      const upper = integerAttribute(range, AT.upperBound);
      return count ?? (upper === undefined ? 0 : upper + 1);
    });
}

const realPaths = new Map<string, string>();

function realPath(file: string): string {
  let real = realPaths.get(file);
  if (real === undefined) {
    real = fs.existsSync(file) ? fs.realpathSync(file) : file;
    realPaths.set(file, real);
  }
  return real;
}
