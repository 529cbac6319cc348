// npm run driver:mutants -- --tree DIR [--older DIR] [--rule ID] [--verbose]: breaks functions of a kernel tree in memory
// and says which of the faults the rules about sources find.
//
// The tables in driver/*Mutants.mjs name a function, a table or a macro and what to replace in it: a check removed, a size
// taken from elsewhere, an order swapped. A fault counts as found where the rule has a finding in the broken source that it
// did not have before. Findings of the functions as they stand are printed, for these are to be read by hand. `--older` is
// a tree of an earlier kernel: it tells what was published first. The exit status is 1 where a rule has fewer than five
// edits that are found.

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { contextMutants } from './driver/contextMutants.mjs';
import { dispatchMutants } from './driver/dispatchMutants.mjs';
import { createDriverReader } from './driver/reader.mjs';
import { replaceIn } from './driver/replace.mjs';
import { uaccessMutants } from './driver/uaccessMutants.mjs';
import { runMain, UserError } from './lib/repository.mjs';

const LEAST = 5;
const settings = { profile: 'strict', severities: new Map(), ignore: [] };

await runMain(async () => {
  const { tree, older, rule, verbose } = readArguments();
  const { read, driver } = await createDriverReader(tree, older);
  const mutants = [...dispatchMutants, ...uaccessMutants, ...contextMutants];
  const rules = driver.sourceRules.filter(({ id }) => rule === undefined || id === rule);
  if (rules.length === 0) throw new UserError(`There is no rule '${rule}' about sources.`, 2);
  const wholes = new Map();
  const whole = (file) => {
    if (!wholes.has(file)) wholes.set(file, findingsOf(file, readFileSync(join(tree, file), 'utf8')));
    return wholes.get(file);
  };
  const plain = new Map();
  let isShort = false;
  for (const { id } of rules) {
    const own = mutants.filter((each) => each.rule === id);
    const results = own.map(judge);
    const found = results.filter((each) => each === 'found').length;
    const total = results.filter((each) => each === 'found' || each === 'missed').length;
    console.log(`${id}: ${found} of ${total}${found < LEAST ? `, fewer than ${LEAST}` : ''}`);
    for (const [index, { file, inside, name }] of own.entries()) {
      if (results[index] === 'missed') console.log(`  missed: ${file}: ${inside}: ${name}`);
      else if (results[index] !== 'found') console.log(`  not in this tree: ${results[index]}`);
    }
    isShort ||= found < LEAST;
  }
  const unmutated = [...plain.values()].flat();
  console.log(`\nfunctions as they stand: ${plain.size}, with ${unmutated.length} findings`);
  for (const text of unmutated) console.log(`  ${text}`);
  return isShort ? 1 : 0;

  /** 'found', 'missed', or what the tree has not. */
  function judge(mutant) {
    const { file, inside } = mutant;
    if (!existsSync(join(tree, file))) return file;
    const before = whole(file);
    const { problem, text, start, end } = replaceIn(before.source, mutant);
    if (problem !== undefined) return problem;
    plain.set(
      `${file}: ${inside}`,
      before.findings
        .filter(({ range }) => range.start >= start && range.start < end)
        .map((each) => describe(file, each)),
    );
    const had = new Set(before.findings.map(key));
    const after = findingsOf(file, text).findings.filter((each) => each.rule === mutant.rule && !had.has(key(each)));
    if (verbose) for (const each of after) console.log(`  ${mutant.name}: ${describe(file, each)}`);
    return after.length > 0 ? 'found' : 'missed';
  }

  function findingsOf(file, text) {
    const source = read(join(tree, file), text);
    const { findings, failures } = driver.checkSource(driver.sourceRules, source, settings);
    if (failures.length > 0) throw new UserError(`${failures[0].rule} failed on ${file}.`);
    return { source, findings };
  }
});

function key({ rule, message, range, symbol }) {
  return `${rule} ${symbol} ${message} ${range.file.text.slice(range.start, range.end)}`;
}

function describe(file, { rule, message, severity, range }) {
  return `${file}:${range.file.text.slice(0, range.start).split('\n').length}: ${severity}[${rule}]: ${message}`;
}

function readArguments() {
  const options = {
    tree: { type: 'string' },
    older: { type: 'string' },
    rule: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  };
  let values;
  try {
    ({ values } = parseArgs({ options }));
  } catch (error) {
    throw new UserError(error.message, 2);
  }
  const { tree, older, rule, verbose } = values;
  for (const each of [tree, older]) {
    if (each !== undefined && !existsSync(join(each, 'include/uapi/linux/types.h')))
      throw new UserError(`No kernel tree at ${each}.`, 2);
  }
  if (tree === undefined) throw new UserError('Name the kernel tree: --tree DIR.', 2);
  return { tree: resolve(tree), older: older === undefined ? undefined : resolve(older), rule, verbose };
}
