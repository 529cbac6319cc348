/** Members of an ioctl's record that its handler copied in and never looks at. */
import { bytesOnAbis, codeType, recordTag, sizeOf } from '../../driver/codeTypes.js';
import type { DriverSource } from '../../driver/driverSource.js';
import { objectPlace } from '../../driver/events.js';
import { type FunctionFacts, functionsWith } from '../../driver/functionFacts.js';
import { recordUse } from '../../driver/recordUse.js';
import { commandRecords, isDispatchedRecord } from '../../driver/userValues.js';
import { membersOf } from '../../review/byAbi.js';
import type { Span } from '../../surface/ast.js';

export interface UnreadMember {
  readonly facts: FunctionFacts;
  readonly tag: string;
  readonly path: string;
  /** Where the handler gets the record. */
  readonly span: Span;
}

/**
 * Of functions that use every other member: those are handlers, and others see a part only. A record that another function
 * of the file looks at is left alone, since a command may share it.
 */
export function unreadMembers(source: DriverSource, isAskedFor: (name: string) => boolean): readonly UnreadMember[] {
  const records = commandRecords(source);
  if (records.size === 0) return [];
  return functionsWith(source, /user|ucmd|\bdata\b/).flatMap((facts) =>
    recordsIn(facts, records).flatMap(({ place, tag, span, endBits }) => {
      const layout = source.record(tag)?.record.onAbis[0]?.record.layout;
      if (layout === undefined) return [];
      // Of a record that is copied in part, only that part is the handler's.
      const members = membersOf(layout).filter(({ offsetBits }) => endBits === undefined || offsetBits < endBits);
      const paths = members.filter(({ dimensions }) => !dimensions.includes(-1)).map(({ path }) => path);
      const asked = paths.filter((path) => isAskedFor(lastName(path)));
      if (asked.length === 0) return [];
      const { reads, writes, escapes } = recordUse(facts, place);
      if (escapes || reads.has('') || writes.has('')) return [];
      const used = [...reads, ...writes];
      const isUsed = (path: string): boolean => used.some((each) => isPartOf(each, path) || isPartOf(path, each));
      const isWhole = paths.every((path) => isUsed(path) || spare.test(lastName(path)));
      if (!isWhole || used.length === 0) return [];
      const unread = asked.filter((path) => !isUsed(path));
      return unread
        .filter((path) => !isReadElsewhere(source, facts, tag, lastName(path)))
        .map((path) => ({ facts, tag, path, span }));
    }),
  );
}

/** Members that a handler need not use: sizes that its dispatcher has checked, and those that mean nothing. */
const spare = /^(?:size|argsz|_*(?:flags|reserved|rsvd|resv|mbz|pad|padding)\d*)$/;

function lastName(path: string): string {
  const plain = path.replaceAll('[]', '');
  return plain.slice(plain.lastIndexOf('.') + 1);
}

function isPartOf(part: string, whole: string): boolean {
  return part === whole || part.startsWith(`${whole}.`) || part.startsWith(`${whole}[`);
}

/** Another function of the file names the record's type, and the member. */
function isReadElsewhere(source: DriverSource, { definition }: FunctionFacts, tag: string, member: string): boolean {
  return source.surface.functions.some((other) => {
    if (other === definition) return false;
    // `sizeof` of a member does not look at it.
    const text = source.textOf(other).replaceAll(/\bsizeof\s*\([^()]*\)/g, '');
    return new RegExp(`\\b${tag}\\b`).test(text) && new RegExp(`(?:->|\\.)\\s*${member}\\b`).test(text);
  });
}

interface RecordHere {
  readonly place: string;
  readonly tag: string;
  readonly span: Span;
  /** Bits of the record that are copied, where that is not all of it. */
  readonly endBits?: number;
}

/** Records of commands that the function gets whole: copied in, duplicated, or handed over by its dispatcher. */
function recordsIn(facts: FunctionFacts, records: ReadonlySet<string>): readonly RecordHere[] {
  const found = new Map<string, RecordHere>();
  for (const { access } of facts.accesses) {
    if (access.direction !== 'in' || access.object === undefined || access.isObjectItself) continue;
    const place = objectPlace(access, facts.targets);
    const size = access.kernelSize ?? access.size;
    const whole = size === undefined ? undefined : sizeOf(facts, size);
    const name = place?.replace(/^\*/, '');
    if (
      place === undefined ||
      name === undefined ||
      !/^\w+$/.test(name) ||
      whole === undefined ||
      whole.kind === 'bytes'
    ) {
      continue;
    }
    const variable = facts.variable(name, access.call.start);
    const tag = variable === undefined ? undefined : recordTag(codeType(variable.type), place === name ? 0 : 1);
    if (tag === undefined || tag !== whole.tag || !records.has(tag) || facts.isParameter(name)) continue;
    if (!facts.isDeclaredOnce(name)) continue;
    const [bytes] = whole.kind === 'prefix' ? bytesOnAbis(facts.source, whole).values() : [];
    if (whole.kind === 'prefix' && bytes === undefined) continue;
    found.set(place, { place, tag, span: access.call, ...(bytes === undefined ? {} : { endBits: bytes * 8 }) });
  }
  for (const [name, [{ value }, ...others]] of facts.assigned) {
    if (value === undefined || others.length > 0 || !/^\w+$/.test(name)) continue;
    const variable = facts.variable(name, value.start);
    const tag = variable === undefined ? undefined : recordTag(codeType(variable.type), 1);
    if (tag === undefined || !records.has(tag) || !facts.isDeclaredOnce(name)) continue;
    const stripped = value.kind === 'cast' ? value.operand : value;
    const isDuplicate =
      stripped.kind === 'call' &&
      facts.accesses.some(({ access }) => access.call === stripped && access.result === 'pointer');
    if (isDuplicate || isDispatchedRecord(facts, name, stripped))
      found.set(`*${name}`, { place: `*${name}`, tag, span: value });
  }
  return [...found.values()];
}
