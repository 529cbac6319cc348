/**
 * Random headers that are C for the most part: records, enums and pragmas as the layout run makes them, kernel-doc that
 * names them or nearly does, macros and commands over them, conditions. One in two is then spoiled by a few mutations.
 */
import { textOf } from './layout/piece.js';
import { randomDeclarations } from './layout/randomRecords.js';
import { mutate } from './mutations.js';
import type { Random } from './random.js';

/** Names that mean something to JavaScript, to C or to the preprocessor. */
const oddNames = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'defined',
  '__VA_ARGS__',
  '_Bool',
  '$x',
  'é',
];

/** Records, enums, typedefs and pragmas alone. */
export function randomRecordsText(random: Random): string {
  return randomDeclarations(random, 1 + random.below(3))
    .map(textOf)
    .join('');
}

export function randomHeader(random: Random): string {
  const records = randomDeclarations(random, 1 + random.below(5));
  const names = records.flatMap(({ declares }) => (declares === undefined ? [] : [declares]));
  const types = records.flatMap(({ record }) => (record === undefined ? [] : [record]));
  const name = (): string =>
    random.below(6) === 0 ? random.pick(oddNames) : random.pick(names.length > 0 ? names : ['x']);
  const lines = records.flatMap((record) => [
    ...(random.below(2) === 0 ? [kernelDoc(random, name)] : []),
    textOf(record),
    ...(random.below(2) === 0 ? [macro(random, name, types)] : []),
  ]);
  const text = `#include <linux/types.h>\n#include <linux/ioctl.h>\n${lines.join('\n')}\n`;
  return random.below(2) === 0 ? text : mutate(text, random);
}

function kernelDoc(random: Random, name: () => string): string {
  const lines = Array.from({ length: random.below(6) }, () =>
    random.pick([
      ` * @${name()}: Must be 0, see &struct ${name()}.${name()} and %${name()}`,
      ` * @${name()}`,
      ` * ${random.pick(['Return', 'Context', 'Note', name()])}: \`\`${name()}\`\` [x](command:${name()}) <b>`,
      ' *',
      ` * ioctl(${name()}) ${'@'.repeat(random.below(40))}`,
    ]),
  );
  const title = random.pick([`struct ${name()} - ioctl(${name()})`, `enum ${name()} - x`, `DOC: ${name()}`, '-']);
  return `/**\n * ${title}\n${lines.join('\n')}\n */`;
}

function macro(random: Random, name: () => string, types: readonly string[]): string {
  const type = types.length > 0 ? random.pick(types) : 'int';
  const value = (): string =>
    random.pick(['0', '1 << 3', "'x'", '0xffffffffffffffffULL', `sizeof(${type})`, name(), '-1']);
  return random.pick([
    `#define ${name()} _IO('x', ${value()})`,
    `#define ${name()} _IOWR(${value()}, ${random.below(300)}, ${type})`,
    `#define ${name()} _IOR('d', ${value()}, char[${value()}])`,
    `#define ${name()} (${value()} | ${value()})`,
    `#define ${name()}(a, ...) a ## ${name()} __VA_ARGS__ #a`,
    `#if ${value()} ${random.pick(['<', '==', '%', '?'])} ${value()}\n#define ${name()} ${value()}\n#endif`,
    `/* uapi-ignore[${random.pick(['layout', 'types/plain-int', '*', name()])}]: ${name()} */`,
    `#undef ${name()}`,
  ]);
}
