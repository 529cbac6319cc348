// Makes test/golden/layout/*.json: what gcc says about each header of test/fixtures/layout on all sixteen ABIs.
//
//   node scripts/make-goldens.mjs --root DIR [FIXTURE…]
//
// DIR is the usr/include of an unpacked linux-libc-dev package of Debian 13 or later, which holds TRIPLET/asm for every
// architecture (apt-get download linux-libc-dev && dpkg-deb -x linux-libc-dev_*.deb FOLDER). The compilers are Debian
// 12's: apt-get install gcc-12 and gcc-12-TRIPLET for each other ABI. Without FIXTURE, all are made anew.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root, runMain, UserError, writeIfChanged } from './lib/repository.mjs';

const fixtures = join(root, 'test/fixtures/layout');
const goldens = join(root, 'test/golden/layout');

await runMain(async () => {
  const { includeRoot, wanted } = readArguments();
  const { askCompiler, bareFlags, compilers, golden } = await loadOracle();
  for (const compiler of compilers.list) compilers.require(compiler);
  const made = {
    by: 'scripts/make-goldens.mjs',
    date: new Date().toISOString().slice(0, 10),
    headers: headersVersion(includeRoot),
    flags: '-ffreestanding -nostdinc -O0 -g -gdwarf-5',
    compilers: Object.fromEntries(compilers.list.map((c) => [c.abi, [compilers.version(c), ...c.flags].join(' ')])),
  };
  for (const name of wanted) {
    const header = { name, include: `"${join(fixtures, name)}"`, file: join(fixtures, name) };
    const documents = await compilers.mapConcurrently(compilers.list, 2, async (compiler) => {
      const asm = join(includeRoot, compilers.triplets[compiler.abi]);
      if (!existsSync(join(asm, 'asm')))
        throw new UserError(`${asm}/asm is missing; DIR must hold every architecture.`);
      const answer = await askCompiler(compiler, bareFlags(compiler, [asm, includeRoot]), header);
      if (answer.kind === 'refused') throw new UserError(`${name}: ${compiler.command}: ${answer.reason}`);
      return answer.document;
    });
    const path = join(goldens, name.replace(/\.h$/, '.json'));
    const changed = writeGolden(golden, path, golden.groupDocuments(name, made, documents));
    console.log(`${changed ? 'wrote' : 'same '} ${name}`);
  }
});

/** Writes the file, but leaves it alone where only the date would change. */
function writeGolden(golden, path, value) {
  const undated = (text) => text.replace(/"date": "[^"]*"/, '"date": ""');
  const text = golden.goldenText(value);
  if (existsSync(path) && undated(readFileSync(path, 'utf8')) === undated(text)) return false;
  return writeIfChanged(path, text);
}

function readArguments() {
  let parsed;
  try {
    parsed = parseArgs({ options: { root: { type: 'string' } }, allowPositionals: true });
  } catch (error) {
    throw new UserError(error.message, 2);
  }
  const includeRoot = parsed.values.root;
  if (includeRoot === undefined) {
    throw new UserError('Name the headers: node scripts/make-goldens.mjs --root DIR [FIXTURE…]', 2);
  }
  const all = readdirSync(fixtures).filter((name) => name.endsWith('.h'));
  const wanted = parsed.positionals.length === 0 ? all : parsed.positionals;
  const unknown = wanted.find((name) => !all.includes(name));
  if (unknown !== undefined) throw new UserError(`'${unknown}' is no file of test/fixtures/layout.`, 2);
  return { includeRoot: resolve(includeRoot), wanted };
}

/** Kernel version of the headers, from their linux/version.h. */
function headersVersion(includeRoot) {
  const file = join(includeRoot, 'linux/version.h');
  const code = existsSync(file) ? /LINUX_VERSION_CODE (\d+)/.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
  if (code === undefined) throw new UserError(`${file} names no kernel version; is --root an include folder?`);
  const version = [Math.floor(code / 65536), Math.floor(code / 256) % 256, code % 256].join('.');
  return `Linux ${version} as installed by make headers_install`;
}

/** The oracle is part of the tests and written in TypeScript, so it has to be compiled first. */
async function loadOracle() {
  const folder = join(root, 'test/out/oracle');
  if (!existsSync(join(folder, 'oracle.js')))
    throw new UserError('Run npm run build first: the oracle is not compiled.');
  const [oracle, includeRoots, compilers, golden] = await Promise.all(
    ['oracle', 'includeRoots', 'compilers', 'golden'].map((name) => import(join(folder, `${name}.js`))),
  );
  return {
    askCompiler: oracle.askCompiler,
    bareFlags: includeRoots.bareFlags,
    golden,
    compilers: {
      list: compilers.goldenCompilers,
      require: compilers.requireCompiler,
      version: compilers.compilerVersion,
      mapConcurrently: compilers.mapConcurrently,
      triplets: includeRoots.asmTriplets,
    },
  };
}
