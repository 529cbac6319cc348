/** Bound records and enums as reports name them. One object per (declaration, layout), so that ABIs which agree share it. */
import { nameOf } from '../base/names.js';
import type { AbiMeasurer, LayoutResult } from '../layout/measure.js';
import { lex } from '../lex/lexer.js';
import { kernelDocBefore } from '../parse/kernelDoc.js';
import type { NamedEnum, NamedRecord } from '../sema/bindRun.js';
import { type Origin, type RecordType, rangeAt } from '../sema/ctype.js';
import type { EnumValues, Evaluator } from '../sema/evaluate.js';
import type { FileRange } from '../source/sourceFile.js';
import type { DeclaredEnum, DeclaredRecord, UnplacedMember } from './headerAnalysis.js';

type RecordMemo = { readonly result: LayoutResult; readonly declared: DeclaredRecord }[];
type EnumMemo = { readonly values: EnumValues; readonly declared: DeclaredEnum }[];

export function declaredRecord(named: NamedRecord, measurer: AbiMeasurer): DeclaredRecord {
  const result = measurer.layoutOf(named.record);
  named.memo ??= [];
  const known = named.memo as RecordMemo;
  for (const entry of known) {
    if (result.layout === undefined ? entry.result.reason === result.reason : entry.result.layout === result.layout) {
      return entry.declared;
    }
  }
  const declared = describeRecord(named, result);
  known.push({ result, declared });
  return declared;
}

function describeRecord(named: NamedRecord, result: LayoutResult): DeclaredRecord {
  const { record, origin } = named;
  const kernelDoc = kernelDocOf(origin, record.startAt);
  const range =
    record.startAt <= LEADING_TOKENS
      ? rangeAt(origin, 0, Math.max(0, named.length - 1))
      : rangeAt(origin, record.startAt, record.endAt);
  const common = {
    kind: record.recordKind,
    name: nameOf(named.name),
    isTypedefName: named.isTypedefName,
    nameRange: rangeAt(origin, named.nameAt),
    range,
    ...(kernelDoc === undefined ? undefined : { kernelDoc }),
    isPacked: record.packed || record.packBytes > 0,
    ...(named.isTransparentUnion ? { isTransparentUnion: true as const } : undefined),
  };
  if (result.layout !== undefined) return { ...common, layout: result.layout };
  const blamed = record.members?.[result.memberIndex];
  const unplaced: UnplacedMember[] = [];
  addUnplaced(record, '', origin, unplaced);
  return {
    ...common,
    incomplete: { reason: result.reason, range: rangeAt(origin, blamed === undefined ? named.nameAt : blamed.at) },
    unplaced,
  };
}

/** As `flattenMembers`, for a record without layout. */
function addUnplaced(record: RecordType, prefix: string, origin: Origin, unplaced: UnplacedMember[]): void {
  for (const member of record.members ?? []) {
    let held = member.type;
    let dimensions = '';
    for (; held.kind === 'array' || held.kind === 'qualified'; held = held.kind === 'array' ? held.of : held.type) {
      if (held.kind === 'array') dimensions += '[]';
    }
    const nested = held.kind === 'record' && held.tag < 0 ? held : undefined;
    if (member.name < 0) {
      if (nested !== undefined) addUnplaced(nested, prefix, nested.origin ?? origin, unplaced);
      continue;
    }
    const path = prefix + nameOf(member.name);
    const isBitField = member.bitWidth !== undefined;
    if (!member.unreadable) unplaced.push({ path, ctype: member.type, isBitField, range: rangeAt(origin, member.at) });
    if (nested !== undefined) addUnplaced(nested, `${path}${dimensions}.`, nested.origin ?? origin, unplaced);
  }
}

export function declaredEnum(named: NamedEnum, evaluator: Evaluator): DeclaredEnum {
  const values = evaluator.enumValues(named.enum);
  named.memo ??= [];
  const known = named.memo as EnumMemo;
  for (const entry of known) if (sameValues(entry.values, values)) return entry.declared;
  const { origin } = named;
  const kernelDoc = kernelDocOf(origin, named.enum.startAt);
  const declared: DeclaredEnum = {
    ...(named.name < 0 ? undefined : { name: nameOf(named.name) }),
    range: rangeAt(origin, named.enum.startAt, named.enum.endAt),
    ...(kernelDoc === undefined ? undefined : { kernelDoc }),
    enumerators: (named.enum.enumerators ?? []).map((symbol, i) => {
      const value = values.values[i]?.value;
      return {
        name: nameOf(symbol.name),
        ...(value === undefined ? undefined : { value }),
        range: rangeAt(origin, symbol.at),
      };
    }),
  };
  known.push({ values, declared });
  return declared;
}

function sameValues(a: EnumValues, b: EnumValues): boolean {
  return a === b || a.values.every((value, i) => value?.value === b.values[i]?.value);
}

/** `typedef`, `const` and the like may stand before the keyword of a record that a comment describes. */
const LEADING_TOKENS = 2;

function kernelDocOf(origin: Origin, startAt: number): FileRange | undefined {
  const { run, firstToken } = origin;
  const token = firstToken + (startAt <= LEADING_TOKENS ? 0 : startAt);
  return kernelDocBefore(lex(run.file), run.starts[Math.min(token, run.count)]);
}
