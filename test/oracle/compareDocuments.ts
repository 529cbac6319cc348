/**
 * Compares what the product says with what a compiler said. Everything that the compiler knows must be there and equal,
 * records and members neither more nor fewer; more macros than the compiler evaluated are no fault.
 */
import type { EnumFact, IoctlFact, LayoutDocument, RecordFact, WireInteger } from './document.js';

/** One line for each difference, with the ABI and the header in front; empty when they agree. */
export function differences(expected: LayoutDocument, actual: LayoutDocument | undefined): string[] {
  const where = `${expected.abi} ${expected.header}`;
  if (actual === undefined) return [`${where}: no document`];
  const lines = [
    ...recordDifferences(expected.structs, actual.structs),
    ...enumDifferences(expected.enums, actual.enums),
    ...valueDifferences('macro', new Map(Object.entries(expected.macros)), new Map(Object.entries(actual.macros))),
    ...ioctlDifferences(expected.ioctls, actual.ioctls),
  ];
  return lines.map((line) => `${where}: ${line}`);
}

function recordDifferences(expected: readonly RecordFact[], actual: readonly RecordFact[]): string[] {
  const key = (r: RecordFact): string => `${r.kind} ${r.name}`;
  return keyedDifferences(
    new Map(expected.map((r) => [key(r), r])),
    new Map(actual.map((r) => [key(r), r])),
    (e, a) => {
      const lines: string[] = [];
      if (e.size !== a.size) lines.push(`size ${a.size}, gcc ${e.size}`);
      if (e.align !== a.align) lines.push(`align ${a.align}, gcc ${e.align}`);
      const paths = (r: RecordFact): Map<string, string> =>
        new Map(
          r.members.map((m) => [m.path, `${m.offset}+${m.size} bits ${m.bitOffset ?? '-'}:${m.bitWidth ?? '-'}`]),
        );
      lines.push(...valueDifferences('member', paths(e), paths(a)), ...extraKeys('member', paths(e), paths(a)));
      return lines;
    },
  );
}

function enumDifferences(expected: readonly EnumFact[], actual: readonly EnumFact[]): string[] {
  const constants = (enums: readonly EnumFact[]): Map<string, WireInteger> =>
    new Map(enums.flatMap((e) => Object.entries(e.values)));
  const names = (enums: readonly EnumFact[]): Map<string, string> =>
    new Map(enums.flatMap((e) => (e.name === null ? [] : [[e.name, Object.keys(e.values).join(' ')]])));
  return [
    ...valueDifferences('enumerator', constants(expected), constants(actual)),
    ...extraKeys('enumerator', constants(expected), constants(actual)),
    ...valueDifferences('enum', names(expected), names(actual)),
    ...extraKeys('enum', names(expected), names(actual)),
  ];
}

function ioctlDifferences(expected: readonly IoctlFact[], actual: readonly IoctlFact[]): string[] {
  const byName = (ioctls: readonly IoctlFact[]): Map<string, string> =>
    new Map(ioctls.map((i) => [i.name, `${i.value} ${i.dir} type ${i.type} nr ${i.nr} size ${i.size}`]));
  const e = byName(expected);
  const a = byName(actual);
  return [...valueDifferences('ioctl', e, a), ...extraKeys('ioctl', e, a)];
}

function keyedDifferences<T>(e: Map<string, T>, a: Map<string, T>, compare: (e: T, a: T) => string[]): string[] {
  const lines = extraKeys('record', e, a);
  for (const [key, value] of e) {
    const other = a.get(key);
    if (other === undefined) lines.push(`${key} is missing`);
    else lines.push(...compare(value, other).map((line) => `${key}: ${line}`));
  }
  return lines;
}

function valueDifferences<T extends WireInteger>(what: string, e: Map<string, T>, a: Map<string, T>): string[] {
  const lines: string[] = [];
  for (const [key, value] of e) {
    const other = a.get(key);
    if (other === undefined) lines.push(`${what} ${key} is missing (gcc: ${value})`);
    else if (String(other) !== String(value)) lines.push(`${what} ${key} is ${other}, gcc ${value}`);
  }
  return lines;
}

function extraKeys(what: string, e: Map<string, unknown>, a: Map<string, unknown>): string[] {
  return [...a.keys()].filter((key) => !e.has(key)).map((key) => `${what} ${key} is no ${what} for gcc`);
}
