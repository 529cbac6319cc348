/**
 * A random declaration is a tree of pieces of text. A piece knows whether the rest is still C without it, and which
 * member it declares; so the text can be printed, its members listed by path, and a text that shows a difference made
 * smaller by leaving pieces out, without a second reader of C.
 */

export interface Piece {
  readonly parts: readonly (string | Piece)[];
  /** The rest may be C without it. Whether it is, the compiler says. */
  readonly optional?: boolean;
  readonly member?: PieceMember;
}

export interface PieceMember {
  /** Empty for an anonymous struct or union. */
  readonly name: string;
  readonly kind: 'object' | 'bit-field' | 'flexible array' | 'record';
  /** Of a `record` that is an array: what leads to its first element, `[0]` for each dimension. */
  readonly first: string;
}

/** A declaration at file scope: a type that others may use, or a record that is compared. */
export interface Declaration extends Piece {
  /** The name by which others use it; a pragma has none. */
  readonly declares?: string;
  /** How a record is named as a type: `struct s7`, `t3`. */
  readonly record?: string;
}

export interface MemberPath {
  /** As a designator: `a.b[0].c`. */
  readonly path: string;
  readonly kind: PieceMember['kind'];
}

export const piece = (...parts: readonly (string | Piece)[]): Piece => ({ parts });
export const optional = (...parts: readonly (string | Piece)[]): Piece => ({ parts, optional: true });

export function textOf({ parts }: Piece): string {
  return parts.map((part) => (typeof part === 'string' ? part : textOf(part))).join('');
}

/** Without the declarations in `refused`, and without what uses one of them. */
export function withoutRefused(
  declarations: readonly Declaration[],
  refused: ReadonlySet<Declaration>,
): readonly Declaration[] {
  const gone = new Set<string>();
  return declarations.filter((declaration) => {
    const stays = !refused.has(declaration) && !wordsOf(declaration).some((word) => gone.has(word));
    if (!stays && declaration.declares !== undefined) gone.add(declaration.declares);
    return stays;
  });
}

/** A record, the declarations that it needs, those that they need, and every pragma in between. */
export function neededFor(record: string, declarations: readonly Declaration[]): readonly Declaration[] {
  const needed = new Set(record.split(' '));
  const last = declarations.findIndex((declaration) => declaration.record === record);
  return declarations
    .slice(0, last + 1)
    .toReversed()
    .filter((declaration) => {
      if (declaration.declares === undefined) return true;
      if (!needed.has(declaration.declares)) return false;
      for (const word of wordsOf(declaration)) needed.add(word);
      return true;
    })
    .toReversed();
}

const wordsOf = (declaration: Declaration): readonly string[] => textOf(declaration).match(/\b[A-Za-z_]\w*\b/g) ?? [];

/** Named members in order, those of nested records after the member that holds them. */
export function membersOf({ parts, member }: Piece, prefix = ''): readonly MemberPath[] {
  const path = member === undefined ? '' : `${prefix}${member.name}`;
  const isNamed = member !== undefined && member.name !== '';
  const inner = isNamed && member.kind === 'record' ? `${path}${member.first}.` : prefix;
  const own = isNamed ? [{ path, kind: member.kind }] : [];
  return [...own, ...parts.flatMap((part) => (typeof part === 'string' ? [] : membersOf(part, inner)))];
}

/** Every tree that has one optional piece less, those without a large piece first. */
export function reductionsOf(root: Piece): readonly Piece[] {
  const found: { size: number; tree: Piece }[] = [];
  const visit = (node: Piece, rebuild: (changed: Piece) => Piece): void => {
    node.parts.forEach((part, index) => {
      if (typeof part === 'string') return;
      const replaced = (changed: Piece): Piece =>
        rebuild({ ...node, parts: node.parts.map((each, at) => (at === index ? changed : each)) });
      if (part.optional) {
        const without = rebuild({ ...node, parts: node.parts.filter((_, at) => at !== index) });
        found.push({ size: textOf(part).length, tree: without });
      }
      visit(part, replaced);
    });
  };
  visit(root, (changed) => changed);
  return found.sort((a, b) => b.size - a.size).map(({ tree }) => tree);
}
