/**
 * What stands at an offset of a header: the word, and the declaration of the header that it is or names. Hover, definition
 * and references all begin here.
 */
import {
  type DeclaredEnum,
  type DeclaredRecord,
  type FileRange,
  type FlatMember,
  type HeaderAnalysis,
  type IncludeEdge,
  type IoctlDefinition,
  lex,
  type MacroConstant,
  membersOf,
  type RuleContext,
  spellingOf,
  tokenIndexAt,
} from '../../core/index.js';

export type Thing =
  | { readonly kind: 'member'; readonly record: DeclaredRecord; readonly flat: FlatMember }
  | { readonly kind: 'record'; readonly record: DeclaredRecord }
  | { readonly kind: 'enum'; readonly enum: DeclaredEnum }
  | {
      readonly kind: 'enumerator';
      readonly enum: DeclaredEnum;
      readonly name: string;
      readonly value: bigint | undefined;
      readonly declaredAt: FileRange;
    }
  | { readonly kind: 'ioctl'; readonly ioctl: IoctlDefinition }
  | { readonly kind: 'macro'; readonly macro: MacroConstant }
  | { readonly kind: 'include'; readonly edge: IncludeEdge }
  | { readonly kind: 'number'; readonly text: string };

export interface ThingAt {
  readonly thing: Thing;
  /** The word under the cursor. */
  readonly range: FileRange;
}

export function thingAt(context: RuleContext, offset: number): ThingAt | undefined {
  const { file } = context;
  const include = includeAt(context, offset);
  if (include !== undefined) return include;
  const lexed = lex(file);
  const index = tokenIndexAt(lexed, offset);
  if (index < 0) return undefined;
  const range = { file, start: lexed.starts[index], end: lexed.ends[index] };
  const text = spellingOf(lexed, index);
  if (/^\d/.test(text)) return { thing: { kind: 'number', text }, range };
  for (const analysis of context.analyses) {
    const thing = declaredAt(analysis, range.start) ?? named(analysis, text);
    if (thing !== undefined) return { thing, range };
  }
  return undefined;
}

function includeAt({ analyses, file }: RuleContext, offset: number): ThingAt | undefined {
  for (const { includes } of analyses) {
    for (const edge of includes) {
      const { start, end } = edge.step;
      if (edge.from === file && start <= offset && offset <= end) {
        return { thing: { kind: 'include', edge }, range: { file, start, end } };
      }
    }
  }
  return undefined;
}

/** The declaration whose own name stands at `start`. */
function declaredAt({ records, enums, macros, ioctls }: HeaderAnalysis, start: number): Thing | undefined {
  for (const record of records) {
    if (record.nameRange.start === start) return { kind: 'record', record };
    if (start < record.range.start || start >= record.range.end || record.layout === undefined) continue;
    for (const flat of membersOf(record.layout)) {
      if (flat.member.range.start === start) return { kind: 'member', record, flat };
    }
  }
  for (const each of enums) {
    for (const { name, value, range } of each.enumerators) {
      if (range.start === start) return { kind: 'enumerator', enum: each, name, value, declaredAt: range };
    }
  }
  const ioctl = ioctls.find(({ range }) => range.start === start);
  if (ioctl !== undefined) return { kind: 'ioctl', ioctl };
  const macro = macros.find(({ range }) => range.start === start);
  return macro === undefined ? undefined : { kind: 'macro', macro };
}

/** What a word names in the header: ioctls and macros before tags, as the preprocessor does. */
function named({ records, enums, macros, ioctls }: HeaderAnalysis, text: string): Thing | undefined {
  const ioctl = ioctls.find(({ name }) => name === text);
  if (ioctl !== undefined) return { kind: 'ioctl', ioctl };
  const macro = macros.find(({ name }) => name === text);
  if (macro !== undefined) return { kind: 'macro', macro };
  for (const each of enums) {
    const found = each.enumerators.find(({ name }) => name === text);
    if (found !== undefined) {
      return { kind: 'enumerator', enum: each, name: text, value: found.value, declaredAt: found.range };
    }
  }
  const record = records.find(({ name }) => name === text);
  if (record !== undefined) return { kind: 'record', record };
  const declared = enums.find(({ name }) => name === text);
  return declared === undefined ? undefined : { kind: 'enum', enum: declared };
}
