/**
 * The recorded calls, changed in the ways in which calls go wrong, and what is predicted for each: one line for each kind of
 * descriptor, command and way. What the unchanged calls came to on a real kernel is judged in `replay.test.ts`; these lines
 * hold what the drivers' tables say around them.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readRecordedFile, replay } from 'uapi-language-server/core';
import { repositoryRoot } from '../harness/repository.js';

// biome-ignore lint/suspicious/noExplicitAny: a recorded file is any JSON.
type Json = any;

const recordedFile = path.join(repositoryRoot, 'test/fixtures/dispatch/recorded.json');

const layoutOf = (vector: Json, more: object): Json => ({ ...vector, layout: { ...vector.layout, ...more } });
const filled = (vector: Json, fill: string): Json =>
  layoutOf(vector, { before: { len: vector.layout.before?.len ?? 64, fill, patches: [] } });

const ways: readonly (readonly [string, (vector: Json) => Json])[] = [
  ['as recorded', (vector) => vector],
  ['null', (vector) => ({ ...vector, layout: { pointer: 'raw', value: '0x0' } })],
  ['kernel address', (vector) => ({ ...vector, layout: { pointer: 'raw', value: '0xffff888000000000' } })],
  ['argument 1', (vector) => ({ ...vector, layout: { pointer: 'raw', value: '0x1' } })],
  ['argument -1', (vector) => ({ ...vector, layout: { pointer: 'raw', value: '0xffffffffffffffff' } })],
  ['read-only', (vector) => layoutOf(vector, { readonly: true })],
  ['4 bytes', (vector) => layoutOf(vector, { accessible: 4 })],
  ['1 byte less', (vector) => layoutOf(vector, { accessible: Math.max(0, (vector.layout.accessible ?? 0) - 1) })],
  ['8 bytes before it', (vector) => layoutOf(vector, { fault_before: 8 })],
  ['all 00', (vector) => filled(vector, '00')],
  ['all ff', (vector) => filled(vector, 'ff')],
  ['all 01', (vector) => filled(vector, '01')],
  ['compat', (vector) => ({ ...vector, call: { ...vector.call, abi: 'i386' } })],
  ['no facts of state', (vector) => ({ ...vector, call: { ...vector.call, state: undefined } })],
  ['attached', (vector) => ({ ...vector, call: { ...vector.call, state: { attached: true } } })],
  ['another mm', (vector) => ({ ...vector, call: { ...vector.call, state: { sameMm: false } } })],
  ['usize 0', (vector) => ({ ...vector, call: { ...vector.call, usize: 0 } })],
  ['usize 4096', (vector) => ({ ...vector, call: { ...vector.call, usize: 4096 } })],
  ['usize 4097', (vector) => ({ ...vector, call: { ...vector.call, usize: 4097 } })],
  ['flags 1', (vector) => ({ ...vector, call: { ...vector.call, flags: 1 } })],
  ['flags -1', (vector) => ({ ...vector, call: { ...vector.call, flags: -1 } })],
];

/** One word of the structure set: to 1, and to all ones. */
const wordWays: readonly (readonly [string, (vector: Json) => Json])[] = Array.from({ length: 24 }, (_, word) =>
  ['01000000', 'ffffffff', '00000080'].map((hex) => [
    `word ${word} ${hex}`,
    (vector: Json) =>
      layoutOf(vector, {
        pointer: 'buffer',
        accessible: 256,
        before: { len: 256, fill: '00', patches: [[word * 4, hex]] },
      }),
  ]),
).flat() as never;

const sizeWays: readonly (readonly [string, (vector: Json) => Json])[] = [
  ...[8, 16, 24, 32, 48, 56, 64, 72, 80, 88, 104, 112, 128, 136, 144],
].map((usize) => [
  `usize ${usize}`,
  (vector: Json) => ({
    ...layoutOf(vector, { pointer: 'buffer', accessible: 256, before: { len: 256, fill: '00', patches: [] } }),
    call: { ...vector.call, usize },
  }),
]);

/** Each call once in each way, with the facts of the machine and without. */
export function recordedVariants(): string {
  const document: Json = JSON.parse(readFileSync(recordedFile, 'utf8'));
  const calls = new Map<string, Json>();
  for (const vector of document.vectors) {
    const { syscall, fd_kind: kind = '', cmd = '', attr } = vector.call;
    const group = attr === undefined ? '' : ` attribute ${attr.group}/${attr.attr}`;
    const key = `${syscall} ${kind} ${cmd}${group}`;
    // A call that succeeded has more ways to go wrong.
    const known = calls.get(key);
    if (known === undefined || (known.result.ret_kind === 'error' && vector.result.ret_kind !== 'error')) {
      calls.set(key, vector);
    }
  }
  const vectors = [...calls].flatMap(([key, vector]) =>
    [...ways, ...(vector.call.syscall === 'ioctl' ? [] : [...wordWays, ...sizeWays])].map(([way, change]) => ({
      ...change(vector),
      id: `${key}, ${way}`,
    })),
  );
  const lines = [document.environment, {}].flatMap((environment, index) => {
    const file = readRecordedFile(JSON.stringify({ environment, vectors }));
    if (typeof file === 'string') throw new Error(file);
    return replay(file).map(({ id, model, prediction, why }) => {
      const about = `${index === 0 ? '' : 'without facts, '}${id}`.replace(/ +/g, ' ');
      if (prediction === undefined) return `${about}: ${model}, ${why}`;
      const { errno, retKind, ret, written } = prediction;
      const stores = written.map(([start, end, by]) => ` ${start}-${end} ${by}`).join('');
      return `${about}: ${model}, ${errno ?? `${retKind} ${ret}`}${stores}`;
    });
  });
  return `${grouped(lines).join('\n')}\n`;
}

/** Ways of a call that come to the same are one line. */
function grouped(lines: readonly string[]): readonly string[] {
  const ofCall = new Map<string, string[]>();
  for (const line of lines) {
    const [, call, way, result] = /^((?:without facts, )?[^,]*), (.*?): (.*)$/.exec(line) ?? ['', line, '', ''];
    const key = `${call}: ${result}`;
    ofCall.set(key, [...(ofCall.get(key) ?? []), way]);
  }
  return [...ofCall].map(([key, all]) => `${key} (${ranged(all)})`);
}

/** Words in a row with the same value are one. */
function ranged(all: readonly string[]): string {
  const words = new Map<string, string[]>();
  for (const way of all) {
    const [, number, hex] = /^word (\d+) (\w+)$/.exec(way) ?? [];
    if (hex !== undefined) words.set(hex, [...(words.get(hex) ?? []), number]);
  }
  const others = all.filter((way) => !way.startsWith('word '));
  return [...others, ...[...words].map(([hex, numbers]) => `${hex} in ${numbers.join(' ')}`)].join('; ');
}
