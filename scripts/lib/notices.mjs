// The licences of the packages that the bundles hold, as their terms ask: each text stands with what is shipped.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, UserError } from './repository.mjs';

/** @returns {string} the text of ThirdPartyNotices.txt */
export function thirdPartyNotices() {
  const parts = [...shippedPackages()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, folder]) => notice(name, folder));
  const rule = `\n${'-'.repeat(80)}\n\n`;
  return `UAPI Headers contains code of the following packages.\n${rule}${parts.join(rule)}`;
}

/** Name → folder of every package that the client and the server depend on, types aside. */
function shippedPackages() {
  const found = new Map();
  const visit = (folder, names) => {
    for (const name of names) {
      if (name.startsWith('@types/') || found.has(name)) continue;
      const own = join(folder, 'node_modules', name);
      const at = existsSync(own) ? own : join(root, 'node_modules', name);
      found.set(name, at);
      visit(at, Object.keys(readManifest(at).dependencies ?? {}));
    }
  };
  for (const part of ['client', 'server']) {
    const { dependencies = {}, devDependencies = {} } = readManifest(join(root, part));
    visit(join(root, part), [...Object.keys(dependencies), ...Object.keys(devDependencies)]);
  }
  return found;
}

function notice(name, folder) {
  const { version, license } = readManifest(folder);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(?:\.\w+)?$/i.test(entry));
  if (license === undefined) throw new UserError(`${name} does not name its licence: it must not be shipped.`);
  const text = file === undefined ? '' : `\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
  return `${name} ${version} (${license})\n${text}`;
}

function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
