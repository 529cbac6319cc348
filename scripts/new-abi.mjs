// npm run new-abi -- ID: starts the table of a new ABI. The numbers are left out on purpose: the file does not compile
// before each `MEASURE` is replaced by what the compiler says and each `CITE` by where it is documented.

import { runMain } from './lib/repository.mjs';
import { camelCase, createFiles, idArgument } from './lib/scaffold.mjs';

const scalars = [
  'char',
  'short',
  'int',
  'long',
  'long long',
  '__int128',
  '_Bool',
  'float',
  'double',
  'long double',
  '_Float128',
  'pointer',
];

await runMain(() => {
  const id = idArgument('new-abi', /^[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*$/, 'loongarch64');
  createFiles(new Map([[`server/src/core/target/abis/${id}.ts`, table(id)]]));
  console.log(`Next:
  1. add '${id}' to AbiId in server/src/core/target/abi.ts and to the list in server/src/core/target/abis.ts
  2. add its #if condition to server/src/core/export/abiConditions.ts
  3. install its gcc, fill in the table, and measure: node scripts/probe-abi.mjs
  4. generate: node scripts/generate-predefines.mjs, node scripts/make-goldens.mjs, npm run generate
  5. npm test    (CONTRIBUTING.md, "Add an ABI")`);
});

function table(id) {
  const key = (name) => (/^\w+$/.test(name) ? name : `'${name}'`);
  return `// CITE: title, version and address of the psABI document, and the compiler that the numbers were measured with.

import type { Abi } from '../abi.js';

export const ${camelCase(id)}: Abi = {
  id: '${id}',
  title: CITE,
  dataModel: MEASURE,
  endian: MEASURE,
  charSigned: MEASURE, // CITE
  scalars: {
${scalars.map((name) => `    ${key(name)}: { sizeBytes: MEASURE, alignBytes: MEASURE }, // CITE\n`).join('')}  },
  sizeType: MEASURE, // __SIZE_TYPE__
  ptrdiffType: MEASURE, // __PTRDIFF_TYPE__
  wcharType: MEASURE, // __WCHAR_TYPE__
  wintType: MEASURE, // __WINT_TYPE__
  minRecordAlignBytes: MEASURE, // CITE
  biggestAlignBytes: MEASURE, // __BIGGEST_ALIGNMENT__
  bitFieldTypeMatters: MEASURE, // CITE: gcc's PCC_BITFIELD_TYPE_MATTERS
  unnamedBitFieldAlignment: MEASURE, // CITE
  // CITE: the asm/ioctl.h of the architecture
  ioctl: {
    nrBits: MEASURE,
    typeBits: MEASURE,
    sizeBits: MEASURE,
    dirBits: MEASURE,
    none: MEASURE,
    read: MEASURE,
    write: MEASURE,
  },
  kernelArch: CITE,
  triplets: CITE,
  compiler: { command: CITE, flags: [] },
};
`;
}
