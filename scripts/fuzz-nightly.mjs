// npm run fuzz:nightly -- [SEED]: every fuzz run and the soak run, one after the other, with a seed of the day unless one is
// named. What fails is printed with its seed, so that it can be made again; the exit status is 1 if anything did.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root, runMain, UserError } from './lib/repository.mjs';

const MILLISECONDS_PER_DAY = 86_400_000;

await runMain(async () => {
  const [named] = process.argv.slice(2);
  if (named !== undefined && !/^\d{1,9}$/.test(named)) throw new UserError(`'${named}' is no seed: a whole number.`, 2);
  const seed = named ?? String(Math.floor(Date.now() / MILLISECONDS_PER_DAY));
  const runs = [
    ['fuzz.mjs', '--count', '100000', '--seed', seed],
    ['fuzz.mjs', '--rooms', '--count', '2000000', '--seed', seed],
    ['fuzz-layout.mjs', '--cases', '1000000', '--seed', seed],
    ['soak.mjs', '--seed', seed],
  ];
  const statuses = runs.map(([script, ...args]) => {
    console.log(`${script} ${args.join(' ')}`);
    return spawnSync(process.execPath, [join(root, 'scripts', script), ...args], { stdio: 'inherit' }).status;
  });
  return statuses.every((status) => status === 0) ? 0 : 1;
});
