// npm run fuzz:layout -- [--cases N] [--seed N] [--target ABI,…] [--from N]: lays random records out with gcc and with us
// and compares sizes, alignments, offsets and bits. A difference is printed as a small record; then the exit status is 1.
// --target names the ABIs, of those whose compilers are installed; --from begins with that text of the seed.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root, runMain, UserError } from './lib/repository.mjs';

const MAX_DIFFERENCES = 10;
/** Records between two lines of progress in a log. */
const PROGRESS_EVERY = 100_000;

await runMain(async () => {
  const { cases, seed, from, targets } = readArguments();
  const { compilers, fuzzLayouts } = await load(targets);
  const started = performance.now();
  let nextLine = PROGRESS_EVERY;
  const onText = (done) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${cases}`);
    else if (done >= nextLine) {
      process.stderr.write(`${done} of ${cases}\n`);
      nextLine = done + PROGRESS_EVERY;
    }
  };
  const onDifference = ({ text, difference, smallest, facts }) => {
    console.log(`text ${text} of seed ${seed}, ${difference.abi}, ${difference.record}:`);
    console.log(`${smallest}\n${facts.map((fact) => `  ${fact}`).join('\n')}\n`);
  };
  const run = { compilers, seed, cases, firstText: from, maxDifferences: MAX_DIFFERENCES, onDifference, onText };
  const summary = fuzzLayouts(run);
  if (process.stderr.isTTY) process.stderr.write('\r');
  const seconds = (performance.now() - started) / 1000;
  const counts = `${summary.cases} records, ${summary.refused} refused by gcc, ${summary.differences.length} differences`;
  const place = `seed ${seed}, texts ${from} to ${from + summary.texts - 1}, ${targets.join(' ')}`;
  console.log(`${counts}; ${place}; ${seconds.toFixed(0)} s, ${Math.round(summary.cases / seconds)} a second`);
  return summary.differences.length === 0 ? 0 : 1;
});

async function load(targets) {
  const folder = join(root, 'test/out');
  if (!existsSync(join(folder, 'fuzz/layout/fuzzLayouts.js'))) {
    throw new UserError('Run npm run build first: the tests are not compiled.');
  }
  const { fuzzLayouts } = await import(join(folder, 'fuzz/layout/fuzzLayouts.js'));
  const { liveCompilers, goldenCompilers, requireCompiler } = await import(join(folder, 'oracle/compilers.js'));
  const compilers = targets.map((abi) => {
    const compiler = Object.hasOwn(liveCompilers, abi)
      ? liveCompilers[abi]
      : goldenCompilers.find((c) => c.abi === abi);
    if (compiler === undefined) throw new UserError(`--target: '${abi}' is no ABI; docs/abi.md lists them.`, 2);
    try {
      requireCompiler(compiler);
    } catch (problem) {
      throw new UserError(problem.message, 2);
    }
    return compiler;
  });
  return { compilers, fuzzLayouts };
}

function readArguments() {
  const text = { type: 'string' };
  let values;
  try {
    ({ values } = parseArgs({ options: { cases: text, seed: text, target: text, from: text } }));
  } catch (error) {
    throw new UserError(error.message, 2);
  }
  return {
    cases: wholeNumber('cases', values.cases ?? '10000'),
    seed: wholeNumber('seed', values.seed ?? '1'),
    from: wholeNumber('from', values.from ?? '0'),
    targets: (values.target ?? 'x86_64,i386,m68k,powerpc').split(','),
  };
}

function wholeNumber(name, text) {
  if (!/^\d{1,9}$/.test(text)) throw new UserError(`--${name} takes a whole number, not '${text}'.`, 2);
  return Number(text);
}
