/**
 * Ways to spoil a header: edits of tokens, lines and bytes, a few of them on each input. The result is any text at all;
 * the front end must take it without an exception, a hang or a flood.
 */
import type { Random } from './random.js';

type Mutation = (text: string, random: Random) => string;

/** A piece of text that is a token or white space; cheap, since only cut points matter here. */
const pieces = /\w+|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\s+|./gsu;

/** Tokens that open, close or redirect something: where a parser goes wrong when one is in the wrong place. */
const hazards: readonly string[] = [
  ...[
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    ';',
    ',',
    ':',
    '*',
    '=',
    '#',
    '##',
    '...',
    '\\',
    '\\\n',
    '"',
    "'",
    '/*',
    '*/',
    '//',
  ],
  ...['struct', 'union', 'enum', 'typedef', 'sizeof', 'typeof(', '__attribute__((', '_Static_assert(', '_Alignas('],
  ...[
    '\n#if ',
    '\n#if 1\n',
    '\n#else\n',
    '\n#elif x\n',
    '\n#endif\n',
    '\n#define ',
    '\n#undef ',
    '\n#include ',
    '\n#pragma pack(',
  ],
  ...['_IOC(', '_IOWR(', 'defined', '__VA_ARGS__', '__VA_OPT__(', '__COUNTER__', '_Pragma("', 'asm(', 'extern "C" {'],
  ...[
    '0x',
    '1e',
    '08',
    '0xffffffffffffffffff',
    '-1',
    '2147483648',
    ':0',
    ':64',
    ': 1 << 30',
    '[-1]',
    '[0x7fffffff]',
    '[]',
  ],
  ...['\0', '\r', '\f', '\ufeff', '\ud800', '\u2028', 'é', '\\u00e9', '\\UFFFFFFFF', '@', '`', '$', '%:', '<:', '%>'],
];

const mutations: readonly Mutation[] = [
  onPieces((list, at) => list.toSpliced(at, 1)),
  onPieces((list, at, random) => list.toSpliced(at, 1 + random.below(20))),
  onPieces((list, at) => list.toSpliced(at, 0, list[at])),
  onPieces((list, at, random) => list.toSpliced(at, 0, random.pick(list))),
  onPieces((list, at, random) => swapped(list, at, random.below(list.length))),
  onPieces((list, at, random) => list.toSpliced(at, 1, random.pick(hazards))),
  onPieces((list, at, random) => list.toSpliced(at, 0, random.pick(hazards))),
  onPieces((list, at, random) =>
    list.toSpliced(at, 0, ...Array<string>(2 + random.below(300)).fill(random.pick(hazards))),
  ),
  onLines((lines, at) => lines.toSpliced(at, 1)),
  onLines((lines, at, random) => lines.toSpliced(at, 0, random.pick(lines))),
  onLines((lines, at, random) => swapped(lines, at, random.below(lines.length))),
  onLines((lines, at, random) => lines.toSpliced(at, 1 + random.below(10))),
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => text.slice(random.below(text.length + 1)),
  (text, random) => noise(text, random),
];

/** One to four edits of a text. */
export function mutate(text: string, random: Random): string {
  let result = text;
  for (let n = 1 + random.below(4); n > 0; n--) result = random.pick(mutations)(result, random);
  return result;
}

function onPieces(edit: (list: string[], at: number, random: Random) => string[]): Mutation {
  return onParts((text) => text.match(pieces) ?? [], '', edit);
}

function onLines(edit: (list: string[], at: number, random: Random) => string[]): Mutation {
  return onParts((text) => text.split('\n'), '\n', edit);
}

function onParts(
  split: (text: string) => string[],
  joint: string,
  edit: (list: string[], at: number, random: Random) => string[],
): Mutation {
  return (text, random) => {
    const list = split(text);
    return list.length === 0 ? text : edit(list, random.below(list.length), random).join(joint);
  };
}

function swapped(list: readonly string[], a: number, b: number): string[] {
  const copy = [...list];
  copy[a] = list[b];
  copy[b] = list[a];
  return copy;
}

/** Overwrites up to eight characters with any of the first 256, or one that is no valid UTF-16 alone. */
function noise(text: string, random: Random): string {
  let result = text;
  for (let n = 1 + random.below(8); n > 0 && result.length > 0; n--) {
    const at = random.below(result.length);
    const character = random.below(20) === 0 ? '\udfff' : String.fromCharCode(random.below(256));
    result = result.slice(0, at) + character + result.slice(at + 1);
  }
  return result;
}
