/**
 * What each command of each kind of descriptor comes to, for arguments of many kinds, is what test/golden/dispatch/drivers.txt
 * holds: a line for each command and answer, with the arguments that lead to it. No kernel judges it; it shows a reviewer what
 * a change of a table changes. After a change that is meant, run this test with UAPI_UPDATE_GOLDENS=1.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { toHex } from '../bytes.js';
import type { Prediction } from '../replay/predict.js';
import { readRecordedFile } from '../replay/recordedCall.js';
import { replay } from '../replay/replay.js';
import type { Driver } from './driver.js';
import { fileKind, fileKindNames } from './files.js';

const golden = new URL('../../../../../test/golden/dispatch/drivers.txt', import.meta.url);
const fixture = new URL('../../../../../test/fixtures/dispatch/recorded.json', import.meta.url);

/** Commands of the VFS, which it answers for many kinds, and numbers that are near to one. */
const general = [
  ...[0x5451, 0x5450, 0x5421, 0x5452, 0x541b, 0x5460, 0x00000001, 0x00000002, 0x5877, 0x5878, 0xc020660b, 0x80086601],
  ...[
    0x40086602, 0x80046601, 0x401c5820, 0x801c581f, 0x40305828, 0x40305829, 0x4030582a, 0x40305839, 0x4020940d,
    0x40049409,
  ],
  ...[0x80111500, 0x80811501, 0x40187013, 0x5401, 0x5413, 0x541a, 0x54ff, 0x8910, 0x8912, 0x8933, 0x89e0, 0x0000ffff],
  ...[
    0x80087601, 0x80047601, 0xb701, 0xb70a, 0x8010b70a, 0x8010b70b, 0x8010b70d, 0x8008b70d, 0x937f, 0xaa01, 0xc020aa09,
  ],
];

/** Commands that no table of their driver lists, since they are matched by type and number, and numbers next to them. */
const beyondTable: Readonly<Record<string, readonly number[]>> = {
  'pty-master': [
    ...[0x802c542b, 0x802c542d, 0x80045432, 0x40045436, 0x802c5442, 0xc02c5443],
    ...[0xc02c5444, 0x80045437, 0x80045433, 0x547f, 0x5480],
  ],
  '/dev/autofs': [0x70, 0x71, 0x72, 0x74, 0x75, 0x76, 0x7a, 0x7d, 0x7e, 0x7f].map((nr) => 0xc0189300 + nr),
  'perf-event': [0x40042406, 0x40042407, 0x80042407, 0x4004240a, 0xc004240a, 0x4004240b, 0x4004240c, 0x40042405],
  '/dev/kvm': [0x8fffae60, 0x9000ae60, 0x0000ae60],
  'seccomp-listener': [0x40182103, 0x40202103, 0x40172103],
  '/dev/btrfs-control': [0x50009403, 0x50009404, 0x50009405, 0x90009427, 0x80489439],
  '/dev/fuse': [0x4010e501, 0x4004e502, 0xe503, 0x4004e503],
  userfaultfd: [0xc028aa03, 0xc020aa04, 0xc028aa05, 0xc018aa06, 0xc020aa07, 0xc020aa08, 0xc020aa09, 0xc028ab03],
};

function numbersOf(driver: Driver | undefined): readonly number[] {
  if (driver === undefined) return [];
  const compat = typeof driver.compat === 'string' ? [] : numbersOf(driver.compat);
  return [...driver.commands.map(({ number }) => number), ...compat];
}

/** A buffer of which the first words are given. */
const words = (...given: readonly number[]): object => ({
  pointer: 'buffer',
  fault_before: 0,
  accessible: 256,
  before: {
    len: 256,
    fill: '00',
    patches: given.map((word, index) => [index * 4, littleEndian(word)]),
  },
});

const littleEndian = (word: number): string =>
  [0, 8, 16, 24].map((shift) => (Math.floor(word / 2 ** shift) % 256).toString(16).padStart(2, '0')).join('');

const name = (text: string, at: number): object => ({
  ...words(),
  accessible: 4096,
  before: { len: 4096, fill: '00', patches: [[at, Buffer.from(text).toString('hex')]] },
});

const arguments_: Readonly<Record<string, object>> = {
  'argument 0': { pointer: 'raw', value: '0x0' },
  'argument 1': { pointer: 'raw', value: '0x1' },
  'argument 7': { pointer: 'raw', value: '0x7' },
  'argument -1': { pointer: 'raw', value: '0xffffffffffffffff' },
  'argument 5000': { pointer: 'raw', value: '0x1388' },
  'argument 2^33 + 1': { pointer: 'raw', value: '0x200000001' },
  zeros: words(),
  ones: { ...words(), before: { len: 256, fill: 'ff', patches: [] } },
  '1': words(1),
  '-1': words(0xffffffff),
  '1 1': words(1, 1),
  '1 2 3 4': words(1, 2, 3, 4),
  '24': words(24, 0, 0, 0),
  '72 0 1': words(72, 0, 1, 0),
  pages: words(0, 0x10, 0x1000, 0, 3),
  'pages and a mode': words(0, 0x10, 0x1000, 0, 1, 0, 7),
  'a low page': words(0x1000, 0, 0x1000, 0, 1),
  odd: words(1, 0x10, 0x1001, 0, 9),
  'api and its features': words(0xaa, 0, 0x1ffff, 0),
  'api and a later feature': words(0xaa, 0, 0x20000, 0),
  'large counts': words(0xffff, 0xffff, 0xffff, 0xffff),
  'size 4096': words(0, 4096, 8, 0, 16, 0, 4096),
  '0 -1': words(0, 0xffffffff),
  '0 8': words(0, 8),
  'version 1.1 size 24': words(1, 1, 24, 0xffffffff),
  'version 1.1 size 24, descriptor 2': words(1, 1, 24, 2),
  'version 1.1 size 24, descriptor 9': words(1, 1, 24, 9),
  'version 1.1 size 32': words(1, 1, 32, 1),
  'version 1.2 size 24': words(1, 2, 24, 3),
  'flags 2, target 5': words(0, 0, 2, 0xffffffff, 5),
  'flags 3, target 5': words(0, 0, 3, 0xffffffff, 5),
  'flags 3, descriptor 1': words(0, 0, 3, 1, 5, 0o2000000),
  'words 2 and 5': words(0, 0, 1, 0, 0, 1),
  'words 3 and 5': words(0, 0, 0, 1, 0, 1),
  'words 4 and 5': words(0, 0, 0, 0, 1, 1),
  'word 5': words(0, 0, 0, 0, 0, 1),
  'word 5 is 2': words(0, 0, 0, 0, 0, 2),
  'flags 1, target 5, its flags 1': words(0, 0, 1, 0xffffffff, 5, 1),
  'byte 6 is 2': words(0, 0x20000),
  'flags 4': words(0, 0, 4, 0xffffffff),
  'a name': name('nonexistent', 8),
  'another name': name('data', 8),
  'a name at 0': name('lo', 0),
  'tap at 16': words(0, 0, 0, 0, 2),
  'read-only': { ...words(1, 1, 24), readonly: true },
  '4 bytes': { ...words(1, 1, 24), accessible: 4 },
  '12 bytes': { ...words(0, 8, 24), accessible: 12 },
  '23 bytes': { ...words(), accessible: 23 },
};

/** Enough for commands that most kinds refuse, and for states that few ask for. */
const few = ['argument 0', 'argument 1', 'argument -1', 'zeros', 'ones', '1 2 3 4', 'version 1.1 size 24', 'pages'];

const states: Readonly<Record<string, object>> = {
  '': {},
  ', attached': { state: { attached: true } },
  ', unattached': { state: { attached: false } },
  ', another mm': { state: { sameMm: false } },
  ', 32-bit': { abi: 'i386' },
};

function answers(): string {
  const { environment } = JSON.parse(readFileSync(fixture, 'utf8')) as { environment: object };
  const vectors = fileKindNames.flatMap((kind) => {
    const driver = fileKind(kind)?.driver;
    const own = numbersOf(driver);
    const near = own.slice(0, 3).flatMap((number) => [number + 0x10000, number + 0x80]);
    const calls = (numbers: readonly number[], someStates: object, some: readonly string[]): readonly object[] =>
      numbers.flatMap((number) =>
        Object.entries(someStates).flatMap(([state, more]) =>
          some.map((argument) => ({
            id: `${kind} 0x${number.toString(16)}|${argument}${state}`,
            call: { syscall: 'ioctl', fd_kind: kind, cmd: number, ...more },
            layout: arguments_[argument],
          })),
        ),
      );
    const { '': plain, ...others } = states;
    return [
      ...calls(own, { '': plain }, Object.keys(arguments_)),
      ...calls(own, others, few),
      ...calls(beyondTable[kind] ?? [], { '': plain }, Object.keys(arguments_)),
      ...calls(beyondTable[kind] ?? [], { ', 32-bit': states[', 32-bit'] }, few),
      ...calls([...near, ...general], { '': plain }, few),
    ];
  });
  const file = readRecordedFile(JSON.stringify({ environment, vectors }));
  assert.ok(typeof file !== 'string', String(file));
  const groups = new Map<string, string[]>();
  for (const { id, model, prediction, why } of replay(file)) {
    const [call, argument] = id.split('|');
    const stores = prediction?.written.map((range) => ` ${storeText(range, prediction.after)}`).join('') ?? '';
    const answer =
      prediction === undefined ? why : `${prediction.errno ?? `${prediction.retKind} ${prediction.ret}`}${stores}`;
    const key = `${call}: ${model}, ${answer}`;
    groups.set(key, [...(groups.get(key) ?? []), argument]);
  }
  return [...groups].map(([key, list]) => `${key} (${listed(list)})\n`).join('');
}

/** A range that was stored to, with the bytes that the model knows. */
function storeText([start, end, by]: Prediction['written'][number], after: Uint8Array): string {
  return `${start}-${end} ${by}${by === 'kernel' ? ` ${toHex(after.subarray(start, end))}` : ''}`;
}

/** The arguments, and how many more there are: enough to see which. */
function listed(list: readonly string[]): string {
  let sum = 0;
  for (const text of list.join(';')) sum = (sum * 31 + (text.codePointAt(0) ?? 0)) % 65521;
  const shown = list.slice(0, 3).join('; ');
  return list.length <= 3 ? shown : `${shown}; and ${list.length - 3} more, ${sum.toString(16)}`;
}

test('each command of each kind of descriptor', () => {
  const text = answers();
  if (process.env.UAPI_UPDATE_GOLDENS === '1') writeFileSync(golden, text);
  const [expected, actual] = [readFileSync(golden, 'utf8'), text].map((each) => each.split('\n'));
  const differing = actual.flatMap((line, at) => (line === expected[at] ? [] : [`- ${expected[at]}\n+ ${line}`]));
  assert.equal(differing.slice(0, 5).join('\n'), '', 'if it is meant: run this test with UAPI_UPDATE_GOLDENS=1');
  assert.equal(actual.length, expected.length);
});
