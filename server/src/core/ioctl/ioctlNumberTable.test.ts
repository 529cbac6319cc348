import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseIoctlNumberTable } from './ioctlNumberTable.js';
import { registeredBlocks } from './registeredBlocks.js';

const text = `Ioctl Numbers
====  =====  ============================ =================
Code  Seq#    Include File                 Comments
      (hex)
====  =====  ============================ =================
0x12  all    linux/fs.h                   BLK* ioctls
             linux/blkpg.h
0x1b  all                                 InfiniBand Subsystem
                                          <http://infiniband.sourceforge.net/>
'M'   01-16  mtd/mtd-abi.h                conflict!
      and    drivers/mtd/mtdchar.c
'B'   C0-FF  advanced bbus                <mailto:maassen@uni-freiburg.de>
'c'   A0-AF  arch/x86/include/asm/msr.h conflict!
'i'   90-9F  \`linux/iio/*.h\`              IIO
'3'   00-1F  linux/suspend_ioctls.h,      conflict!
             kernel/power/user.c
'|'   80-9F  samples/                     Any sample and example drivers
0xA1  0      linux/vtpm_proxy.h           TPM Emulator Proxy Driver
'z'   9-1    no block
====  =====  ============================ =================
`;

test('rows span lines, give files and comments, and stand in any column', () => {
  const rows = parseIoctlNumberTable(text).map(
    ({ type, firstNr, lastNr, files, comment }) =>
      `${type.toString(16)} ${firstNr.toString(16)}-${lastNr.toString(16)} ${files.join(' ')} | ${comment}`,
  );
  assert.deepEqual(rows, [
    '12 0-ff linux/fs.h linux/blkpg.h | BLK* ioctls',
    '1b 0-ff  | InfiniBand Subsystem <http://infiniband.sourceforge.net/>',
    '4d 1-16 mtd/mtd-abi.h drivers/mtd/mtdchar.c | conflict!',
    '42 c0-ff  | advanced bbus <mailto:maassen@uni-freiburg.de>',
    '63 a0-af arch/x86/include/asm/msr.h | conflict!',
    '69 90-9f linux/iio/*.h | IIO',
    '33 0-1f linux/suspend_ioctls.h kernel/power/user.c | conflict!',
    '7c 80-9f samples/ | Any sample and example drivers',
    'a1 0-0 linux/vtpm_proxy.h | TPM Emulator Proxy Driver',
  ]);
});

test('a row at the very end, rows without files, and lines that belong to no row', () => {
  const blocks = (lines: string): readonly string[] =>
    parseIoctlNumberTable(lines).map(
      ({ type, firstNr, lastNr, files, comment }) => `${type} ${firstNr}-${lastNr} [${files.join(' ')}] [${comment}]`,
    );
  assert.deepEqual(blocks("'a'   00-0F  linux/a.h"), ['97 0-15 [linux/a.h] []']);
  assert.deepEqual(blocks("'a'   all"), ['97 0-255 [] []']);
  assert.deepEqual(blocks("'a'   00-0F  linux/a.h\n'b' 1 linux/b.h\n"), [
    '97 0-15 [linux/a.h] []',
    '98 1-1 [linux/b.h] []',
  ]);
  // A line that goes on has blanks before its words; a paragraph or an empty line ends the row.
  assert.deepEqual(blocks("'a'   00-0F  linux/a.h\n  one\n  two\nText\n  three\n"), ['97 0-15 [linux/a.h] [one two]']);
  assert.deepEqual(blocks("'a'   00-0F  linux/a.h\n\n  one\n"), ['97 0-15 [linux/a.h] []']);
  assert.deepEqual(blocks("'a'   00-0F  linux/a.h\n    linux/b.h and linux/c.h, more\n"), [
    '97 0-15 [linux/a.h linux/b.h linux/c.h] [more]',
  ]);
  // A type is one character of one byte; a block runs upwards.
  assert.deepEqual(blocks("'\u0100'   00-0F  linux/a.h\n"), []);
  assert.deepEqual(blocks("'\u00ff'   00-0F  linux/a.h\n"), ['255 0-15 [linux/a.h] []']);
  assert.deepEqual(blocks('0xFF  0F-0F  linux/a.h\n0xFE  10-0F  linux/b.h\n'), ['255 15-15 [linux/a.h] []']);
  assert.deepEqual(blocks('0x100 00-0F linux/a.h\n00-0F linux/b.h\n'), []);
});

test('the table in the program has the block of liveupdate.h', () => {
  const block = registeredBlocks().blocks.find(({ files }) => files.includes('uapi/linux/liveupdate.h'));
  assert.deepEqual([block?.type, block?.firstNr, block?.lastNr], [0xba, 0, 0x0f]);
});
