// docs/rules/: the page of each rule under a link that does not change (docs/rules/GROUP/NAME.md), and an index. The
// pages are written beside the rules' code; their headings say what a rule does in one line.

import { ruleIds, ruleReadme, ruleSummary, rulesFolder } from '../lib/rules.mjs';

const folder = 'docs/rules';

export const ownedFolders = [folder];

export async function outputs() {
  const ids = ruleIds();
  const pages = ids.map((id) => [`${folder}/${id}.md`, notice(`${rulesFolder}/${id}/README.md`) + ruleReadme(id)]);
  return new Map([[`${folder}/README.md`, index(ids)], ...pages]);
}

function index(ids) {
  const rows = ids.map((id) => `| [\`${id}\`](${id}.md) | ${ruleSummary(id)} |\n`);
  return `${notice(rulesFolder)}# Rules

What \`uapi check\` looks for. A rule's id names what it finds; \`"rules": {"ID": "off"}\` in \`.uapi.json\` turns it off.

| rule | finds |
| --- | --- |
${rows.join('')}`;
}

function notice(source) {
  return `<!-- Made by scripts/generate/rule-pages.mjs from ${source}; do not edit. -->\n\n`;
}
