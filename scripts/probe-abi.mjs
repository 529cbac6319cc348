// Measures ABIs with the compilers that their tables name. Nothing is run on the target: each fact is an element of an
// array in a section of its own, which is compiled and read back.
//
//   node scripts/probe-abi.mjs --kernel-headers DIR [ABI…]   writes test/golden/abi/ABI.json
//   node scripts/probe-abi.mjs --compiler 'COMMAND FLAG…'    prints the facts for the table of an ABI that is new
//   node scripts/probe-abi.mjs --builtin [ABI…]              compiles each file of server/builtin by itself, without a
//                                                            warning, and compares what they define with the goldens
//
// DIR is the usr/include of an unpacked linux-libc-dev package of Debian 13 or later, which holds TRIPLET/asm for every
// architecture (apt-get download linux-libc-dev && dpkg-deb -x linux-libc-dev_*.deb FOLDER). The compilers are Debian
// 12's (gcc-12-TRIPLET) with its libc for each (libc6-dev-ARCH-cross). Without ABI, all are measured.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { compilerOutput, compilerVersion, loadAbis, outputOf } from './lib/abiCompilers.mjs';
import { bitFieldRecords, headerFacts, scalarSpellings } from './lib/abiFacts.mjs';
import { capture, displayPath, root, runMain, UserError, walk, writeIfChanged } from './lib/repository.mjs';

const builtin = join(root, 'server/builtin');
const goldens = join(root, 'test/golden/abi');

/** Types that `_Generic` tells apart; a typedef of another one, or of a record, is `other`. */
const basicTypes = [
  'other',
  ...['char', 'signed char', 'unsigned char', 'short', 'unsigned short', 'int', 'unsigned int', 'long'],
  ...['unsigned long', 'long long', 'unsigned long long', '_Bool'],
];

await runMain(async () => {
  const { values, positionals } = readArguments();
  const scratch = mkdtempSync(join(tmpdir(), 'uapi-probe-'));
  try {
    if (values.compiler !== undefined) {
      const [command, ...flags] = values.compiler.split(' ');
      process.stdout.write(text(abiFacts({ id: 'new', compiler: { command, flags } }, scratch)));
      return 0;
    }
    const abis = await chosenAbis(positionals);
    if (!values.builtin) {
      for (const abi of abis) writeGolden(abi, resolve(values['kernel-headers']), scratch);
      return 0;
    }
    const complaints = abis.flatMap((abi) => checkBuiltin(withInstalledCompiler(abi), scratch));
    for (const complaint of complaints) console.error(complaint);
    return complaints.length === 0 ? 0 : 1;
  } finally {
    rmSync(scratch, { recursive: true });
  }
});

/** Only what the compiler itself gives, and the headers that are named: without a libc of its own. */
function freestandingOutput(abi, args, options) {
  return compilerOutput(abi, ['-ffreestanding', ...args], options);
}

function readArguments() {
  const options = {
    'kernel-headers': { type: 'string' },
    compiler: { type: 'string' },
    builtin: { type: 'boolean' },
  };
  try {
    const parsed = parseArgs({ options, allowPositionals: true });
    if (Object.keys(parsed.values).length === 1) return parsed;
  } catch {
    // The message below says what is right.
  }
  throw new UserError(
    "usage: node scripts/probe-abi.mjs (--kernel-headers DIR | --compiler 'COMMAND FLAG…' | --builtin) [ABI…]",
    2,
  );
}

async function chosenAbis(ids) {
  const abis = await loadAbis();
  const unknown = ids.find((id) => !abis.some((abi) => abi.id === id));
  if (unknown !== undefined)
    throw new UserError(`no ABI '${unknown}'; there are ${abis.map((abi) => abi.id).join(' ')}`, 2);
  return ids.length === 0 ? abis : abis.filter((abi) => ids.includes(abi.id));
}

/** The same ABI with a compiler that is there: the table's, or Debian's default one, which `npm test` asks for. */
function withInstalledCompiler(abi) {
  const native = { x86_64: [], i386: ['-m32'], x32: ['-mx32'] }[abi.id];
  const others = [
    { command: abi.compiler.command.replace(/-\d+$/, ''), flags: abi.compiler.flags },
    ...(native === undefined ? [] : [{ command: 'gcc', flags: native }]),
  ];
  const found = [abi.compiler, ...others].find(({ command }) => capture(command, ['--version']) !== undefined);
  return { ...abi, compiler: found ?? abi.compiler };
}

function writeGolden(abi, headers, scratch) {
  const triplet = abi.triplets.find((name) => existsSync(join(headers, name, 'asm')));
  if (triplet === undefined)
    throw new UserError(`${headers} has no TRIPLET/asm for ${abi.id} (${abi.triplets.join(', ')})`);
  const kernel = ['-isystem', join(headers, triplet), '-isystem', headers];
  const path = join(goldens, `${abi.id}.json`);
  const facts = {
    by: 'scripts/probe-abi.mjs',
    date: new Date().toISOString().slice(0, 10),
    compiler: [compilerVersion(abi), abi.compiler.command, ...abi.compiler.flags].join(' '),
    headers: `Linux ${kernelVersion(headers)}, the compiler's own, glibc of Debian 12`,
    ...abiFacts(abi, scratch),
    // The compiler's headers freestanding; those of the libc hosted, with what they need of the kernel's.
    compilerHeaders: headerGroup(abi, 'compiler', [], scratch),
    kernelHeaders: headerGroup(abi, 'kernel', kernel, scratch),
    libcHeaders: headerGroup(abi, 'libc', ['-fhosted', ...kernel], scratch),
  };
  const old = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
  if (old !== undefined && same({ ...facts, date: old.date }, old)) facts.date = old.date;
  if (writeIfChanged(path, text(facts))) console.log(`wrote ${displayPath(path)}`);
}

/** What the ABI's table says, asked of the compiler. */
function abiFacts(abi, scratch) {
  const scalars = Object.entries(scalarSpellings).filter(([, c]) => hasType(abi, c));
  const records = Object.entries(bitFieldRecords);
  const declarations = [
    ...scalars.map(([, c], index) => `typedef ${c} S${index};`),
    ...records.map(([, members], index) => `struct R${index} { ${closed(members)};`),
    'enum E { A };',
  ];
  const numbers = evaluate(
    abi,
    declarations,
    [
      ...scalars.flatMap((_, index) => [`sizeof(S${index})`, `_Alignof(S${index})`, `__alignof__(S${index})`]),
      ...records.flatMap((_, index) => [`sizeof(struct R${index})`, `_Alignof(struct R${index})`]),
      ...['sizeof(enum E)', '_Alignof(enum E)', '(char)-1 < 0', '__BIGGEST_ALIGNMENT__'],
      '__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__',
    ],
    [],
    scratch,
  );
  const next = () => Number(numbers.shift());
  return {
    types: predefinedTypes(abi),
    scalars: Object.fromEntries(scalars.map(([name]) => [name, { size: next(), align: next(), preferred: next() }])),
    bitFields: Object.fromEntries(records.map(([name]) => [name, { size: next(), align: next() }])),
    enum: { size: next(), align: next() },
    charSigned: next() === 1,
    biggestAlign: next(),
    endian: next() === 1 ? 'little' : 'big',
  };
}

/** The end of a record, unless attributes come behind it. */
function closed(members) {
  return members.includes('}') ? members : `${members} }`;
}

function hasType(abi, c) {
  const file = `${c} x;`;
  try {
    freestandingOutput(abi, ['-fsyntax-only', '-x', 'c', '-'], { input: file });
    return true;
  } catch (error) {
    if (error instanceof UserError && error.message.includes('failed:')) return false;
    throw error;
  }
}

function predefinedTypes(abi) {
  const names = ['__SIZE_TYPE__', '__PTRDIFF_TYPE__', '__WCHAR_TYPE__', '__WINT_TYPE__'];
  const bodies = freestandingOutput(abi, ['-E', '-P', '-x', 'c', '-'], { input: names.join('\n') })
    .trim()
    .split('\n');
  return Object.fromEntries(names.map((name, index) => [name, bodies[index]]));
}

/** Types as `SIZE/ALIGN SPELLING` and values of a group of headers. */
function headerGroup(abi, name, flags, scratch) {
  const { includes, types, values } = headerFacts[name];
  const lines = includes.map((header) => `#include <${header}>`);
  lines.push(...types.map((type, index) => `typedef __typeof__(${type}) T${index};`));
  const expressions = [
    ...types.flatMap((_, index) => [`sizeof(T${index})`, `_Alignof(T${index})`, basicType(`T${index}`)]),
    ...values.flatMap((value) => [`(${value})`, `(${value}) < 0`]),
  ];
  const numbers = evaluate(abi, lines, expressions, flags, scratch);
  const next = () => numbers.shift();
  return {
    types: Object.fromEntries(types.map((type) => [type, `${next()}/${next()} ${basicTypes[Number(next())]}`])),
    values: Object.fromEntries(values.map((value) => [value, signedText(next(), next() === 1n)])),
  };
}

/** A value as a number where it is exact, else as decimal text. */
function signedText(bits, isNegative) {
  const value = isNegative ? BigInt.asIntN(64, bits) : bits;
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
}

/** The place of a type in `basicTypes`, as a constant expression; qualified and record types are 0. */
function basicType(type) {
  const choices = basicTypes.slice(1).map((name, index) => `${name} *: ${index + 1}`);
  return `_Generic((${type} *)0, ${choices.join(', ')}, default: 0)`;
}

/** The values of constant expressions as unsigned 64-bit numbers, read from a section of an object file. */
function evaluate(abi, lines, expressions, flags, scratch) {
  const object = join(scratch, `${abi.id}.o`);
  const binary = join(scratch, `${abi.id}.bin`);
  const elements = expressions.map((expression) => `(unsigned long long)(${expression}),`);
  const array = '__attribute__((section(".uapi_facts"), used)) static const unsigned long long facts[]';
  // The first element tells the byte order of the others.
  const input = [...lines, `${array} = { 1,`, ...elements, '};', ''].join('\n');
  freestandingOutput(abi, [...flags, '-w', '-c', '-x', 'c', '-', '-o', object], { input });
  outputOf(objcopyOf(abi), ['-O', 'binary', '-j', '.uapi_facts', object, binary]);
  const bytes = readFileSync(binary);
  const read = bytes[0] === 1 ? (at) => bytes.readBigUInt64LE(at) : (at) => bytes.readBigUInt64BE(at);
  return expressions.map((_, index) => read(8 * (index + 1)));
}

/** `objcopy` of the same binutils as the compiler. */
function objcopyOf(abi) {
  return outputOf(abi.compiler.command, [...abi.compiler.flags, '-print-prog-name=objcopy']).trim();
}

function kernelVersion(headers) {
  const text = readFileSync(join(headers, 'linux/version.h'), 'utf8');
  const part = (name) => /\d+/.exec(text.slice(text.indexOf(`LINUX_VERSION_${name} `) + name.length + 14))?.[0];
  return ['MAJOR', 'PATCHLEVEL', 'SUBLEVEL'].map(part).join('.');
}

/** One line for each built-in header that does not compile by itself or differs from the golden. */
function checkBuiltin(abi, scratch) {
  const flags = ['-nostdinc', ...['compiler', 'kernel', 'libc'].flatMap((name) => ['-I', join(builtin, name)])];
  const complaints = builtinHeaderFiles().flatMap((header) => {
    const warnings = ['-Wall', '-Wextra', '-Werror', '-fsyntax-only', '-x', 'c', '-'];
    const failure = failureOf(() =>
      freestandingOutput(abi, [...flags, ...warnings], { input: `#include <${header}>\n` }),
    );
    return failure === undefined ? [] : [`${abi.id}: <${header}>: ${failure}`];
  });
  const golden = readGolden(abi);
  for (const name of Object.keys(headerFacts)) {
    const found = headerGroup(abi, name, flags, scratch);
    for (const part of ['types', 'values']) {
      for (const [key, value] of Object.entries(golden[`${name}Headers`][part])) {
        if (found[part][key] !== value)
          complaints.push(`${abi.id}: ${key} is ${found[part][key]}, but ${value} in ${name} headers`);
      }
    }
  }
  return complaints;
}

function readGolden(abi) {
  const path = join(goldens, `${abi.id}.json`);
  if (!existsSync(path))
    throw new UserError(`${displayPath(path)} is missing: run this script with --kernel-headers first`);
  return JSON.parse(readFileSync(path, 'utf8'));
}

function builtinHeaderFiles() {
  return walk(builtin)
    .filter((path) => path.endsWith('.h'))
    .map((path) => displayPath(path).split('/').slice(3).join('/'));
}

function failureOf(action) {
  try {
    action();
    return undefined;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.message;
  }
}

function same(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** JSON with one innermost object on a line where it is short. */
function text(facts) {
  return `${JSON.stringify(facts, null, 2).replace(/\{\n\s+("[^{}[\]]{0,60}?)\n\s+\}/g, (_, inner) => `{ ${inner.replace(/\n\s+/g, ' ')} }`)}\n`;
}
