/** The commands of a header by type: which numbers are taken, taken twice, left out, and next to be had. */
import type { Command, RuleContext } from '../../core/index.js';

export interface CommandGroup {
  /** The type byte. */
  readonly type: number;
  readonly commands: readonly Command[];
  /** Numbers that no command has, between the lowest and the highest. */
  readonly gaps: readonly number[];
  /** Names that share a number and a direction. */
  readonly duplicates: readonly (readonly string[])[];
  /** One after the highest; undefined where that does not fit in a byte. */
  readonly nextFree: number | undefined;
  /** How the type is written: `WIDGET_TYPE`, `'W'`. */
  readonly typeText: string | undefined;
}

export function commandGroups({ header }: RuleContext): readonly CommandGroup[] {
  return groupCommands(header.commands);
}

/** The same for the commands of several headers. */
export function groupCommands(commands: readonly Command[]): readonly CommandGroup[] {
  const groups = new Map<number, Command[]>();
  for (const command of commands) {
    if (command.aliasOf !== undefined) continue;
    const known = groups.get(command.ioctl.type);
    if (known === undefined) groups.set(command.ioctl.type, [command]);
    else known.push(command);
  }
  return [...groups]
    .map(([type, own]) => {
      const taken = new Set(own.map(({ ioctl: { nr } }) => nr));
      const highest = Math.max(...taken);
      const gaps: number[] = [];
      for (let nr = Math.min(...taken); nr < highest; nr++) if (!taken.has(nr)) gaps.push(nr);
      return {
        type,
        commands: own,
        gaps,
        duplicates: duplicatesOf(own),
        nextFree: highest < 0xff ? highest + 1 : undefined,
        typeText: typeTextOf(own),
      };
    })
    .sort((a, b) => b.commands.length - a.commands.length);
}

function duplicatesOf(commands: readonly Command[]): readonly (readonly string[])[] {
  const byNumber = new Map<bigint, string[]>();
  for (const { name, ioctl } of commands) {
    const known = byNumber.get(ioctl.value);
    if (known === undefined) byNumber.set(ioctl.value, [name]);
    else known.push(name);
  }
  return [...byNumber.values()].filter((names) => names.length > 1);
}

/** The first argument of the macro as most commands write it. */
function typeTextOf(commands: readonly Command[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { define, ioctl } of commands) {
    const body = define?.body ?? [];
    if (!/^_IO[RW]{0,2}$/.test(body[0]?.text ?? '') || ioctl.wrapper === undefined) continue;
    const comma = body.findIndex(({ text }) => text === ',');
    if (comma < 3) continue;
    const text = body
      .slice(2, comma)
      .map((token) => token.text)
      .join('');
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
