/**
 * Numbers that stand in macros, moved into one enum: `_IO('f', 0x01)` becomes `_IO('f', FOO_CMD_RUN)`. One fix rewrites
 * all commands of a type, since an enum for one of them would be no help. No number changes.
 */
import type { Command } from '../../review/commands.js';
import { firstFrom } from '../../review/firstFrom.js';
import { isLiteral, nrArgument } from '../../review/nrArgument.js';
import type { ReviewedHeader } from '../../review/reviewedHeader.js';
import type { Fix, TextEdit } from '../rule.js';

/**
 * `undefined` where an edit is not safe: commands stand below different conditionals or between the members of a record,
 * share a number, have no common prefix, or the new names are taken.
 */
export function moveNumbersIntoEnum(header: ReviewedHeader, type: number): Fix | undefined {
  const { file } = header;
  const literal = header.commands.filter((command) => {
    const tokens = nrArgument(command);
    return command.ioctl.type === type && command.aliasOf === undefined && tokens !== undefined && isLiteral(tokens);
  });
  const sorted = [...literal].sort((a, b) => a.ioctl.nr - b.ioctl.nr);
  const prefix = commonPrefix(sorted.map(({ name }) => name));
  if (sorted.length < 2 || prefix === '' || literal.some(({ define }) => define?.range.file !== file)) return undefined;
  const names = new Map(sorted.map((command) => [command, `${prefix}CMD_${command.name.slice(prefix.length)}`]));
  const base = `${prefix}CMD_BASE`;
  // Without two of a number there are few: a number has 8 bits or a few more.
  if (new Set(sorted.map(({ ioctl: { nr } }) => nr)).size < sorted.length || !standAlike(header, literal))
    return undefined;
  const inUse = wordsWith(`${prefix}CMD_`, file.text);
  if ([base, ...names.values()].some((name) => inUse.has(name))) return undefined;
  const at = insertionPoint(header, literal);
  const lines = sorted.map((command, i) => {
    const value = `0x${command.ioctl.nr.toString(16).padStart(2, '0')}`;
    const first = `\t${base} = ${value},\n\t${names.get(command)} = ${base},\n`;
    return i === 0 ? first : `\t${names.get(command)} = ${value},\n`;
  });
  const edits: TextEdit[] = literal.flatMap((command) => {
    const tokens = nrArgument(command) ?? [];
    const [first, last] = [tokens[0].range, tokens[tokens.length - 1].range];
    return [{ range: { file, start: first.start, end: last.end }, newText: names.get(command) ?? '' }];
  });
  edits.push({ range: { file, start: at, end: at }, newText: `enum {\n${lines.join('')}};\n\n` });
  return {
    title: `Number the ${prefix}… commands in an enum`,
    edits: edits.sort((a, b) => a.range.start - b.range.start),
    effect: 'neutral',
  };
}

/** The identifiers of a text that begin with `start`, those of comments too. One search, however many names are wanted. */
function wordsWith(start: string, text: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + start.length)) {
    if (at > 0 && /[\w$]/.test(text[at - 1])) continue;
    let end = at + start.length;
    while (end < text.length && /[\w$]/.test(text[end])) end++;
    words.add(text.slice(at, end));
  }
  return words;
}

/** `FOO_IOCTL_` of `FOO_IOCTL_RUN` and `FOO_IOCTL_STOP`: whole words, with something left of each name. */
function commonPrefix(names: readonly string[]): string {
  const [first = '', ...others] = names;
  let prefix = '';
  for (const word of first.split('_')) {
    const next = `${prefix}${word}_`;
    if (next.length >= first.length || !others.every((name) => name.startsWith(next) && name.length > next.length))
      break;
    prefix = next;
  }
  return prefix;
}

/** All commands stand at the same depth of conditionals, with no conditional between them, and outside of braces. */
function standAlike(header: ReviewedHeader, commands: readonly Command[]): boolean {
  const { directives } = header.text;
  const starts = commands.flatMap(({ define }) => (define === undefined ? [] : [define.range.start]));
  const [first, last] = [Math.min(...starts), Math.max(...starts)];
  for (let i = firstFrom(directives, first); i < directives.length && directives[i].range.start <= last; i++) {
    if (/^(if|ifdef|ifndef|elif|else|endif)$/.test(directives[i].name)) return false;
  }
  return header.records.every(({ onAbis: [{ record }] }) =>
    starts.every((start) => start < record.range.start || start > record.range.end),
  );
}

/** Before the first command, and before the struct and the comments that stand right above it. */
function insertionPoint(header: ReviewedHeader, commands: readonly Command[]): number {
  const { text } = header.file;
  const starts = commands.flatMap(({ define }) => (define === undefined ? [] : [define.range.start]));
  let at = Math.min(...starts);
  const commentStarts = new Map(header.text.comments.map(({ range }) => [range.end, range.start]));
  const recordStarts = new Map(
    header.records.map(({ onAbis: [{ record }] }) => [record.range.end, record.range.start] as const),
  );
  for (;;) {
    let end = at;
    while (end > 0 && /\s/.test(text[end - 1])) end--;
    // The range of a record may end before its semicolon or behind it.
    const start = commentStarts.get(end) ?? recordStarts.get(end) ?? recordStarts.get(end - 1);
    const isApart = /\n[ \t]*\r?\n/.test(text.slice(end, at));
    if (start === undefined || (isApart && commentStarts.has(end))) break;
    at = start;
  }
  return text.lastIndexOf('\n', at - 1) + 1;
}
