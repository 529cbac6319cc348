// client/l10n/bundle.l10n.json: the texts of the extension's code for translators, which VS Code looks up by the English
// text. Texts of the manifest are in package.nls.json.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, UserError, walk } from '../lib/repository.mjs';

/** `l10n.t('…'`; the formatter makes all quotes single, unless the text has one of its own. */
const call = /\bl10n\.t\(\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|(.))/g;

export async function outputs() {
  const texts = new Set();
  const sources = ['src', 'webview'].flatMap((folder) => walk(join(root, 'client', folder)));
  for (const path of sources.filter((name) => /(?<!\.test)\.ts$/.test(name))) {
    for (const [, single, double, other] of readFileSync(path, 'utf8').matchAll(call)) {
      if (other !== undefined) throw new UserError(`${path}: l10n.t() needs a plain text as its first argument.`);
      texts.add((single ?? double).replace(/\\(.)/g, '$1'));
    }
  }
  const bundle = Object.fromEntries([...texts].sort().map((text) => [text, text]));
  return new Map([['client/l10n/bundle.l10n.json', `${JSON.stringify(bundle, null, 2)}\n`]]);
}
