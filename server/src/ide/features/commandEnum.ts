/** The line that a new command gets in the enum which numbers the commands of a header. */
import {
  commandEnums,
  type EnumeratorAsWritten,
  isBaseName,
  isSentinelName,
  type RuleContext,
} from '../../core/index.js';
import type { CommandGroup } from './commandGroups.js';

export interface CommandNumber {
  /** Of the enumerator: `FOO_CMD_NEW`. */
  readonly name: string;
  /** Where and as what it is written. */
  readonly line: { readonly at: number; readonly text: string };
}

/**
 * `undefined` where no enum numbers the commands of the group, where its last line is not the highest number, or where
 * the names in it do not begin alike.
 */
export function newCommandNumber({ header }: RuleContext, group: CommandGroup): CommandNumber | undefined {
  const { nextFree } = group;
  if (nextFree === undefined) return undefined;
  for (const { enum: each, used } of commandEnums(header)) {
    const lines = each.enumerators.filter(({ name }) => !isSentinelName(name));
    const last = lines.at(-1);
    if (last?.value !== BigInt(nextFree - 1) || last.range.file !== header.file) continue;
    const names = lines.map(({ name }) => name).filter((name) => used.has(name) && !isBaseName(name));
    const prefix = commonWords(names);
    const name = `${prefix}NEW`;
    if (prefix === '' || each.enumerators.some((other) => other.name === name)) continue;
    const line = lineAfter(header.file.text, last, `${name} = 0x${nextFree.toString(16).padStart(2, '0')}`);
    if (line !== undefined) return { name, line };
  }
  return undefined;
}

/** `FOO_CMD_` of `FOO_CMD_RUN` and `FOO_CMD_STOP`. */
function commonWords([first = '', ...others]: readonly string[]): string {
  let end = first.lastIndexOf('_') + 1;
  while (end > 0 && !others.every((name) => name.startsWith(first.slice(0, end)))) {
    end = end < 2 ? 0 : first.lastIndexOf('_', end - 2) + 1;
  }
  return first.slice(0, end);
}

function lineAfter(text: string, last: EnumeratorAsWritten, enumerator: string): CommandNumber['line'] | undefined {
  const { initializer } = last;
  if (initializer === undefined) return undefined;
  const end = initializer.at(-1)?.range.end ?? last.range.end;
  const rest = text.slice(end, endOfLine(text, end));
  const comma = rest.indexOf(',');
  if (/^[ \t]*$/.test(rest)) return { at: end, text: `,\n\t${enumerator},` };
  if (comma < 0 || rest.slice(0, comma).trim() !== '') return undefined;
  // A comment behind the comma is about the line that it stands in.
  if (!rest.includes('}')) return { at: end + rest.length, text: `\n\t${enumerator},` };
  return { at: end + comma + 1, text: ` ${enumerator},` };
}

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  if (newline < 0) return text.length;
  return text[newline - 1] === '\r' ? newline - 1 : newline;
}
