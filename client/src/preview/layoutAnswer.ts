/** The server's answers as the layout view needs them, looked at before they are used. */
import * as v from 'valibot';
import { commandSchema, type Layout, layoutSchema, type Revision } from '../../webview/layout/messages.js';

const position = v.object({ line: v.number(), character: v.number() });
const range = v.object({ start: position, end: position });
const location = v.object({ uri: v.string(), range });

export type Position = v.InferOutput<typeof position>;
export type Range = v.InferOutput<typeof range>;
export type Location = v.InferOutput<typeof location>;

const layoutAnswer = v.object({
  records: v.nullable(v.array(layoutSchema)),
  reason: v.optional(v.string()),
  record: v.object({ kind: v.picklist(['struct', 'union']), name: v.string(), location }),
  commands: v.array(v.object({ ...commandSchema.entries, location })),
  markdown: v.string(),
});

const memberPlaces = v.object({
  records: v.array(
    v.object({
      members: v.array(v.object({ path: v.string(), range: v.optional(range), uri: v.optional(v.string()) })),
    }),
  ),
});

const historyAnswer = v.object({
  versions: v.array(
    v.object({
      /** Null for the text at hand. */
      revision: v.nullable(v.string()),
      date: v.nullable(v.string()),
      subject: v.nullable(v.string()),
      records: v.nullable(v.array(layoutSchema)),
    }),
  ),
});

export interface LayoutAnswer {
  readonly kind: 'struct' | 'union';
  readonly name: string;
  /** The whole declaration. */
  readonly location: Location;
  /** Null, with a reason, where the record has no layout. */
  readonly layouts: readonly Layout[] | null;
  readonly reason: string | undefined;
  readonly commands: v.InferOutput<typeof layoutAnswer>['commands'];
  /** Where the name of each member stands, by path. */
  readonly places: ReadonlyMap<string, Location>;
  readonly markdown: string;
}

/** @param uri the header asked about; undefined for an answer of another shape */
export function readLayout(answer: unknown, uri: string): LayoutAnswer | undefined {
  const read = v.safeParse(layoutAnswer, answer);
  if (!read.success) return undefined;
  const { record, records, reason, commands, markdown } = read.output;
  const places = new Map<string, Location>();
  const placed = v.safeParse(memberPlaces, answer);
  for (const { members } of placed.success ? placed.output.records : []) {
    for (const member of members) {
      if (member.range === undefined || places.has(member.path)) continue;
      places.set(member.path, { uri: member.uri ?? uri, range: member.range });
    }
  }
  const layouts = records === null || records.length === 0 ? null : records;
  return { ...record, layouts, reason, commands, places, markdown };
}

/** The revisions that git knows, oldest first, those that left the record as it was left out. */
export function readHistory(answer: unknown): readonly Revision[] | undefined {
  const read = v.safeParse(historyAnswer, answer);
  if (!read.success) return undefined;
  const revisions = read.output.versions.flatMap(({ revision, date, subject, records }) =>
    revision === null
      ? []
      : [{ revision: revision.slice(0, 12), date: date ?? '', subject: subject ?? '', layouts: records }],
  );
  return revisions.filter((each, index) => {
    const before = revisions[index - 1];
    return index === 0 || JSON.stringify(each.layouts) !== JSON.stringify(before.layouts);
  });
}

/**
 * The member whose name stands on the line of a position: the last one that begins at or before it, else the first of the
 * line.
 */
export function memberAt(
  places: ReadonlyMap<string, Location>,
  uri: string,
  { line, character }: Position,
): string | null {
  let best: { readonly path: string; readonly start: number } | undefined;
  for (const [
    path,
    {
      uri: where,
      range: { start },
    },
  ] of places) {
    if (start.line !== line || where !== uri) continue;
    const isBefore = start.character <= character;
    if (best === undefined) best = { path, start: start.character };
    else if (isBefore ? best.start > character || start.character > best.start : start.character < best.start) {
      best = { path, start: start.character };
    }
  }
  return best?.path ?? null;
}

/** Whether two ranges have a position in common. */
export function rangesTouch(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
