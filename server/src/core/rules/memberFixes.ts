/**
 * Edits that several rules offer: another type for a member, a member with a name where the compiler put padding. Each
 * answers `undefined` where the text gives no safe place (a macro made the member, a line holds something else).
 */

import { lex } from '../lex/lexer.js';
import { T } from '../lex/token.js';
import type { MemberOnAbis, RecordOnAbis } from '../review/byAbi.js';
import { membersOnAbis } from '../review/byAbi.js';
import { memberText } from '../review/memberText.js';
import type { Fix, TextEdit } from './rule.js';

/** Gives the member another type; qualifiers and comments of the old one go with it. */
export function retypeMember(
  member: Pick<MemberOnAbis, 'path' | 'range'>,
  type: string,
  effect: Fix['effect'],
): Fix | undefined {
  const name = lastName(member.path);
  const found = memberText(member.range, name);
  if (found === undefined || found.isShared || found.declarator.startsWith('*') || found.declarator.startsWith('(')) {
    return undefined;
  }
  // An enum or a record that is defined here, an attribute, a pointer: more than the type would go.
  if (/[{(*]/.test(found.type)) return undefined;
  return {
    title: `Make '${member.path}' ${article(type)} ${type}`,
    edits: [{ range: found.typeRange, newText: type }],
    effect,
  };
}

/** Inserts a member on a line of its own before another one, and before the comment that belongs to it. */
export function insertBefore(member: MemberOnAbis, declaration: string, effect: Fix['effect']): Fix | undefined {
  const found = memberText(member.range, lastName(member.path));
  if (found === undefined) return undefined;
  const { file } = member.range;
  if (file.text.slice(found.lineStart, found.range.start).trim() !== '') return undefined;
  const at = found.insertAt;
  return {
    title: `Insert ${declaration} before '${member.path}'`,
    edits: [{ range: { file, start: at, end: at }, newText: `${found.indent}${declaration}${newlineOf(file.text)}` }],
    effect,
  };
}

/** Adds a member at the end of a record, before its closing brace. */
export function appendMember(record: RecordOnAbis, declaration: string, effect: Fix['effect']): Fix | undefined {
  const { range } = record.onAbis[0].record;
  const { file } = range;
  const lexed = lex(file);
  let depth = 0;
  let opened = false;
  for (let i = 0; i < lexed.count && lexed.starts[i] < range.end; i++) {
    if (lexed.starts[i] < range.start) continue;
    if (lexed.kinds[i] === T.leftBrace) {
      depth++;
      opened = true;
    }
    if (lexed.kinds[i] !== T.rightBrace || --depth > 0 || !opened) continue;
    const brace = lexed.starts[i];
    const lineStart = file.text.lastIndexOf('\n', brace - 1) + 1;
    const indent = file.text.slice(lineStart, brace);
    if (indent.trim() !== '') return undefined;
    const edit: TextEdit = {
      range: { file, start: lineStart, end: lineStart },
      newText: `${memberIndent(record, indent)}${declaration}${newlineOf(file.text)}`,
    };
    return { title: `Add ${declaration} at the end of ${record.kind} ${record.name}`, edits: [edit], effect };
  }
  return undefined;
}

/** A name for new padding that the record does not use yet: `__reserved`, `__reserved2`, … */
export function reservedName(record: RecordOnAbis): string {
  const used = new Set(membersOnAbis(record).map(({ path }) => lastName(path)));
  if (!used.has('__reserved')) return '__reserved';
  for (let n = 2; ; n++) if (!used.has(`__reserved${n}`)) return `__reserved${n}`;
}

/**
 * The declaration of padding of a size, with the widest type that the offset and the size allow, so that no ABI aligns
 * it further: `__u32 __reserved;`, `__u8 __reserved[3];`.
 */
export function reservedDeclaration(offsetBytes: number, sizeBytes: number, name: string): string {
  for (const width of [4, 2]) {
    if (sizeBytes % width !== 0 || offsetBytes % width !== 0) continue;
    const count = sizeBytes / width;
    return count === 1 ? `__u${width * 8} ${name};` : `__u${width * 8} ${name}[${count}];`;
  }
  return sizeBytes === 1 ? `__u8 ${name};` : `__u8 ${name}[${sizeBytes}];`;
}

function memberIndent(record: RecordOnAbis, braceIndent: string): string {
  const members = membersOnAbis(record);
  const last = members[members.length - 1];
  const found = last === undefined ? undefined : memberText(last.range, lastName(last.path));
  return last !== undefined && !last.path.includes('.') && found !== undefined ? found.indent : `${braceIndent}\t`;
}

export function lastName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** `an int`, `a __u32`. */
export function article(type: string): string {
  return /^(?!u\d|u_?int\d|uid|union)[aeiou]/.test(type.replace(/^_+(kernel_)?/, '')) ? 'an' : 'a';
}
