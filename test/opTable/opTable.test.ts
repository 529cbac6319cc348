/**
 * `uapi export op-table`, held against the simulator: the tables of a header are compiled with a small harness, and random
 * calls must give the same result, the same copy for the handler and the same user memory on both sides.
 *
 * OP_TABLE_SEED chooses other calls.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { repositoryRoot, temporaryFolder } from '../harness/repository.js';
import { runUapi } from '../harness/uapi.js';
import { type RandomCall, randomCall, type TableEntry, type TableStyle } from './calls.js';
import { type Answer, compileTables, runCompiled } from './compiled.js';
import { createSimulator } from './simulated.js';

const header = 'test/fixtures/opTable/relay.h';
const firstVersion = 'test/fixtures/opTable/relay_v1.h';
const seed = Number(process.env.OP_TABLE_SEED ?? 20081127);
const styles: readonly TableStyle[] = ['fwctl', 'kivity'];

function exported(style: TableStyle, ...options: readonly string[]): string {
  const against = style === 'fwctl' ? ['--against', firstVersion] : [];
  const arguments_ = ['export', 'op-table', '--style', style, ...against, ...options, header];
  const { status, stdout, stderr } = runUapi(arguments_, { cwd: repositoryRoot });
  assert.equal(status, 0, stderr);
  return stdout;
}

const texts: Readonly<Record<TableStyle, string>> = { fwctl: exported('fwctl'), kivity: exported('kivity') };

/** `_IOC(direction, RELAY_TYPE, nr, size)`: 1 is _IOC_WRITE, 2 is _IOC_READ. */
function ioc(direction: number, nr: number, size: number): number {
  return direction * 2 ** 30 + size * 2 ** 16 + 0xb800 + nr;
}

/** The header by hand: numbers, sizes, and where the first versions ended. */
const tables: Readonly<Record<TableStyle, readonly TableEntry[]>> = {
  fwctl: [
    { number: ioc(0, 0x41, 0), size: 24, minSize: 16 },
    { number: ioc(0, 0x42, 0), size: 16, minSize: 12 },
    { number: ioc(0, 0x45, 0), size: 168, minSize: 8 },
    { number: ioc(0, 0x46, 0), size: 4, minSize: 4 },
    { number: ioc(0, 0x4b, 0), size: 72, minSize: 69 },
  ],
  kivity: [
    { number: ioc(2, 0x01, 4), size: 4, minSize: 0 },
    { number: ioc(1, 0x02, 12), size: 12, minSize: 0 },
    { number: ioc(3, 0x03, 200), size: 200, minSize: 0 },
    { number: ioc(0, 0x04, 0), size: 0, minSize: 0 },
    { number: ioc(2, 0x07, 24), size: 24, minSize: 0 },
    { number: ioc(3, 0x09, 20), size: 20, minSize: 0 },
    { number: ioc(3, 0x0a, 4096), size: 4096, minSize: 0 },
    { number: ioc(0, 0x41, 0), size: 0, minSize: 0 },
    { number: ioc(0, 0x42, 0), size: 0, minSize: 0 },
    { number: ioc(0, 0x45, 0), size: 0, minSize: 0 },
    { number: ioc(0, 0x46, 0), size: 0, minSize: 0 },
    { number: ioc(0, 0x4b, 0), size: 0, minSize: 0 },
  ],
};

/** The styles take turns. */
function randomCalls(count: number): readonly RandomCall[] {
  return Array.from({ length: count }, (_, index) => {
    const style = styles[index % 2];
    return randomCall(seed, index, style, tables[style]);
  });
}

/** Number of the first call on which both sides differ, with what they say. */
function firstDifference(program: string, calls: readonly RandomCall[]): string | undefined {
  const answers = runCompiled(program, calls);
  const simulators = {
    fwctl: createSimulator('fwctl', tables.fwctl),
    kivity: createSimulator('kivity', tables.kivity),
  };
  for (const [index, call] of calls.entries()) {
    const simulated = simulators[call.style](call);
    if (isSame(answers[index], simulated)) continue;
    return `seed ${seed}, call ${index}: ${described(call)}\ncompiled:  ${told(answers[index])}\nsimulated: ${told(simulated)}`;
  }
  return undefined;
}

function isSame(a: Answer, b: Answer): boolean {
  return (
    a.ret === b.ret &&
    a.handlerCalls === b.handlerCalls &&
    Buffer.compare(a.copy, b.copy) === 0 &&
    a.changes.every(({ offset, bytes }, index) => {
      const other = b.changes[index];
      return Buffer.compare(bytes, other.bytes) === 0 && (bytes.length === 0 || offset === other.offset);
    })
  );
}

function hex(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.subarray(0, 256)).toString('hex');
  return bytes.length > 256 ? `${text}…(${bytes.length})` : text;
}

function described({ style, cmd, arg, handler, ranges }: RandomCall): string {
  const lines = ranges.map(({ address, length, permission, fill, bytes }) => {
    return `\n  0x${address.toString(16)} +${length} ${permission} fill ${fill}: ${hex(bytes)}`;
  });
  const plan = JSON.stringify(handler);
  return `${style} cmd 0x${cmd.toString(16)} arg 0x${arg.toString(16)} handler ${plan}${lines.join('')}`;
}

function told({ ret, handlerCalls, copy, changes }: Answer): string {
  const stores = changes.map(({ offset, bytes }) => (bytes.length === 0 ? '-' : `${offset}: ${hex(bytes)}`));
  return `ret ${ret}, handler ${handlerCalls} times on ${hex(copy)}, memory ${stores.join(' | ')}`;
}

test('100,000 random calls: the compiled dispatchers and the simulator agree', (context) => {
  const program = compileTables(temporaryFolder(context), texts);
  const calls = randomCalls(100_000);
  assert.equal(firstDifference(program, calls), undefined);
});

type End = (answer: Answer, call: RandomCall) => boolean;

/** How a call may end in either style. */
const ends: Readonly<Record<string, End>> = {
  ENOTTY: ({ ret }) => ret === -25,
  'EFAULT before the handler': ({ ret, handlerCalls }) => ret === -14 && handlerCalls === 0,
  'EFAULT after a part was written': ({ ret, changes }) => ret === -14 && changes.some(({ bytes }) => bytes.length > 0),
  success: ({ ret }) => ret >= 0,
};

const endsOf: Readonly<Record<TableStyle, Readonly<Record<string, End>>>> = {
  fwctl: {
    'EINVAL by the dispatcher': ({ ret, handlerCalls }) => ret === -22 && handlerCalls === 0,
    E2BIG: ({ ret }) => ret === -7,
    'success with a tail above 1 MiB': ({ ret }, { ranges }) =>
      ret >= 0 && ranges.some(({ length }) => length > 2 ** 20),
    'errno of the handler': ({ ret, handlerCalls }) => ret < 0 && ret !== -14 && handlerCalls === 1,
  },
  kivity: {
    'errno of the handler': ({ ret }) => ret === -95,
    'on the heap': ({ copy }) => copy.length > 128,
  },
};

test('the random calls come to every end', (context) => {
  const program = compileTables(temporaryFolder(context), texts);
  const calls = randomCalls(20_000);
  const answers = runCompiled(program, calls);
  const count = (style: TableStyle, accept: End): number =>
    answers.filter((answer, index) => calls[index].style === style && accept(answer, calls[index])).length;
  const counts = styles.flatMap((style) =>
    Object.entries({ ...ends, ...endsOf[style] }).map(
      ([end, accept]) => [`${style} ${end}`, count(style, accept)] as const,
    ),
  );
  const rare = counts.filter(([, times]) => times < 30);
  assert.deepEqual(rare, []);
});

/** Faults that a driver's author makes: in the text, what is replaced, and by what. */
const faults: readonly (readonly [string, TableStyle, string, string])[] = [
  ['no smallest size', 'fwctl', 'if (ucmd.user_size < op->min_size)', 'if (ucmd.user_size > 0xfffffffe)'],
  ['the whole struct is required', 'fwctl', '< op->min_size', '< op->size'],
  ['a wrong member for the smallest size', 'fwctl', 'struct relay_open, cookie)', 'struct relay_open, out_id)'],
  ['the size bits are not compared', 'fwctl', 'op->ioctl_num != cmd', '_IOC_TYPE(op->ioctl_num) != _IOC_TYPE(cmd)'],
  [
    'the tail is not looked at',
    'fwctl',
    '\t\t\t\t    ucmd.user_size);',
    '\t\t\t\t    min_t(size_t, ucmd.user_size, op->size));',
  ],
  ['the whole struct is given back', 'fwctl', 'min_t(size_t, ucmd->user_size, cmd_len)', 'cmd_len'],
  ['all bits of the number are compared', 'kivity', '_IOC_NR(handlers->cmd) != _IOC_NR(cmd)', 'handlers->cmd != cmd'],
  ['the tail keeps its bytes', 'kivity', 'user_size - common', '0'],
  ['a failed handler gives its bytes back', 'kivity', 'if (ret < 0 || !(', 'if (!('],
  [
    'the direction is that of the table',
    'kivity',
    '(_IOC_DIR(cmd) & _IOC_READ)',
    '(_IOC_DIR(handlers->cmd) & _IOC_READ)',
  ],
  ['the copy is not zeroed', 'kivity', 'memset(iarg.argp, 0, size);', 'memset(iarg.argp, 1, size);'],
];

for (const [name, style, from, to] of faults) {
  test(`a planted fault is found: ${name}`, (context) => {
    assert.equal(texts[style].split(from).length, 2, `'${from}' is not once in the text`);
    const program = compileTables(temporaryFolder(context), { ...texts, [style]: texts[style].replace(from, to) });
    assert.notEqual(firstDifference(program, randomCalls(4_000)), undefined);
  });
}
