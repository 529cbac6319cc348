/**
 * The tree of the ioctl explorer as plain data: type bytes, below each its commands in the order of their numbers, with
 * the ranges that are free between them and the number that comes next.
 */
import type { CommandAnswer, IoctlsAnswer } from '../answers.js';
import { directionText, numberText, rangeText, typeText } from '../ioctlWords.js';

export type IoctlNode = TypeNode | CommandNode | GapNode | FreeNode;

export interface TypeNode {
  readonly kind: 'type';
  readonly id: string;
  readonly label: string;
  /** Who has the type byte, and how many commands there are. */
  readonly description: string;
  /** The rows of `ioctl-number.rst` about it, a line each. */
  readonly blocks: readonly string[];
  readonly children: readonly (CommandNode | GapNode | FreeNode)[];
}

export interface CommandNode {
  readonly kind: 'command';
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly command: CommandAnswer;
  /** Other commands with the same number. */
  readonly sameAs: readonly string[];
}

export interface GapNode {
  readonly kind: 'gap';
  readonly id: string;
  readonly label: string;
}

/** The number for the next command of a type. */
export interface FreeNode {
  readonly kind: 'free';
  readonly id: string;
  readonly label: string;
  readonly nr: number;
}

export function ioctlTree(answer: IoctlsAnswer): readonly TypeNode[] {
  const byType = groupBy(answer.commands, ({ type }) => type);
  return [...byType].sort(([a], [b]) => a - b).map(([type, commands]) => typeNode(type, commands, answer));
}

function typeNode(type: number, commands: readonly CommandAnswer[], answer: IoctlsAnswer): TypeNode {
  const taken = new Set(commands.map(({ nr }) => nr));
  const highest = Math.max(...taken);
  // Each header was asked for itself: what one of them leaves free, another may have.
  const gaps = answer.gaps.filter((gap) => gap.type === type).flatMap(({ nrs }) => nrs);
  const free = answer.nextFree.filter((next) => next.type === type && next.nr > highest).map(({ nr }) => nr);
  const children = [
    ...commands.map((command) => ({ nr: command.nr, node: commandNode(command, answer.duplicates) })),
    ...runs(gaps.filter((nr) => !taken.has(nr))).map(([first, last]) => ({
      nr: first,
      node: gapNode(type, first, last),
    })),
  ];
  // A stable sort: commands with one number stay in the order of the header.
  const nodes: (CommandNode | GapNode | FreeNode)[] = children.sort((a, b) => a.nr - b.nr).map(({ node }) => node);
  if (free.length > 0) nodes.push(freeNode(type, Math.min(...free)));
  const count = `${commands.length} ${commands.length === 1 ? 'command' : 'commands'}`;
  const registered = answer.registered.filter((block) => block.type === type);
  // Nine headers may name one row; foreign rows are told only where no other is.
  const own = registered.filter(({ isForeign }) => !isForeign);
  const holders = [...new Set((own.length > 0 ? own : registered).map(({ holder }) => holder))];
  const more = holders.length > 1 ? ` +${holders.length - 1}` : '';
  return {
    kind: 'type',
    id: `type ${type}`,
    label: typeText(type),
    description: holders.length === 0 ? count : `${holders[0]}${more} · ${count}`,
    blocks: [...new Set(registered.map(({ first, last, holder }) => `${hexRange(first, last)} ${holder}`))],
    children: nodes,
  };
}

function commandNode(command: CommandAnswer, duplicates: IoctlsAnswer['duplicates']): CommandNode {
  const { name, nr, number, dir, size, location } = command;
  const same = duplicates.filter((names) => names.includes(name)).flat();
  return {
    kind: 'command',
    id: `command ${name} ${location.uri} ${location.range.start.line}`,
    label: `${nr} ${name}`,
    description: `${numberText(number)} · ${directionText(dir, size)}`,
    command,
    sameAs: [...new Set(same)].filter((other) => other !== name),
  };
}

function gapNode(type: number, first: number, last: number): GapNode {
  return { kind: 'gap', id: `gap ${type} ${first}`, label: `${rangeText(first, last)} free` };
}

function freeNode(type: number, nr: number): FreeNode {
  return { kind: 'free', id: `free ${type}`, label: `${nr} is next`, nr };
}

/** `00–0F`, as the table of the kernel's documents writes it. */
function hexRange(first: number, last: number): string {
  const hex = (nr: number): string => nr.toString(16).toUpperCase().padStart(2, '0');
  return first === last ? hex(first) : `${hex(first)}–${hex(last)}`;
}

/** Runs of neighbours: `[3, 4, 5, 9]` gives `[3, 5]` and `[9, 9]`. */
function runs(numbers: readonly number[]): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last !== undefined && last[1] + 1 === number) last[1] = number;
    else found.push([number, number]);
  }
  return found;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
