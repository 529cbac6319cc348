// npm run edits -- [--count N] [--seed N]: edits headers at random under a living language server, and compares each of its
// answers with that of a fresh one. The texts of the first difference are saved; the exit status is 1 if there is one.

import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root, runMain, UserError } from './lib/repository.mjs';

/** Once in so many edits the fresh server is a process of its own. */
const PROCESS_EVERY = 200;

await runMain(async () => {
  const { count, seed } = readArguments();
  const modules = ['compareEdits.js', 'fixtureHeaders.js'].map((name) => join(root, 'test/out/edits', name));
  if (!modules.every(existsSync)) throw new UserError('Run npm run build first: the tests are not compiled.');
  const [{ compareEdits }, { fixtureHeaders }] = await Promise.all(modules.map((module) => import(module)));
  const sets = fixtureHeaders();
  const started = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'uapi-edits-'));
  let [edits, questions] = [0, 0];
  for (const [index, headers] of sets.entries()) {
    const share = Math.floor(((index + 1) * count) / sets.length) - Math.floor((index * count) / sets.length);
    const below = join(folder, `${index}`);
    mkdirSync(below);
    const onEdit = (done) => {
      if (process.stderr.isTTY && done % 50 === 0) process.stderr.write(`\r${edits + done} of ${count}`);
    };
    const run = { folder: below, headers, seed: seed + index, count: share, processEvery: PROCESS_EVERY, onEdit };
    const summary = await compareEdits(run);
    edits += summary.edits;
    questions += summary.questions;
    if (summary.failure !== undefined) return reportFailure(summary.failure, folder, seed);
  }
  if (process.stderr.isTTY) process.stderr.write('\r');
  rmSync(folder, { recursive: true });
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(`${edits} edits, seed ${seed}, ${seconds} s: ${questions} answers, each that of a fresh server`);
  // Servers in this process keep timers.
  process.exit(0);
});

function reportFailure({ edit, question, live, fresh, texts }, folder, seed) {
  const save = (name, text) => writeFileSync(join(folder, name), text);
  for (const [name, text] of texts) save(name, text);
  save('living.json', JSON.stringify(live ?? null, null, 1));
  save('fresh.json', JSON.stringify(fresh ?? null, null, 1));
  console.log(`after edit ${edit}, seed ${seed}: ${question}`);
  console.log(`the texts, and both answers as living.json and fresh.json: ${folder}`);
  process.exit(1);
}

function readArguments() {
  const options = { count: { type: 'string' }, seed: { type: 'string' } };
  let values;
  try {
    ({ values } = parseArgs({ options }));
  } catch (error) {
    throw new UserError(error.message, 2);
  }
  return { count: wholeNumber('count', values.count ?? '10000'), seed: wholeNumber('seed', values.seed ?? '1') };
}

function wholeNumber(name, text) {
  if (!/^\d{1,9}$/.test(text)) throw new UserError(`--${name} takes a whole number, not '${text}'.`, 2);
  return Number(text);
}
