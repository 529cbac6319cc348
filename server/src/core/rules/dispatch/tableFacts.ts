/** What the rules about op tables ask of a table and the header whose commands it dispatches. */
import type { Dispatcher } from '../../driver/dispatcher.js';
import { dispatchersOf, indexesTable } from '../../driver/dispatcher.js';
import type { DriverSource, PublishedCommand } from '../../driver/driverSource.js';
import { type OpEntry, type OpTable, readOpTables } from '../../driver/opTable.js';
import type { ReviewedHeader } from '../../review/reviewedHeader.js';

/** An op table whose commands a header publishes. */
export interface PublishedTable {
  readonly table: OpTable;
  readonly name: string;
  /** The header of most of its commands. */
  readonly header: ReviewedHeader;
  /** The type of most of its commands. */
  readonly type: number;
  /** `BASE` of `[_IOC_NR(X) - BASE]`, where the entries agree on one, with its value where that is known. */
  readonly base?: { readonly name: string; readonly value?: bigint };
  /** Entries whose command is published, with it. */
  readonly known: readonly { readonly entry: OpEntry; readonly published: PublishedCommand }[];
}

/** Op tables of the file, without those whose entries are placed by something else than the nr of a command. */
export function publishedTables(source: DriverSource): readonly PublishedTable[] {
  return readOpTables(source).flatMap((table) => {
    const { entries } = table;
    if (entries.some(({ place }) => place === undefined)) return [];
    const known = entries.flatMap((entry) => {
      const published = source.command(entry.command.text);
      return published === undefined ? [] : [{ entry, published }];
    });
    const header = mostFrequent(known.map(({ published }) => published.header));
    const type = mostFrequent(known.map(({ published }) => published.command.ioctl.type));
    const bases = new Set(entries.map(({ base }) => base));
    if (header === undefined || type === undefined || bases.size !== 1) return [];
    const [baseName] = bases;
    const value = baseName === undefined ? undefined : constantValue(source, baseName);
    const base = baseName === undefined ? {} : { base: { name: baseName, ...(value === undefined ? {} : { value }) } };
    return [{ table, name: table.variable.name.text, header, type, known, ...base }];
  });
}

/** Tables of an interface whose structs begin with their size: each entry says where the smallest argument ends. */
export function isSizeFirst({ table, base }: PublishedTable): boolean {
  return base !== undefined || table.entries.every(({ fields }) => fields.minSize !== undefined);
}

/** The slot of an entry in its table; undefined where the base has no known value. */
export function slotOf({ base }: PublishedTable, { command }: PublishedCommand): number | undefined {
  if (base === undefined) return command.ioctl.nr;
  return base.value === undefined ? undefined : command.ioctl.nr - Number(base.value);
}

/** The dispatchers of the file that take an entry out of the table. */
export function dispatchersOfTable(source: DriverSource, table: OpTable): readonly Dispatcher[] {
  return dispatchersOf(source).filter(({ definition }) => indexesTable(definition, table).length > 0);
}

/** Value of an enumerator or macro of the headers, or of a macro of the folder that is one number. */
export function constantValue(source: DriverSource, name: string): bigint | undefined {
  for (const { analyses } of source.headers) {
    const [{ macros, enums }] = analyses;
    const macro = macros.find((each) => each.name === name);
    if (macro !== undefined) return macro.value;
    for (const { enumerators } of enums) {
      const enumerator = enumerators.find((each) => each.name === name);
      if (enumerator !== undefined) return enumerator.value;
    }
  }
  const defined = source.surfaces.flatMap(({ macros, file }) =>
    macros.flatMap(({ name: each, body }) =>
      each.text === name ? [file.text.slice(body.start, body.end).trim()] : [],
    ),
  );
  return defined.length === 1 && /^(0x[0-9a-fA-F]{1,16}|0|[1-9]\d{0,18})$/.test(defined[0])
    ? BigInt(defined[0])
    : undefined;
}

/** The most frequent value; the first of those that are equally frequent. */
function mostFrequent<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: T | undefined;
  let most = 0;
  for (const [value, count] of counts) {
    if (count <= most) continue;
    best = value;
    most = count;
  }
  return best;
}

/** Whether the driver's files name an identifier anywhere, comments included. */
export function folderMentions(source: DriverSource, name: string): boolean {
  const pattern = new RegExp(`\\b${name}\\b`);
  return source.surfaces.some(({ file }) => pattern.test(file.text));
}
