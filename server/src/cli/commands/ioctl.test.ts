import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analysis, ioctl, sourceFile } from '../testing/analyses.js';
import { run } from '../testing/environment.js';

const file = sourceFile('fs.h', '#define FIX\t_IOWR(...)\n#define FIY _IO(1, 2)\n');

const machine = {
  files: [file],
  analyze: (header: typeof file, { id }: { readonly id: string }) =>
    analysis(header, id, {
      ioctls: [
        ioctl(header, 'FIX', {
          value: id === 'i386' ? 0xc0145879n : 0xc0185879n,
          direction: 'rw',
          type: 0x58,
          nr: 0x79,
          sizeBytes: id === 'i386' ? 20 : 24,
          argumentSizeBytes: id === 'i386' ? 20 : 24,
          argumentType: 'struct fix',
          argumentRecord: 'fix',
        }),
        ioctl(header, 'FIY', { value: 0x102n, type: 1, nr: 2 }),
      ],
    }),
};

test('decode says what a number holds on each family of ABIs', async () => {
  const { status, stdout } = await run(['ioctl', 'decode', '0x80185879', '--abi', 'x86_64,i386,mips,hppa']);
  assert.equal(status, 0);
  assert.equal(
    stdout,
    `0x80185879  2149079161
  r      type 'X' 0x58  nr 121 (0x79)  size 24     x86_64 i386
  w      type 'X' 0x58  nr 121 (0x79)  size 24     mips hppa
`,
  );
});

for (const spelling of ['3222820985', '-1072146311', '030006054171', '0XC0185879', '0xc0185879ul']) {
  test(`decode takes ${spelling}`, async () => {
    const { stdout, stderr } = await run(['ioctl', 'decode', spelling, '--format', 'json']);
    assert.equal(stderr, '');
    assert.equal(JSON.parse(stdout).numbers[0].hex, '0xc0185879');
  });
}

test('decode finds the command that has the number, with its argument', async () => {
  const { stdout } = await run(
    ['ioctl', 'decode', '0xc0145879', '7', '--in', 'fs.h', '--abi', 'x86_64,i386', '--format', 'json'],
    machine,
  );
  const [found, unknown] = JSON.parse(stdout).numbers;
  assert.deepEqual(found.candidates, [
    {
      name: 'FIX',
      header: 'fs.h',
      line: 1,
      abis: ['i386'],
      argumentType: 'struct fix',
      argumentRecord: 'fix',
      argumentSize: 20,
    },
  ]);
  assert.deepEqual(unknown.candidates, []);
  const text = await run(['ioctl', 'decode', '7', '--in', 'fs.h'], machine);
  assert.match(text.stdout, /no command in these headers has this number/);
});

test('list gives one entry for each group of ABIs that agree', async () => {
  const argv = ['ioctl', 'list', 'fs.h', '--abi', 'x86_64,i386,aarch64', '--format', 'json'];
  const { stdout } = await run(argv, machine);
  assert.deepEqual(
    JSON.parse(stdout).ioctls.map((entry: { name: string; abis: string[]; size: number }) => [
      entry.name,
      entry.abis.join(' '),
      entry.size,
    ]),
    [
      ['FIX', 'x86_64 aarch64', 24],
      ['FIX', 'i386', 20],
      ['FIY', 'x86_64 i386 aarch64', 0],
    ],
  );
});

test('list shows only what differs on the further lines of a command', async () => {
  const { stdout } = await run(['ioctl', 'list', 'fs.h', '--abi', 'x86_64,i386,aarch64'], machine);
  assert.equal(
    stdout,
    `fs.h

number      dir    type      nr           size\tioctls
0xc0185879  rw     'X' 0x58  121 0x79       24\tFIX  struct fix
0xc0145879                                  20\t  on i386
0x00000102  none       0x01    2 0x02        -\tFIY
`,
  );
});

test('list says so when there is nothing', async () => {
  const { status, stdout } = await run(['ioctl', 'list', 'fs.h'], { files: [file] });
  assert.deepEqual([status, stdout], [0, 'no ioctl commands in 1 header\n']);
});

test('encode is the inverse of decode', async () => {
  const { stdout } = await run(['ioctl', 'encode', 'r', 'X', '121', '24', '--abi', 'x86_64,mips,hppa']);
  assert.equal(stdout, '0x80185879  2149079161  x86_64\n0x40185879  1075337337  mips hppa\n');
});

for (const [type, expected] of [
  ["'V'", 0x56],
  ['V', 0x56],
  [';', 0x3b],
  ['0x3b', 0x3b],
  ['9', 9],
  ["'9'", 0x39],
] as const) {
  test(`encode takes the type ${type}`, async () => {
    const { stdout } = await run(['ioctl', 'encode', 'none', type, '0x10', '0', '--format', 'json']);
    assert.equal(JSON.parse(stdout).type, expected);
  });
}

test('encode says where a size does not fit', async () => {
  const { status, stdout, stderr } = await run(['ioctl', 'encode', 'w', 'V', '1', '9000', '--abi', 'x86_64,sparc64']);
  assert.equal(status, 1);
  assert.match(stdout, /size does not fit {2}sparc64\n$/);
  assert.equal(
    stderr,
    'uapi: error: size 9000 does not fit the number on sparc64 (at most 8191); it changes the direction\n',
  );
});
