// npm run soak -- [--edits N] [--requests N] [--seed N]: one language server through a session of many hours: random edits of
// a header and of one that it includes, requests of every kind in between. Every thousandth answer is compared with that of
// a fresh server, and the server's resident memory is read a hundred times. The exit status is 1 where an answer differs, or
// where the memory of the last fifth is more than a tenth above that of the second.

import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root, runMain, UserError } from './lib/repository.mjs';

const COMPARE_EVERY = 1000;
const SAMPLES = 100;
const MAX_GROWTH = 0.1;

await runMain(async () => {
  const { edits, requests, seed } = readArguments();
  const modules = ['soak.js', 'fixtureHeaders.js'].map((name) => join(root, 'test/out/edits', name));
  if (!modules.every(existsSync)) throw new UserError('Run npm run build first: the tests are not compiled.');
  const [{ soak, growth }, { fixtureHeaders }] = await Promise.all(modules.map((module) => import(module)));
  const folder = mkdtempSync(join(tmpdir(), 'uapi-soak-'));
  const started = performance.now();
  const megabytes = (bytes) => `${Math.round(bytes / 1024 ** 2)} MB`;
  const onSample = (edit, request, bytes) => {
    console.log(`${edit} edits, ${request} requests, ${megabytes(bytes)}`);
  };
  const [headers] = fixtureHeaders();
  const run = { folder, headers, seed, edits, requests, compareEvery: COMPARE_EVERY, samples: SAMPLES, onSample };
  const summary = await soak(run);
  const minutes = ((performance.now() - started) / 60_000).toFixed(0);
  const above = growth(summary.rssBytes);
  const counts = `${summary.edits} edits, ${summary.requests} requests, ${summary.compared} answers compared`;
  const memory = `at most ${megabytes(Math.max(...summary.rssBytes))}, growth ${(above * 100).toFixed(1)} %`;
  console.log(`${counts}; memory: ${memory}; seed ${seed}, ${minutes} min`);
  if (summary.failure !== undefined) return reportFailure(summary.failure, folder);
  rmSync(folder, { recursive: true });
  return above > MAX_GROWTH ? 1 : 0;
});

function reportFailure({ edit, question, live, fresh, texts }, folder) {
  const save = (name, text) => writeFileSync(join(folder, name), text);
  for (const [name, text] of texts) save(name, text);
  save('living.json', JSON.stringify(live ?? null, null, 1));
  save('fresh.json', JSON.stringify(fresh ?? null, null, 1));
  console.log(`after edit ${edit}: ${question}`);
  console.log(`the texts, and both answers as living.json and fresh.json: ${folder}`);
  return 1;
}

function readArguments() {
  const text = { type: 'string' };
  let values;
  try {
    ({ values } = parseArgs({ options: { edits: text, requests: text, seed: text } }));
  } catch (error) {
    throw new UserError(error.message, 2);
  }
  return {
    edits: wholeNumber('edits', values.edits ?? '100000'),
    requests: wholeNumber('requests', values.requests ?? '50000'),
    seed: wholeNumber('seed', values.seed ?? '1'),
  };
}

function wholeNumber(name, text) {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UserError(`--${name} takes a whole number from 1 on, not '${text}'.`, 2);
  return Number(text);
}
