// docs/coverage.md: the figures, and the lines with branches that no test takes, by the reason that
// docs/coverage-reasons.json has for them.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../repository.mjs';

const noReason = 'No reason: a test is missing';

/**
 * A reason of docs/coverage-reasons.json: `path` is the beginning of a file's path and `code` a part of the line; what is
 * left out matches everything. The first one that matches counts.
 */
function reasonFor(reasons, path, text) {
  return reasons.find((each) => path.startsWith(each.path ?? '') && text.includes(each.code ?? ''))?.reason;
}

/** @param files of `measure` in scripts/coverage.mjs */
export function coveragePage(files, { all, taken }) {
  const { reasons } = JSON.parse(readFileSync(join(root, 'docs/coverage-reasons.json'), 'utf8'));
  const byReason = new Map([[noReason, new Map()]]);
  for (const { path, missed } of files) {
    for (const { line, text } of missed) {
      const reason = reasonFor(reasons, path, text) ?? noReason;
      const byPath = byReason.get(reason) ?? new Map();
      byReason.set(reason, byPath);
      byPath.set(path, [...(byPath.get(path) ?? []), line]);
    }
  }
  const rooms = new Map();
  for (const { path, branches, missed } of files) {
    const room = path.split('/')[3];
    const sum = rooms.get(room) ?? { branches: 0, missed: 0 };
    rooms.set(room, { branches: sum.branches + branches, missed: sum.missed + missed.length });
  }
  const percent = (part, whole) => (whole === 0 ? '100.0' : ((100 * part) / whole).toFixed(1));
  const rows = [...rooms]
    .filter(([, { branches }]) => branches > 0)
    .map(([room, sum]) => {
      const covered = sum.branches - sum.missed;
      return `| \`core/${room}\` | ${covered} of ${sum.branches} | ${percent(covered, sum.branches)} % |`;
    });
  const sections = [...byReason].map(([reason, byPath]) => {
    const branches = [...byPath.values()].flat().length;
    const lines = [...byPath].map(([path, numbers]) => `${path}: ${numbers.join(' ')}`);
    return `## ${reason}\n\n${branches} branches, by line:\n\n\`\`\`text\n${lines.join('\n')}\n\`\`\`\n`;
  });
  return `# Branches of core that no test takes

Made by \`npm run coverage -- --write\`, which takes minutes and is therefore no test; the figures are those of its last run.
A branch is each way of an \`if\`, \`?:\`, \`&&\`, \`||\`, \`??\`, \`switch\` and default value
([decision 17](decisions/0017-coverage-and-mutants.md)).

**${taken} of ${all} branches: ${percent(taken, all)} %.**

| room | taken | |
| --- | --- | --- |
${rows.join('\n')}

${sections.join('\n')}`;
}
