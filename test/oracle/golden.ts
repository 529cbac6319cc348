/**
 * Golden facts on disk: one JSON file a fixture, with the compilers that made it. ABIs that agree on an entry share one
 * line, so that a reader sees at once where they differ; `"*"` stands for all ABIs of the file.
 */
import type { EnumFact, IoctlFact, LayoutDocument, MemberFact, RecordFact, WireInteger } from './document.js';

export interface Golden {
  readonly fixture: string;
  readonly made: {
    readonly by: string;
    readonly date: string;
    /** What gave linux/types.h and asm/ of every ABI. */
    readonly headers: string;
    readonly flags: string;
    /** ABI to command, flags and version. */
    readonly compilers: Readonly<Record<string, string>>;
  };
  readonly abis: readonly string[];
  /** `struct x`, `union y`, `typedef z`: what each group of ABIs says. */
  readonly records: Readonly<Record<string, Groups<GoldenRecord>>>;
  /** By enum name; enumerators of enums without a name are together under the empty name. */
  readonly enums: Readonly<Record<string, Groups<{ readonly values: EnumFact['values'] }>>>;
  readonly macros: Readonly<Record<string, Groups<{ readonly value: WireInteger }>>>;
  readonly ioctls: Readonly<Record<string, Groups<Omit<IoctlFact, 'name'>>>>;
}

/** Each group names its ABIs, separated by spaces. ABIs of no group do not have the entry. */
type Groups<T> = readonly (T & { readonly abis: string })[];

interface GoldenRecord {
  readonly size: number;
  readonly align: number;
  /** Path to `[offset, size]` or, for a bit-field, `[offset, size, bitOffset, bitWidth]`. */
  readonly members: Readonly<Record<string, readonly number[]>>;
}

/** Groups the documents of one fixture, one for each ABI. */
export function groupDocuments(fixture: string, made: Golden['made'], documents: readonly LayoutDocument[]): Golden {
  const abis = documents.map((d) => d.abi);
  const grouped = <T>(
    entriesOf: (d: LayoutDocument) => readonly (readonly [string, T])[],
  ): Record<string, Groups<T>> => {
    const seen = new Map<string, Map<string, string[]>>();
    for (const document of documents) {
      for (const [key, value] of entriesOf(document)) {
        const variants = seen.get(key) ?? new Map<string, string[]>();
        const text = JSON.stringify(value);
        variants.set(text, [...(variants.get(text) ?? []), document.abi]);
        seen.set(key, variants);
      }
    }
    return Object.fromEntries(
      [...seen].map(([key, variants]) => [
        key,
        [...variants].map(([text, of]) => ({
          abis: of.length === abis.length ? '*' : of.join(' '),
          ...JSON.parse(text),
        })),
      ]),
    );
  };
  return {
    fixture,
    made,
    abis,
    records: grouped((d) => d.structs.map((r) => [`${r.kind} ${r.name}`, recordEntry(r)])),
    enums: grouped((d) => enumEntries(d.enums)),
    macros: grouped((d) => Object.entries(d.macros).map(([name, value]) => [name, { value }])),
    ioctls: grouped((d) => d.ioctls.map(({ name, ...fields }) => [name, fields])),
  };
}

function recordEntry(record: RecordFact): GoldenRecord {
  const numbers = (m: MemberFact): number[] =>
    m.bitOffset === undefined || m.bitWidth === undefined
      ? [m.offset, m.size]
      : [m.offset, m.size, m.bitOffset, m.bitWidth];
  return {
    size: record.size,
    align: record.align,
    members: Object.fromEntries(record.members.map((m) => [m.path, numbers(m)])),
  };
}

function enumEntries(enums: readonly EnumFact[]): [string, { values: EnumFact['values'] }][] {
  const merged = new Map<string, Record<string, WireInteger>>();
  for (const e of enums) merged.set(e.name ?? '', { ...merged.get(e.name ?? ''), ...e.values });
  return [...merged].map(([name, values]) => [name, { values }]);
}

/** The document that a golden file holds for one ABI. */
export function documentOf(golden: Golden, abi: string): LayoutDocument {
  const pick = <T>(entries: Readonly<Record<string, Groups<T>>>): [string, T][] =>
    Object.entries(entries).flatMap(([key, groups]): [string, T][] => {
      const group = groups.find((g) => g.abis === '*' || g.abis.split(' ').includes(abi));
      return group === undefined ? [] : [[key, group]];
    });
  const structs = pick(golden.records).map(([key, r]): RecordFact => {
    const [kind, name] = key.split(' ');
    const members = Object.entries(r.members).map(
      ([path, [offset, size, bitOffset, bitWidth]]): MemberFact =>
        bitOffset === undefined ? { path, offset, size } : { path, offset, size, bitOffset, bitWidth },
    );
    return { name, kind: kind === 'union' ? 'union' : 'struct', size: r.size, align: r.align, members };
  });
  return {
    abi,
    header: golden.fixture,
    structs,
    enums: pick(golden.enums).map(([name, { values }]) => ({ name: name === '' ? null : name, values })),
    macros: Object.fromEntries(pick(golden.macros).map(([name, { value }]) => [name, value])),
    ioctls: pick(golden.ioctls).map(([name, fields]) => ({ name, ...fields })),
  };
}

/** JSON with one line for each group, so that a change shows as the lines it touches. */
export function goldenText(golden: Golden): string {
  const section = (entries: Readonly<Record<string, Groups<object>>>): string => {
    const lines = Object.entries(entries).map(([key, groups]) => {
      const items = groups.map((g) => `\n      ${JSON.stringify(g)}`).join(',');
      return `\n    ${JSON.stringify(key)}: [${items}]`;
    });
    return `{${lines.join(',')}${lines.length === 0 ? '' : '\n  '}}`;
  };
  const head = JSON.stringify({ fixture: golden.fixture, made: golden.made }, null, 2).slice(0, -2);
  return `${head},
  "abis": ${JSON.stringify(golden.abis)},
  "records": ${section(golden.records)},
  "enums": ${section(golden.enums)},
  "macros": ${section(golden.macros)},
  "ioctls": ${section(golden.ioctls)}
}
`;
}
