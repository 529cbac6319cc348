// docs/commands.md: every command of `uapi` with its options, as its `--help` prints them.

import { importFromSource } from '../lib/importFromSource.mjs';

export async function outputs() {
  const { runCli, usageOfServer } = await importFromSource(`
    export { runCli } from './server/src/cli/main.ts';
    export { usage as usageOfServer } from './server/src/host/node/serverArguments.ts';
  `);
  const help = async (...command) => {
    // Of the machine, help needs the width of a terminal only.
    let text = '';
    const write = (piece) => {
      text += piece;
    };
    await runCli([...command, '--help'], { stdout: write, stderr: write, columns: 100 });
    return text;
  };
  const sections = new Map([['uapi', await help()]]);
  const open = commandsIn(sections.get('uapi')).map((name) => [name]);
  for (let command = open.shift(); command !== undefined; command = open.shift()) {
    // The language server is a program of its own.
    const text = command[0] === 'lsp' ? usageOfServer : await help(...command);
    sections.set(`uapi ${command.join(' ')}`, text);
    open.unshift(...commandsIn(text).map((name) => [...command, name]));
  }
  return new Map([['docs/commands.md', page(sections)]]);
}

/** Names of the commands that a help lists. */
function commandsIn(help) {
  const list = help.match(/^Commands:\n((?: .*\n)+)/m)?.[1] ?? '';
  return [...list.matchAll(/^ {2}([a-z]\S*)/gm)].map(([, name]) => name);
}

function page(sections) {
  const parts = [...sections].map(([command, help]) => `## ${command}\n\n\`\`\`text\n${help.trim()}\n\`\`\`\n`);
  return `<!-- Made by scripts/generate/command-page.mjs from the commands' own help; do not edit. -->

# Commands

What \`--help\` prints of each command. [guide.md](guide.md) shows how they work together.

${parts.join('\n')}`;
}
