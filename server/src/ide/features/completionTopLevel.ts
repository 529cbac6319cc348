/** Between declarations: a new command with its structure in the style of the header, an enum of flags. */
import type { HeaderDocument } from '../headerDocument.js';
import { newCommandNumber } from './commandEnum.js';
import { commandGroups } from './commandGroups.js';
import type { CompletionItemInfo } from './completion.js';

export function topLevelItems({ context }: HeaderDocument): readonly CompletionItemInfo[] {
  const [group] = commandGroups(context);
  const type = snippetText(group?.typeText ?? "'x'");
  const nr = group?.nextFree === undefined ? '0' : `0x${group.nextFree.toString(16).padStart(2, '0')}`;
  const prefix = commonPrefix(context.header.records.map(({ name }) => name));
  const upper = prefix.toUpperCase();
  const numbered = group === undefined ? undefined : newCommandNumber(context, group);
  // The line in the enum is written as it stands, so its name is no place to type.
  const number = numbered?.name ?? `\${3:${nr}}`;
  const also = numbered === undefined ? {} : { also: numbered.line };
  return [
    {
      label: 'ioctl: structure that begins with its size',
      kind: 'snippet',
      detail: `_IO(${group?.typeText ?? "'x'"}, ${nr}): the number stays when the structure grows`,
      insert: structure(
        prefix,
        upper,
        ['size: sizeof(struct ', 'flags: Must be 0'],
        (name) => `_IO(${type}, ${number})${name('')}`,
      ),
      rank: 0,
      ...also,
    },
    {
      label: 'ioctl: _IOWR with a structure',
      kind: 'snippet',
      detail: `_IOWR(${group?.typeText ?? "'x'"}, ${nr}, struct …): the size is a part of the number`,
      insert: structure(
        prefix,
        upper,
        ['flags: Must be 0'],
        (name) => `_IOWR(${type}, ${number}, struct ${name(`\${1:${prefix}new}`)})`,
      ),
      rank: 1,
      ...also,
    },
    {
      label: 'enum of flags',
      kind: 'snippet',
      detail: 'one bit for each constant, with kernel-doc',
      insert:
        `/**\n * enum \${1:${prefix}flags} - \${2:What they change}\n * @\${3:${upper}FLAG}: \${4:What it does}\n */\n` +
        `enum \${1:${prefix}flags} {\n\t\${3:${upper}FLAG} = 1U << 0,\n};\n$0`,
      rank: 2,
    },
  ];
}

/** Every occurrence of a placeholder has its default, so that a client without snippets gets whole text. */
function structure(
  prefix: string,
  upper: string,
  members: readonly string[],
  number: (name: (text: string) => string) => string,
): string {
  const record = `\${1:${prefix}new}`;
  const command = `\${2:${upper}NEW}`;
  const docs = members.map((line) => ` * @${line.endsWith('struct ') ? `${line}${record})` : line}\n`).join('');
  const declared = members.map((line) => `\t__u32 ${line.slice(0, line.indexOf(':'))};\n`).join('');
  return (
    `/**\n * struct ${record} - ioctl(${command})\n${docs} */\nstruct ${record} {\n${declared}\t$0\n};\n` +
    `#define ${command} ${number((text) => text)}\n`
  );
}

function snippetText(text: string): string {
  return text.replace(/[$}\\]/g, '\\$&');
}

/** `widget_` of `widget_create` and `widget_turn`: what most records begin with. */
function commonPrefix(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) {
    const prefix = /^[a-z0-9]+_/.exec(name)?.[0];
    if (prefix !== undefined) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  return best?.[0] ?? 'my_';
}
