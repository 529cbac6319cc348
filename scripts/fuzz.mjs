// npm run fuzz -- [--count N] [--seed N] [--corpus DIR]: spoils real headers and watches what the front end does with
// them. Two seconds and 1 GB are the limits of one input. Failing inputs are saved; the exit status is 1 if there are any.

import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root, runMain, UserError } from './lib/repository.mjs';

await runMain(async () => {
  const { count, seed, corpus } = readArguments();
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

function saveFailures(failures) {
  const folder = mkdtempSync(join(tmpdir(), 'uapi-fuzz-'));
  for (const { number, header, kind, message, text } of failures) {
    const file = join(folder, `${number}-${kind}.h`);
    writeFileSync(file, text);
    console.log(`${file} (from ${header}): ${message}`);
  }
}

function readArguments() {
  const options = { count: { type: 'string' }, seed: { type: 'string' }, corpus: { type: 'string' } };
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
    corpus,
  };
}

function wholeNumber(name, text) {
  if (!/^\d{1,9}$/.test(text)) throw new UserError(`--${name} takes a whole number, not '${text}'.`, 2);
  return Number(text);
}
