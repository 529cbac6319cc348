// npm start [-- FILE…]: the shortest way to see what the project does. Installs and builds what is missing, then shows
// for each FILE (without arguments, for a header of examples/) its findings, its layouts and its ioctl numbers.
//
// This is a show: findings do not make it fail. Exit status 2 means wrong usage or a file that cannot be read.

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildBundles } from './lib/bundle.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { displayPath, root, run, runMain, UserError } from './lib/repository.mjs';

const usage = `Usage: npm start [-- FILE…]

Shows what uapi says about each FILE: findings, layouts on the configured ABIs side by side, ioctl numbers decoded.
Without FILE, a header of examples/ is shown.`;

/** npm changes to the root of the checkout; the user's paths start where the user stands. */
const workingDirectory = process.env.INIT_CWD ?? process.cwd();

const exampleHeader = join(root, 'examples', 'legacy_widget.h');

/** What is shown for a header, in order. */
const parts = [
  { title: 'Findings', command: ['check'] },
  { title: 'Layouts', command: ['layout'] },
  { title: 'ioctl numbers', command: ['ioctl', 'list'] },
];

await runMain(async () => {
  const files = process.argv.slice(2);
  if (files.includes('--help') || files.includes('-h')) {
    console.log(usage);
    return 0;
  }
  const option = files.find((argument) => argument.startsWith('-'));
  if (option !== undefined) {
    throw new UserError(`npm start knows no option '${option}'; it takes headers: npm start -- FILE…`, 2);
  }
  const missing = files.find((file) => !existsSync(resolve(workingDirectory, file)));
  if (missing !== undefined) throw new UserError(`There is no file '${missing}' in ${workingDirectory}.`, 2);
  ensureInstalled();
  if (!existsSync(join(root, 'server', 'dist', 'uapi.js'))) console.error('Building …');
  await buildBundles();
  return show(files);
});

/** Shows all files; the exit status is 2 as soon as one cannot be shown. */
function show(files) {
  const shown = files.length > 0 ? files : [exampleHeader];
  for (const file of shown) {
    for (const { title, command } of parts) {
      console.log(
        heading(`${title}: uapi ${[...command, file === exampleHeader ? displayPath(file) : file].join(' ')}`),
      );
      const status = run(process.execPath, [join(root, 'server', 'bin', 'uapi.js'), ...command, file], {
        cwd: workingDirectory,
      });
      // 0: nothing to report; 1: findings. Anything else has been explained on standard error.
      if (status > 1) return 2;
    }
  }
  console.log(heading('Where to go from here'));
  console.log(closing());
  return 0;
}

function heading(text) {
  const coloured = process.stdout.isTTY && !process.env.NO_COLOR;
  return coloured ? `\n\x1b[1m== ${text}\x1b[0m\n` : `\n== ${text}\n`;
}

function closing() {
  return `The command line:   node server/bin/uapi.js --help        (from any folder, by its path)
Any editor, today:  node server/bin/uapi.js check --format gcc FILE
                    prints file:line:column lines, which Vim (:make), Emacs (M-x compile) and the
                    problem matcher $gcc of a VS Code task read.
Neovim, Emacs, …:   the language server is node server/bin/uapi-language-server.js; docs/editors.md sets it up.
VS Code:            npm run package makes the extension, a .vsix file; README.md says what it has.`;
}
