// docs/abi.md: the ABI tables of server/src/core/target/abis/ as one page to read and to compare.

import { importFromSource } from '../lib/importFromSource.mjs';

const source = 'server/src/core/target/abis.ts';
const scalarColumns = ['long', 'pointer', 'long long', 'double', 'long double'];

export async function outputs() {
  const { ALL_ABIS } = await importFromSource(`export * from './${source}'`);
  return new Map([['docs/abi.md', page(ALL_ABIS)]]);
}

function page(abis) {
  return `<!-- Made by scripts/generate/abi-table.mjs from ${source}; do not edit. -->

# ABIs

One row per id that \`--abi\` takes. The numbers are those of the tables in \`server/src/core/target/abis/\`, where each has
its source beside it.

## Basic types

\`size/align\` in bytes; the alignment is that of a record member (C11 \`_Alignof\`). \`min\` is the least alignment of a
record, \`max\` what a bare \`__attribute__((aligned))\` means.

${table(
  ['id', 'ABI', 'model', 'endian', 'plain char', ...scalarColumns, 'min', 'max'],
  abis.map((abi) => [
    `\`${abi.id}\``,
    abi.title,
    abi.dataModel,
    abi.endian,
    abi.charSigned ? 'signed' : 'unsigned',
    ...scalarColumns.map((name) => `${abi.scalars[name].sizeBytes}/${abi.scalars[name].alignBytes}`),
    abi.minRecordAlignBytes,
    abi.biggestAlignBytes,
  ]),
)}
## ioctl numbers and where things are looked for

Field widths in bits from the lowest field up; direction codes of \`_IOC_NONE\`, \`_IOC_READ\` and \`_IOC_WRITE\`.

${table(
  ['id', 'nr', 'type', 'size', 'dir', 'none/read/write', '`arch/` folder', 'triplets', 'measured with'],
  abis.map((abi) => [
    `\`${abi.id}\``,
    abi.ioctl.nrBits,
    abi.ioctl.typeBits,
    abi.ioctl.sizeBits,
    abi.ioctl.dirBits,
    `${abi.ioctl.none}/${abi.ioctl.read}/${abi.ioctl.write}`,
    `\`${abi.kernelArch}\``,
    abi.triplets.map((triplet) => `\`${triplet}\``).join(' '),
    `\`${[abi.compiler.command, ...abi.compiler.flags].join(' ')}\``,
  ]),
)}`;
}

function table(headings, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |\n`;
  return line(headings) + line(headings.map(() => '---')) + rows.map(line).join('');
}
