/** What goes between VS Code and the layout view. The layouts are those of `uapi/layout` (docs/lsp-extensions.md). */
import * as v from 'valibot';
import { commonFromView } from '../messages.js';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const words = v.array(v.string());

const hole = v.object({
  kind: v.picklist(['hole', 'tail', 'unnamed']),
  bitOffset: count,
  bitWidth: count,
  before: v.optional(v.string()),
  after: v.optional(v.string()),
});

/** One layout of `uapi/layout`, without the places of the members in the text. */
export const layoutSchema = v.object({
  name: v.string(),
  kind: v.picklist(['struct', 'union']),
  abis: words,
  size: count,
  align: count,
  members: v.array(
    v.object({
      path: v.string(),
      offset: count,
      size: count,
      type: v.string(),
      bitOffset: v.optional(count),
      bitWidth: v.optional(count),
      /** Elements of an array, outermost dimension first; -1 for a flexible one. */
      dimensions: v.optional(v.array(v.pipe(v.number(), v.safeInteger()))),
      /** Index of the block that it is a direct member of; absent: of the record itself. */
      block: v.optional(count),
      /** The type that it holds by value, `struct foo`, where that has a layout of its own. */
      record: v.optional(v.string()),
    }),
  ),
  holes: v.array(hole),
  /** Records inside the record whose members are listed too, outer before inner. */
  blocks: v.array(
    v.object({
      kind: v.picklist(['struct', 'union']),
      /** From the start of the whole record. */
      offset: count,
      size: count,
      /** Path of the member that is of this record; absent for an anonymous one. */
      member: v.optional(v.string()),
      /** The block that it stands in; absent: the record itself. */
      block: v.optional(count),
      /** Of a block with a name; those of an anonymous one are among the holes of the record around it. */
      holes: v.array(hole),
    }),
  ),
});

/** One layout of a record, with the ABIs that have it. Bytes, but for `bitOffset` and `bitWidth`. */
export type Layout = v.InferOutput<typeof layoutSchema>;
export type Member = Layout['members'][number];
export type Hole = Layout['holes'][number];
export type Block = Layout['blocks'][number];

export const commandSchema = v.object({
  name: v.string(),
  /** One for each number that the command has. */
  numbers: v.array(v.object({ number: count, abis: words })),
});

/** An ioctl that passes the record. */
export type Command = v.InferOutput<typeof commandSchema>;

const finding = v.object({
  id: count,
  severity: v.picklist(['error', 'warning', 'info', 'hint']),
  rule: v.string(),
  message: v.string(),
  fixes: v.array(v.object({ id: count, title: v.string() })),
});

/** What the server finds wrong with the record, and what mends it. */
export type Finding = v.InferOutput<typeof finding>;

const revision = v.object({
  /** As git abbreviates it. */
  revision: v.string(),
  /** ISO 8601. */
  date: v.string(),
  subject: v.string(),
  /** Null where the record did not exist or had no layout. */
  layouts: v.nullable(v.array(layoutSchema)),
});

export type Revision = v.InferOutput<typeof revision>;

export const toLayoutView = v.variant('type', [
  /** What the view is about, to be asked for again after a reload. */
  v.object({ type: v.literal('subject'), uri: v.string(), record: v.string() }),
  v.object({
    type: v.literal('layout'),
    /** The header as a person would name it. */
    header: v.string(),
    kind: v.picklist(['struct', 'union']),
    name: v.string(),
    /** One for each layout that ABIs do not share; at least one. */
    layouts: v.pipe(v.array(layoutSchema), v.minLength(1)),
    commands: v.array(commandSchema),
  }),
  v.object({ type: v.literal('findings'), findings: v.array(finding) }),
  /** There is nothing to show now; what is shown is no longer true. One sentence that says what is missing. */
  v.object({ type: v.literal('missing'), reason: v.string() }),
  /** The member that the cursor of the editor stands at. */
  v.object({ type: v.literal('cursor'), path: v.nullable(v.string()) }),
  /** Versions of the record, oldest first; `reason` says why there are none. */
  v.object({ type: v.literal('history'), revisions: v.array(revision), reason: v.nullable(v.string()) }),
]);

export type ToLayoutView = v.InferOutput<typeof toLayoutView>;

export const fromLayoutView = v.variant('type', [
  ...commonFromView,
  /** Show this member in the editor. */
  v.object({ type: v.literal('reveal'), path: v.string() }),
  v.object({ type: v.literal('revealCommand'), name: v.string() }),
  v.object({ type: v.literal('revealFinding'), id: count }),
  v.object({ type: v.literal('applyFix'), id: count }),
  /** The members of tagged record type that are open, by path. */
  v.object({ type: v.literal('expand'), paths: words }),
]);

export type FromLayoutView = v.InferOutput<typeof fromLayoutView>;

/** What outlives a reload of the window. */
export const layoutState = v.object({
  /** First ABI of the layout in each pane; the second is null unless two are shown side by side. */
  left: v.nullable(v.string()),
  right: v.nullable(v.string()),
  asTable: v.boolean(),
  /** Rows shown of each open array, and any number for an open nested record, by path. */
  open: v.array(v.tuple([v.string(), count])),
  /** What the view is about. */
  uri: v.optional(v.string()),
  record: v.optional(v.string()),
});

export type LayoutState = v.InferOutput<typeof layoutState>;
