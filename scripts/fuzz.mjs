// npm run fuzz -- [--count N] [--seed N] [--corpus DIR] [--rooms [--from N]]: spoils real headers and watches what the front
// end does with them; with --rooms, random headers, recorded calls and messages go through lexer, preprocessor, parser,
// layout, rules, dispatch, replay and the protocol in turn, from input N on. Two seconds and 1 GB are the limits of one
// input. Failing inputs are saved; the exit status is 1 if there are any.

import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root, runMain, UserError } from './lib/repository.mjs';

/** Inputs between two lines of progress in a log. */
const PROGRESS_EVERY = 50_000;

await runMain(async () => {
  const { count, seed, corpus, rooms, from } = readArguments();
  if (rooms) return fuzzRooms({ count, seed, from });
  const module = join(root, 'test/out/fuzz/mutatedHeaders.js');
  if (!existsSync(module)) throw new UserError('Run npm run build first: the tests are not compiled.');
  const { fuzzHeaders } = await import(module);
  const started = performance.now();
  const onInput = (done) => {
    if (process.stderr.isTTY && done % 100 === 0) process.stderr.write(`\r${done} of ${count}`);
  };
  const summary = await fuzzHeaders({ corpus, seed, count, onInput });
  if (process.stderr.isTTY) process.stderr.write('\r');
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  const kinds = ['exception', 'hang', 'memory', 'crash'];
  const numbers = kinds.map((kind) => `${kind} ${summary.failures.filter((f) => f.kind === kind).length}`).join(', ');
  const slowest = `slowest ${Math.round(summary.slowestMilliseconds)} ms`;
  const peak = `peak ${Math.round(summary.peakBytes / 1024 ** 2)} MB`;
  console.log(`${summary.inputs} inputs, seed ${seed}, ${seconds} s: ${numbers}; ${slowest}, ${peak}`);
  if (summary.failures.length === 0) return 0;
  saveFailures(summary.failures);
  return 1;
});

async function fuzzRooms({ count, seed, from }) {
  const module = join(root, 'test/out/fuzz/fuzzTargets.js');
  if (!existsSync(module)) throw new UserError('Run npm run build first: the tests are not compiled.');
  const { fuzzRooms: run } = await import(module);
  const started = performance.now();
  const onBatch = (done, failed) => {
    const isRound = done % PROGRESS_EVERY === 0;
    if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${count}`);
    else if (isRound) process.stderr.write(`${done} of ${count}, ${failed} failures\n`);
  };
  const { executions, failures } = await run({ count, seed, from, onBatch });
  if (process.stderr.isTTY) process.stderr.write('\r');
  const seconds = (performance.now() - started) / 1000;
  const byTarget = [...executions].map(([target, number]) => `${target} ${number}`).join(', ');
  const rate = Math.round(count / seconds);
  console.log(`${count} executions (${byTarget}), seed ${seed}, ${rate} a second: ${failures.length} failures`);
  if (failures.length === 0) return 0;
  saveFailures(failures.map((failure) => ({ ...failure, header: failure.target })));
  return 1;
}

function saveFailures(failures) {
  const folder = mkdtempSync(join(tmpdir(), 'uapi-fuzz-'));
  for (const { number, header, kind, message, text } of failures) {
    const file = join(folder, `${number}-${kind}.h`);
    writeFileSync(file, text);
    console.log(`${file} (from ${header}): ${message}`);
  }
}

function readArguments() {
  const text = { type: 'string' };
  const options = { count: text, seed: text, from: text, corpus: text };
  options.rooms = { type: 'boolean', default: false };
  let values;
  try {
    ({ values } = parseArgs({ options }));
  } catch (error) {
    throw new UserError(error.message, 2);
  }
  const corpus = resolve(values.corpus ?? '/usr/include/linux');
  if (!existsSync(corpus)) throw new UserError(`There is no folder ${corpus}; name one with --corpus DIR.`, 2);
  return {
    count: wholeNumber('count', values.count ?? '10000'),
    seed: wholeNumber('seed', values.seed ?? '1'),
    from: wholeNumber('from', values.from ?? '0'),
    corpus,
    rooms: values.rooms,
  };
}

function wholeNumber(name, text) {
  if (!/^\d{1,9}$/.test(text)) throw new UserError(`--${name} takes a whole number, not '${text}'.`, 2);
  return Number(text);
}
