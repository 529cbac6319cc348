import { T } from '../../../lex/token.js';
import { isInside, kernelOnlySpans } from '../../../review/conditionals.js';
import type { TextDefine, TextToken } from '../../../review/headerText.js';
import { perPiece } from '../../../review/headerText.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import { type TypedMember, typedMembers } from '../../../review/typedMembers.js';
import { type FileRule, type RuleFinding, severities } from '../../rule.js';

/**
 * The kernel's own `u8` to `u64` and `s8` to `s64`, where a header uses them as types: in members, in other declarations,
 * and in the macros that user space expands. The text is looked at, since a record with such a member has no layout. What
 * stands below `#ifdef __KERNEL__` is the kernel's business, a member may be called `u32`, and a header may define such a
 * name itself.
 */
export const rule: FileRule = {
  id: 'types/kernel-int',
  scope: 'file',
  why:
    'User space does not know u32 and its relatives: a program that includes the header, or uses the macro, does not ' +
    'compile. The types for both sides begin with two underscores.',
  reference: {
    title: 'ioctl based interfaces, "Structure layout"',
    url: 'https://docs.kernel.org/driver-api/ioctl.html#structure-layout',
  },
  severity: severities('error'),
  check: ({ header }) => (mentions(header.text).length > 0 ? findings(header) : []),
};

const mentions = perPiece(({ file, code, defines }) =>
  /\b[us](8|16|32|64)\b/.test(file.text)
    ? [code, ...defines.map(({ body }) => body)].flat().filter(({ text }) => isKernelInt(text))
    : [],
);

function findings(header: ReviewedHeader): readonly RuleFinding[] {
  const kernelOnly = kernelOnlySpans(header.text);
  const own = namesDefinedHere(header);
  const isMeant = (tokens: readonly TextToken[], i: number): boolean =>
    isKernelInt(tokens[i].text) &&
    !own.has(tokens[i].text) &&
    isType(tokens, i) &&
    !isInside(kernelOnly, tokens[i].range.start);
  return [
    ...codeFindings(header, isMeant),
    ...header.text.defines.flatMap((define) => macroFinding(define, header, isMeant)),
  ];
}

type IsMeant = (tokens: readonly TextToken[], i: number) => boolean;

function codeFindings(header: ReviewedHeader, isMeant: IsMeant): readonly RuleFinding[] {
  const { code } = header.text;
  const hits = code.flatMap((token, i) => (isMeant(code, i) ? [{ token, i }] : []));
  if (hits.length === 0) return [];
  const members = new Map(header.records.flatMap(typedMembers).map((member) => [member.range.start, member]));
  return hits.flatMap(({ token, i }) => {
    const declared = membersAfter(code, i, members);
    if (declared.length === 0)
      return [{ ...common(header, [token]), message: unknownText(token.text), range: token.range }];
    return declared.map(({ record, path, range }) => ({
      ...common(header, [token]),
      symbol: `${record.name}.${path}`,
      range,
      message: `${record.kind} ${record.name}: '${path}' is a ${token.text}, which user space does not know`,
    }));
  });
}

/** The members that the declaration at a type's token declares. */
function membersAfter(
  code: readonly TextToken[],
  at: number,
  members: ReadonlyMap<number, TypedMember>,
): readonly TypedMember[] {
  const found: TypedMember[] = [];
  for (let i = at + 1; i < code.length && code[i].kind !== T.semicolon && code[i].kind !== T.rightBrace; i++) {
    const member = members.get(code[i].range.start);
    if (member !== undefined) found.push(member);
  }
  return found;
}

function macroFinding(define: TextDefine, header: ReviewedHeader, isMeant: IsMeant): readonly RuleFinding[] {
  const { name, nameRange, body, parameters } = define;
  const hits = body.filter(({ text }, i) => parameters?.includes(text) !== true && isMeant(body, i));
  if (hits.length === 0) return [];
  const types = [...new Set(hits.map(({ text }) => text))].join(', ');
  return [{ ...common(header, hits), symbol: name, range: nameRange, message: `${name}: ${unknownText(types)}` }];
}

function common(
  { abiIds }: ReviewedHeader,
  tokens: readonly TextToken[],
): Pick<RuleFinding, 'abis' | 'help' | 'fixes'> {
  const fixed = [...new Set(tokens.map(({ text }) => `__${text}`))].join(', ');
  return {
    abis: abiIds,
    help: `write ${fixed}, of linux/types.h`,
    fixes: [
      {
        title: `Write ${fixed}`,
        edits: tokens.map(({ text, range }) => ({ range, newText: `__${text}` })),
        effect: 'neutral',
      },
    ],
  };
}

function unknownText(types: string): string {
  return `user space does not know the type ${types}`;
}

function isKernelInt(text: string): boolean {
  return /^[us](8|16|32|64)$/.test(text);
}

/** True where a type is expected: at the start of a declaration, or alone in parentheses or as an argument. */
function isType(tokens: readonly TextToken[], i: number): boolean {
  const previous = tokens[i - 1];
  const next = tokens[i + 1];
  const startsHere = previous === undefined || starts.has(previous.kind) || specifiers.has(previous.text);
  if (!startsHere || next === undefined) return false;
  if (next.kind === T.identifier || next.kind === T.star) return true;
  const isAlone = previous?.kind === T.leftParen || previous?.kind === T.comma;
  return isAlone && (next.kind === T.rightParen || next.kind === T.leftBracket);
}

const starts: ReadonlySet<number> = new Set([T.semicolon, T.leftBrace, T.rightBrace, T.leftParen, T.comma]);
const specifiers: ReadonlySet<string> = new Set([
  'const',
  'volatile',
  'typedef',
  'static',
  'extern',
  'inline',
  '__inline__',
]);

/** `typedef __u32 u32;`, `#define u32 __u32`. */
function namesDefinedHere({ text: { code, defines } }: ReviewedHeader): ReadonlySet<string> {
  const names = new Set(defines.map(({ name }) => name));
  for (let i = 2; i < code.length; i++) {
    const isLast = code[i].kind === T.semicolon && code[i - 2].kind === T.identifier;
    if (isLast && isKernelInt(code[i - 1].text) && typedefBefore(code, i - 1)) names.add(code[i - 1].text);
  }
  return names;
}

function typedefBefore(code: readonly TextToken[], at: number): boolean {
  let i = at;
  while (i > 0 && code[i - 1].kind !== T.semicolon && code[i - 1].kind !== T.rightBrace) i--;
  return code[i].text === 'typedef';
}
