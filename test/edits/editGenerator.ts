/**
 * Edits of a header as an author makes them: typed in small pieces, pasted, deleted by lines, broken and mended again. The
 * same seed gives the same edits for the same text. What is produced is any text at all, but most of the time C.
 */
import type { Random } from '../fuzz/random.js';

/** `newText` in place of what stands from `start` to `end`, in UTF-16 units. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

export interface EditGenerator {
  /** The edits of one change, each for the text that the one before left. */
  next(text: string): readonly Edit[];
}

const members = [
  '__u32 added;',
  '__u64 wide;',
  'long word;',
  '__aligned_u64 addr_uptr;',
  '__u8 pad[3];',
  'struct gadget_range inner;',
  '__u32 one : 1, rest : 31;',
  'union {\n\t\t__u32 low;\n\t\t__u64 all;\n\t};',
  'enum gadget_state now;',
  '__be16 port;',
];

const lines = [
  '#define GADGET_EXTRA (GADGET_API_VERSION + 1)',
  '#define GADGET_NEW _IOWR(0xb7, 0x11, struct gadget_open)',
  '#define GADGET_NEWER GADGET_IOR(0x12, struct gadget_range)',
  '#define GADGET_F_NEW (1 << 5)',
  '#undef GADGET_API_VERSION',
  '#define GADGET_NAME_LEN 24',
  '/* a remark with 😀 in it */',
  '/** struct gadget_open - again\n * @flags: else\n */',
  '/* uapi-ignore[layout/implicit-hole]: on purpose */',
  '/* uapi-style: argsz */',
  '#include "gadget_types.h"',
  '#include <linux/fs.h>',
  '#include "missing.h"',
  '#include <asm/types.h>',
  '#pragma pack(push, 1)',
  '#pragma pack(pop)',
  'typedef struct gadget_open gadget_alias_t;',
  'enum { GADGET_LAST = 9, GADGET_AFTER };',
];

const records = [
  'struct fresh {\n\t__u8 a;\n\t__u64 b;\n};\n#define FRESH_GET _IOR(0xb8, 1, struct fresh)\n',
  'struct gadget_range {\n\t__u32 again;\n};\n',
  'union choice {\n\tstruct gadget_open open;\n\t__u64 words[8];\n};\n',
  '/**\n * struct noted - text\n * @size: sizeof(struct noted)\n */\nstruct noted {\n\t__u32 size;\n\t__u32 flags;\n};\n#define NOTED _IO(0xb7, 0x20)\n',
];

const conditions = [
  '#if 0',
  '#ifdef __x86_64__',
  '#if __BITS_PER_LONG == 64',
  '#ifndef GADGET_EXTRA',
  '#if GADGET_API_VERSION > 2',
];

const breakers = ['{', '}', ';', '(', ')', '"', "'", '/*', '*/', '#endif\n', '\\\n', '[', ',', '\r\n', '\ud83d'];

type Kind = (text: string, random: Random) => readonly (readonly Edit[])[];

/** Each makes the changes of one thing that an author does, one after the other; the weights are how often. */
const kinds: readonly (readonly [number, Kind])[] = [
  [5, (text, random) => typed(text, lineEnd(text, random, /^\t.*;$/), `\n\t${random.pick(members)}`, random)],
  [
    4,
    (text, random) => typed(text, lineEnd(text, random, /^(?:#endif|};|#define|$)/), `\n${random.pick(lines)}`, random),
  ],
  [3, (text, random) => [[insertion(lineStart(text, random), random.pick(records))]]],
  [3, deletedLines],
  [4, brokenAndMended],
  [2, conditional],
  [3, otherWord],
  [2, otherNumber],
  [2, movedLines],
  [1, (text, random) => [[{ start: random.below(text.length + 1), end: text.length, newText: '' }]]],
  [
    1,
    (text) => [
      [{ start: 0, end: text.length, newText: text.replace(/\r?\n/g, text.includes('\r\n') ? '\n' : '\r\n') }],
    ],
  ],
];

const total = kinds.reduce((sum, [weight]) => sum + weight, 0);

/** After so many changes the text goes back to what it was, or little but ruins would be compared. */
const RESET_EVERY = 60;

export function createEditGenerator(original: string, random: Random): EditGenerator {
  let waiting: (readonly Edit[])[] = [];
  let made = 0;
  return {
    next(text) {
      made++;
      if (made % RESET_EVERY === 0) {
        waiting = [];
        return [{ start: 0, end: text.length, newText: original }];
      }
      while (waiting.length === 0) waiting = [...pickKind(random)(text, random)];
      const [first, ...rest] = waiting;
      waiting = rest;
      return first;
    },
  };
}

function pickKind(random: Random): Kind {
  let left = random.below(total);
  for (const [weight, kind] of kinds) {
    if (left < weight) return kind;
    left -= weight;
  }
  return kinds[0][1];
}

/** The text after the edits. */
export function edited(text: string, edits: readonly Edit[]): string {
  return edits.reduce((before, { start, end, newText }) => before.slice(0, start) + newText + before.slice(end), text);
}

function insertion(at: number, newText: string): Edit {
  return { start: at, end: at, newText };
}

/** A phrase in keystrokes of one to six characters. */
function typed(_: string, at: number, phrase: string, random: Random): readonly (readonly Edit[])[] {
  const changes: Edit[][] = [];
  for (let done = 0; done < phrase.length; ) {
    const length = 1 + random.below(6);
    changes.push([insertion(at + done, phrase.slice(done, done + length))]);
    done += length;
  }
  return changes;
}

function deletedLines(text: string, random: Random): readonly (readonly Edit[])[] {
  const start = lineStart(text, random);
  let end = start;
  for (let count = 1 + random.below(3); count > 0; count--) end = nextLine(text, end);
  return [[{ start, end, newText: '' }]];
}

/** A character too much, or one that is taken away; a little later it is put right. */
function brokenAndMended(text: string, random: Random): readonly (readonly Edit[])[] {
  const marks = [...text.matchAll(/[{}();,]|\/\*|\*\/|#endif/g)];
  if (random.below(2) === 0 && marks.length > 0) {
    const mark = random.pick(marks);
    const edit = { start: mark.index, end: mark.index + mark[0].length, newText: '' };
    return [[edit], [insertion(mark.index, mark[0])]];
  }
  const at = random.below(text.length + 1);
  const piece = random.pick(breakers);
  return [[insertion(at, piece)], [{ start: at, end: at + piece.length, newText: '' }]];
}

/** Some lines become conditional; both lines come with one change, as an editor's surround command sends them. */
function conditional(text: string, random: Random): readonly (readonly Edit[])[] {
  const start = lineStart(text, random);
  let end = start;
  for (let count = 1 + random.below(6); count > 0; count--) end = nextLine(text, end);
  const condition = `${random.pick(conditions)}\n`;
  return [[insertion(end, '#endif\n'), insertion(start, condition)]];
}

function otherWord(text: string, random: Random): readonly (readonly Edit[])[] {
  const words = [...text.matchAll(/\b[a-zA-Z_]\w*/g)];
  if (words.length === 0) return [];
  const [word, by] = [random.pick(words), random.pick(words)];
  return [[{ start: word.index, end: word.index + word[0].length, newText: by[0] }]];
}

function otherNumber(text: string, random: Random): readonly (readonly Edit[])[] {
  const numbers = [...text.matchAll(/\b(?:0x[\da-f]+|\d+)/g)];
  if (numbers.length === 0) return [];
  const number = random.pick(numbers);
  const newText = random.pick(['0', '1', '2', '7', '31', '0x40', '0xff', '4096', '99999999999']);
  return [[{ start: number.index, end: number.index + number[0].length, newText }]];
}

/** Cut, and pasted elsewhere. */
function movedLines(text: string, random: Random): readonly (readonly Edit[])[] {
  const start = lineStart(text, random);
  const end = nextLine(text, start);
  const rest = text.slice(0, start) + text.slice(end);
  return [[{ start, end, newText: '' }], [insertion(lineStart(rest, random), text.slice(start, end))]];
}

function lineStart(text: string, random: Random): number {
  const at = random.below(text.length + 1);
  return text.lastIndexOf('\n', at - 1) + 1;
}

function nextLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline + 1;
}

/** The end of a line that looks as asked, or of any line. */
function lineEnd(text: string, random: Random, pattern: RegExp): number {
  const ends: number[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    if (pattern.test(line.trimEnd())) ends.push(at + line.length);
    at += line.length + 1;
  }
  return ends.length === 0 ? Math.max(0, lineStart(text, random) - 1) : random.pick(ends);
}
