/**
 * What a grammar cannot colour: ioctl commands apart from other macros, members of records, enumerators, reserved and
 * padding members, kernel-only parts. One token for each identifier that the header declares.
 */
import { type FileRange, lex, membersOf, spellingOf, tokenKinds as T } from '../../core/index.js';
import type { HeaderDocument } from '../headerDocument.js';

export const tokenTypes = ['struct', 'enum', 'enumMember', 'property', 'macro', 'function', 'type'] as const;
export const tokenModifiers = ['declaration', 'readonly', 'deprecated'] as const;

export type SemanticTokenType = (typeof tokenTypes)[number];
export type SemanticTokenModifier = (typeof tokenModifiers)[number];

export interface SemanticToken {
  readonly range: FileRange;
  readonly type: SemanticTokenType;
  readonly modifiers: readonly SemanticTokenModifier[];
}

/** In text order; none spans two lines. */
export function semanticTokens(document: HeaderDocument): readonly SemanticToken[] {
  return document.part('semanticTokens', () => compute(document));
}

function compute({ file, context }: HeaderDocument): readonly SemanticToken[] {
  const names = new Map<string, SemanticTokenType>();
  const tags = new Map<string, SemanticTokenType>();
  const declarations = new Map<number, SemanticToken>();
  const declare = (range: FileRange, type: SemanticTokenType, modifiers: readonly SemanticTokenModifier[]): void => {
    if (range.file === file) declarations.set(range.start, { range, type, modifiers });
  };
  for (const { macros, ioctls, enums, records } of context.analyses) {
    for (const { name } of macros) names.set(name, 'macro');
    for (const { name, range } of ioctls) {
      names.set(name, 'function');
      declare(range, 'function', ['declaration', 'readonly']);
    }
    for (const each of enums) {
      if (each.name !== undefined) tags.set(each.name, 'enum');
      for (const { name, range } of each.enumerators) {
        names.set(name, 'enumMember');
        declare(range, 'enumMember', ['declaration', 'readonly']);
      }
    }
    for (const { name, nameRange, layout } of records) {
      tags.set(name, 'struct');
      declare(nameRange, 'struct', ['declaration']);
      for (const { member } of layout === undefined ? [] : membersOf(layout)) {
        const modifiers = isReserved(member.name)
          ? (['declaration', 'deprecated'] as const)
          : (['declaration'] as const);
        declare(member.range, 'property', modifiers);
      }
    }
  }
  const lexed = lex(file);
  const tokens: SemanticToken[] = [];
  for (let i = 0; i < lexed.count; i++) {
    if (lexed.kinds[i] !== T.identifier) continue;
    const range = { file, start: lexed.starts[i], end: lexed.ends[i] };
    const declared = declarations.get(range.start);
    if (declared !== undefined && declared.range.end === range.end) {
      tokens.push(declared);
      continue;
    }
    const text = spellingOf(lexed, i);
    const isTag = i > 0 && /^(struct|union|enum)$/.test(spellingOf(lexed, i - 1));
    const type = isTag ? tags.get(text) : (names.get(text) ?? (isKernelType(text) ? 'type' : undefined));
    if (type !== undefined && file.text.slice(range.start, range.end) === text)
      tokens.push({ range, type, modifiers: [] });
  }
  return tokens;
}

/** `__reserved`, `pad2`: bytes that mean nothing yet. */
function isReserved(name: string): boolean {
  return /^_*(reserved|rsvd|resv|pad|padding|unused|spare)\d*$/i.test(name);
}

function isKernelType(text: string): boolean {
  return /^__(?:(?:aligned_)?[us](?:8|16|32|64)|(?:aligned_)?[bl]e(?:16|32|64)|kernel_\w+_t|poll_t|wsum|sum16)$/.test(
    text,
  );
}
