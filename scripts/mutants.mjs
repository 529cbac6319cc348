// npm run mutants -- [--count N] [--seed N] [--rooms layout,ioctl,dispatch] [--jobs N] [--only N,…]: changes one operator, condition,
// literal or statement of a compiled module at a time and runs the tests of its room. A mutant that no test notices has
// survived; it is listed by its line in the source. The sample is drawn from each room alike, as far as it has mutants.
// --only judges the mutants of these numbers alone, as the list of survivors gives them. The exit status is 1 where less than
// 85 % are killed.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { compile } from './lib/compile.mjs';
import { judge, runTests, testsOfRoom } from './lib/mutants/judge.mjs';
import { mutantsOf } from './lib/mutants/mutations.mjs';
import { displayPath, root, runMain, UserError, walk } from './lib/repository.mjs';

const ENOUGH = 0.85;
/** Mutants between two lines of progress. */
const PROGRESS_EVERY = 50;

await runMain(async () => {
  const { count, seed, rooms, jobs, only } = readArguments();
  const status = compile();
  if (status !== 0) return status;
  const sample = drawSample(rooms, count, seed)
    .map((mutant, index) => ({ ...mutant, number: index + 1 }))
    .filter(({ number }) => only.length === 0 || only.includes(number));
  const steps = new Map(rooms.map((room) => [room, testsOfRoom[room].map((files) => files.flatMap(testFiles))]));
  for (const [room, lists] of steps) {
    for (const files of lists) {
      if ((await runTests(files)) !== 0) throw new UserError(`The tests of ${room} fail without a mutant: ${files[0]}`);
    }
  }
  const folder = mkdtempSync(join(tmpdir(), 'uapi-mutants-'));
  const verdicts = [];
  let next = 0;
  const work = async () => {
    while (next < sample.length) {
      const index = next++;
      const mutant = sample[index];
      const text = join(folder, `${index}.js`);
      writeFileSync(text, mutant.text());
      const verdict = await judge({ module: mutant.module, text }, steps.get(mutant.room));
      rmSync(text);
      verdicts.push({ ...mutant, verdict });
      if (verdict === 'survived') console.log(`${mutant.number} survived: ${placeOf(mutant)}`);
      if (verdicts.length % PROGRESS_EVERY === 0) console.log(`${verdicts.length} of ${sample.length}`);
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  rmSync(folder, { recursive: true });
  return report(verdicts, rooms, seed);
});

function report(verdicts, rooms, seed) {
  const rate = (of) => {
    const survived = of.filter(({ verdict }) => verdict === 'survived').length;
    const endless = of.filter(({ verdict }) => verdict === 'endless').length;
    const percent = ((100 * (of.length - survived)) / of.length).toFixed(1);
    return `${of.length - survived} of ${of.length} killed (${percent} %), ${endless} of them by the limit of time`;
  };
  for (const room of rooms) console.log(`${room}: ${rate(verdicts.filter((each) => each.room === room))}`);
  console.log(`seed ${seed}: ${rate(verdicts)}`);
  const killed = verdicts.filter(({ verdict }) => verdict !== 'survived').length;
  return killed >= ENOUGH * verdicts.length ? 0 : 1;
}

/** Mutants of the rooms in turn, each room's in a random order, until there are `count`. */
function drawSample(rooms, count, seed) {
  const random = createRandom(seed);
  const queues = rooms.map((room) => shuffled(mutantsOfRoom(room), random));
  const sample = [];
  while (sample.length < count && queues.some((queue) => queue.length > 0)) {
    for (const queue of queues) if (queue.length > 0 && sample.length < count) sample.push(queue.pop());
  }
  return sample;
}

function mutantsOfRoom(room) {
  return walk(join(root, 'server/out/core', room))
    .filter((path) => path.endsWith('.js') && !/\.(test|generated)\.js$/.test(path))
    .flatMap((module) => {
      const original = readFileSync(module, 'utf8');
      return mutantsOf(original).map(({ start, end, by }) => ({
        room,
        module,
        start,
        what: `${original.slice(start, end).replace(/\s+/g, ' ')} → ${by === '' ? 'nothing' : by}`,
        text: () => original.slice(0, start) + by + original.slice(end),
      }));
    });
}

function placeOf({ module, start, what }) {
  const before = readFileSync(module, 'utf8').slice(0, start).split('\n');
  const map = new SourceMap(JSON.parse(readFileSync(`${module}.map`, 'utf8')));
  const { originalLine = 0 } = map.findEntry(before.length - 1, before.at(-1).length);
  const source = relative(join(root, 'server/out'), module).replaceAll('\\', '/').replace(/\.js$/, '.ts');
  return `server/src/${source}:${originalLine + 1}: ${what}`;
}

function testFiles(part) {
  if (part.endsWith('.js')) return [part];
  const source = part.replace('server/out/', 'server/src/').replace('test/out/', 'test/');
  return walk(join(root, source))
    .map(displayPath)
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => path.replace(source, part).replace(/\.ts$/, '.js'));
}

function shuffled(items, random) {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [items[last], items[other]] = [items[other], items[last]];
  }
  return items;
}

/** Mulberry32: numbers from 0 to 1 that follow from the seed. */
function createRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function readArguments() {
  const text = { type: 'string' };
  let values;
  try {
    ({ values } = parseArgs({ options: { count: text, seed: text, rooms: text, jobs: text, only: text } }));
  } catch (error) {
    throw new UserError(error.message, 2);
  }
  const rooms = (values.rooms ?? Object.keys(testsOfRoom).join(',')).split(',');
  const unknown = rooms.find((room) => !Object.hasOwn(testsOfRoom, room));
  if (unknown !== undefined) throw new UserError(`--rooms: '${unknown}' has no mutants.`, 2);
  return {
    count: wholeNumber('count', values.count ?? '600'),
    seed: wholeNumber('seed', values.seed ?? '1'),
    jobs: wholeNumber('jobs', values.jobs ?? `${availableParallelism()}`),
    only: (values.only?.split(',') ?? []).map((number) => wholeNumber('only', number)),
    rooms,
  };
}

function wholeNumber(name, text) {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UserError(`--${name} takes a whole number from 1 on, not '${text}'.`, 2);
  return Number(text);
}
