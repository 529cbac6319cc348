/**
 * Renaming a name of a header. What others compile against keeps its old name once it is published: so each edit is for
 * the author to confirm, with the reason, unless the header says by its profile that it has no users yet.
 */
import type { FileRange } from '../../core/index.js';
import type { HeaderDocument } from '../headerDocument.js';
import { type Reference, referencesInHeader, referenceTarget, type Target } from './references.js';

export interface RenameTarget {
  readonly range: FileRange;
  readonly name: string;
}

export type RenameProblem = { readonly problem: string };

export function prepareRename(document: HeaderDocument, offset: number): Target | RenameProblem {
  const target = referenceTarget(document, offset);
  if (target === undefined) return { problem: 'nothing here can be renamed' };
  if (target.declaredAt.file.path !== document.file.path) {
    return { problem: `'${target.name}' is declared in ${target.declaredAt.file.displayName}: rename it there` };
  }
  const { file, start, end } = target.declaredAt;
  if (file.text.slice(start, end) !== target.name) {
    return { problem: `'${target.name}' comes from a macro: its name stands nowhere as it is` };
  }
  return target;
}

export interface Renaming {
  readonly references: readonly Reference[];
  /** Why the edits must be confirmed; undefined where they need not be. */
  readonly warning: string | undefined;
}

export function rename(document: HeaderDocument, target: Target, newName: string): Renaming | RenameProblem {
  if (!/^[A-Za-z_]\w*$/.test(newName)) return { problem: `'${newName}' is no name in C` };
  if (keywords.has(newName)) return { problem: `'${newName}' is a keyword of C` };
  const clash = newName === target.name ? undefined : clashWith(document, target, newName);
  if (clash !== undefined) return { problem: clash };
  const isNew = document.settings.profile === 'new';
  return {
    references: referencesInHeader(document, target),
    warning: isNew
      ? undefined
      : `Programs are compiled against '${target.name}': once it is published, a new name breaks their source. ` +
        `Rename it only as long as the header is unpublished.`,
  };
}

function clashWith({ context }: HeaderDocument, { thing, name }: Target, newName: string): string | undefined {
  if (thing.kind === 'member') {
    const record = context.header.recordsByName.get(thing.record.name);
    const path = thing.flat.path.slice(0, thing.flat.path.length - name.length) + newName;
    const taken = record !== undefined && context.header.members(record).some((member) => member.path === path);
    return taken ? `${thing.record.kind} ${thing.record.name} has a member '${newName}' already` : undefined;
  }
  const { header, analyses } = context;
  const isTaken =
    header.defineOf(newName) !== undefined ||
    analyses.some(
      ({ records, enums }) =>
        records.some((record) => record.name === newName) ||
        enums.some((each) => each.name === newName || each.enumerators.some((one) => one.name === newName)),
    );
  return isTaken ? `the header declares '${newName}' already` : undefined;
}

const keywords: ReadonlySet<string> = new Set(
  (
    'auto break case char const continue default do double else enum extern float for goto if inline int long register ' +
    'restrict return short signed sizeof static struct switch typedef union unsigned void volatile while'
  ).split(' '),
);
