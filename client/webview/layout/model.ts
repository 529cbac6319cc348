/** What the view knows: the last messages, and what was chosen in it. Changed only by the functions here. */
import { indexOfAbi } from './abiLabels.js';
import { type Comparison, compareLayouts } from './compare.js';
import type { Finding, Layout, LayoutState, Revision, ToLayoutView } from './messages.js';
import { type Cell, RECORD_STEP, SCALAR_STEP } from './rows.js';

export interface Model {
  readonly shown: Extract<ToLayoutView, { type: 'layout' }> | undefined;
  /** Why `shown` is no longer true. */
  readonly missing: string | undefined;
  readonly findings: readonly Finding[];
  readonly cursor: string | null;
  /** Oldest first; undefined until they came. */
  readonly revisions: readonly Revision[] | undefined;
  readonly noHistory: string | undefined;
  /** Index of the revision shown beside the present; undefined for none. */
  readonly revision: number | undefined;
  readonly left: string | null;
  readonly right: string | null;
  readonly asTable: boolean;
  readonly open: ReadonlyMap<string, number>;
}

export const emptyModel: Model = {
  shown: undefined,
  missing: undefined,
  findings: [],
  cursor: null,
  revisions: undefined,
  noHistory: undefined,
  revision: undefined,
  left: null,
  right: null,
  asTable: false,
  open: new Map(),
};

export function received(model: Model, message: ToLayoutView): Model {
  switch (message.type) {
    case 'layout': {
      const isOther = model.shown !== undefined && model.shown.name !== message.name;
      // What was open, found and recorded belongs to the record before.
      const kept = isOther ? { ...model, ...nothingChosen } : model;
      return { ...kept, shown: message, missing: undefined };
    }
    case 'missing':
      return { ...model, missing: message.reason, findings: [] };
    case 'subject':
      return model;
    case 'findings':
      return { ...model, findings: message.findings };
    case 'cursor':
      return { ...model, cursor: message.path };
    case 'history': {
      const { revisions, reason } = message;
      const isGone = model.revision !== undefined && model.revision >= revisions.length;
      return {
        ...model,
        revisions,
        noHistory: reason ?? undefined,
        revision: isGone ? undefined : model.revision,
      };
    }
  }
}

const nothingChosen = {
  open: new Map<string, number>(),
  findings: [],
  cursor: null,
  revisions: undefined,
  noHistory: undefined,
  revision: undefined,
};

export function restored(model: Model, { left, right, asTable, open }: LayoutState): Model {
  return { ...model, left, right, asTable, open: new Map(open) };
}

export function stateOf({ left, right, asTable, open }: Model): LayoutState {
  return { left, right, asTable, open: [...open] };
}

/** One picture, or two with what differs between them. */
export interface Panes {
  readonly left: Layout;
  /** Undefined unless two are compared. */
  readonly right: Layout | undefined;
  readonly comparison: Comparison | undefined;
  /** The left one is of an earlier time. */
  readonly past: Revision | undefined;
}

export function panesOf({ shown, left, right, revisions, revision }: Model): Panes | undefined {
  if (shown === undefined) return undefined;
  const { layouts } = shown;
  const now = layouts[indexOfAbi(layouts, left)];
  const past = revision === undefined ? undefined : revisions?.[revision];
  if (past !== undefined) {
    const old = past.layouts?.[indexOfAbi(past.layouts, left ?? now.abis[0] ?? null)];
    if (old === undefined) return { left: now, right: undefined, comparison: undefined, past };
    return { left: old, right: now, comparison: compareLayouts(old, now), past };
  }
  if (right === null) return { left: now, right: undefined, comparison: undefined, past: undefined };
  const other = layouts[indexOfAbi(layouts, right)];
  return { left: now, right: other, comparison: compareLayouts(now, other), past: undefined };
}

/** The ABI that side by side begins with: the first that has another layout than the left. */
export function otherAbi({ shown, left }: Model): string | null {
  const layouts = shown?.layouts ?? [];
  const index = indexOfAbi(layouts, left);
  return layouts.find((_, i) => i !== index)?.abis[0] ?? null;
}

/** Opens what is closed, closes what is open, and shows more of what is open in part. */
export function toggled(model: Model, { toggles, kind, isOpen, path }: Cell): Model {
  if (toggles === undefined) return model;
  const open = new Map(model.open);
  const member = memberOf(model, path);
  const step = member !== undefined && holdsRecord(model, path) ? RECORD_STEP : SCALAR_STEP;
  if (kind === 'rest') open.set(toggles, Math.max(step, open.get(toggles) ?? 0) * 4);
  else if (isOpen) open.set(toggles, 0);
  else open.set(toggles, step);
  return { ...model, open };
}

function memberOf({ shown }: Model, path: string | undefined): Layout['members'][number] | undefined {
  return shown?.layouts[0]?.members.find((member) => member.path === path);
}

function holdsRecord(model: Model, path: string | undefined): boolean {
  const member = memberOf(model, path);
  return (
    member?.record !== undefined || model.shown?.layouts[0]?.blocks.some((block) => block.member === path) === true
  );
}

/** Members whose type is declared elsewhere and that are open, as the server names them. */
export function expandedPaths({ shown, open }: Model): readonly string[] {
  const holding = new Set(
    shown?.layouts.flatMap(({ members }) =>
      members.flatMap(({ path, record }) => (record === undefined ? [] : [path])),
    ),
  );
  const paths = [...open].filter(([, steps]) => steps > 0).map(([path]) => path.replaceAll(/\[\d+\]/g, '[]'));
  return [...new Set(paths)].filter((path) => holding.has(path));
}
