/**
 * Which commands of a header a dispatcher's table takes, and what everything is called: the part that the styles share.
 * A table has the commands of one type byte, one for each number; what it cannot take is named with the reason.
 */
import type { HeaderSnapshot } from '../compat/headerSnapshot.js';
import type { Command } from '../review/commands.js';
import type { ReviewedHeader } from '../review/reviewedHeader.js';
import { includeLine } from './cText.js';

export interface OpTableRequest {
  readonly header: ReviewedHeader;
  /** The version of the header that programs were built against first, where one is known. */
  readonly published?: HeaderSnapshot | undefined;
  /** What that version is called, for comments. */
  readonly publishedName?: string | undefined;
}

/** The C text, or why there is none. */
export type OpTableResult = { readonly text: string } | { readonly problem: string };

export interface TableCommand {
  readonly command: Command;
  /** `_IOC_NR` of its number. */
  readonly nr: number;
  /** Name of its handler. */
  readonly handler: string;
}

export interface TableCommands {
  /** What every name of the text begins with: the header's name as a C identifier. */
  readonly prefix: string;
  readonly type: number;
  /** In ascending order of their numbers. */
  readonly commands: readonly TableCommand[];
  readonly leftOut: readonly LeftOut[];
}

interface LeftOut {
  readonly name: string;
  readonly reason: string;
}

/**
 * @param misfit why a style cannot take a command; `undefined` when it can
 * @param isBetter which of two commands with the same number stays; the earlier one where neither is better
 */
export function tableCommands(
  header: ReviewedHeader,
  misfit: (command: Command) => string | undefined,
  isBetter: (a: Command, b: Command) => boolean = () => false,
): TableCommands {
  const type = mainType(header.commands);
  const reasons = new Map<string, string>();
  const byNr = new Map<number, Command>();
  for (const command of header.commands) {
    const reason = generalMisfit(command, type, header.abis.length) ?? misfit(command);
    if (reason !== undefined) {
      reasons.set(command.name, reason);
      continue;
    }
    const { nr } = command.ioctl;
    const known = byNr.get(nr);
    const stays = known === undefined || isBetter(command, known) ? command : known;
    const goes = stays === command ? known : command;
    if (goes !== undefined) reasons.set(goes.name, `${stays.name} has the same type and number and stands for it`);
    byNr.set(nr, stays);
  }
  const prefix = identifier(header.file.displayName);
  const chosen = [...byNr].sort(([a], [b]) => a - b);
  return {
    prefix,
    type,
    commands: named(chosen, prefix),
    leftOut: header.commands.flatMap(({ name }) => {
      const reason = reasons.get(name);
      return reason === undefined ? [] : [{ name, reason }];
    }),
  };
}

/** The type byte of most commands, the first of them where several have as many. */
function mainType(commands: readonly Command[]): number {
  const counts = new Map<number, number>();
  for (const { ioctl } of commands) counts.set(ioctl.type, (counts.get(ioctl.type) ?? 0) + 1);
  let main = commands[0]?.ioctl.type ?? 0;
  for (const [type, count] of counts) if (count > (counts.get(main) ?? 0)) main = type;
  return main;
}

function generalMisfit({ ioctl, aliasOf, onAbis }: Command, type: number, abiCount: number): string | undefined {
  if (aliasOf !== undefined) return `another name of ${aliasOf}`;
  if (ioctl.type !== type) return `its type byte is ${hexByte(ioctl.type)}, that of the table ${hexByte(type)}`;
  if (ioctl.outOfRange !== undefined) return 'its type or number does not fit 8 bits, and so changes other fields';
  if (onAbis.length < abiCount) return `it exists on ${onAbis.map(({ abi }) => abi).join(', ')} only`;
  const differs = onAbis.some((other) => other.ioctl.nr !== ioctl.nr || other.ioctl.type !== ioctl.type);
  return differs ? 'its type or number is not the same on every ABI' : undefined;
}

export function hexByte(value: number): string {
  return `0x${value.toString(16).padStart(2, '0')}`;
}

/** `linux/foo-bar.h` is `foo_bar`. */
function identifier(displayName: string): string {
  const name = displayName.slice(displayName.replaceAll('\\', '/').lastIndexOf('/') + 1).replace(/\.h$/, '');
  const plain = name.toLowerCase().replace(/[^a-z0-9_]/g, '_');
  return /^[a-z]/.test(plain) ? plain : `uapi_${plain}`;
}

/**
 * A handler is called by what tells its command from the others: the words that all of them begin with are left out. Where
 * two commands differ in case alone, the second keeps its name as it is.
 */
function named(chosen: readonly (readonly [number, Command])[], prefix: string): readonly TableCommand[] {
  const words = chosen.map(([, { name }]) => name.toLowerCase().split('_'));
  const shortest = words.length === 0 ? 0 : Math.min(...words.map((list) => list.length));
  let shared = 0;
  while (shared < shortest - 1 && words.every((list) => list[shared] === words[0][shared])) shared++;
  const taken = new Set<string>();
  return chosen.map(([nr, command], index) => {
    const short = `${prefix}_cmd_${words[index].slice(shared).join('_')}`;
    const handler = taken.has(short) ? `${prefix}_cmd_${command.name}` : short;
    taken.add(handler);
    return { command, nr, handler };
  });
}

/** A paragraph for each reason for which commands are not in the table. */
export function leftOutNote({ leftOut }: TableCommands): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const { name, reason } of leftOut) byReason.set(reason, [...(byReason.get(reason) ?? []), name]);
  return [...byReason].map(([reason, names]) => `Not in the table: ${names.join(', ')} (${reason}).`);
}

/** Why a header gives no table. */
export function noTable({ header }: OpTableRequest, style: string, { leftOut }: TableCommands): OpTableResult {
  const name = header.file.displayName;
  if (leftOut.length === 0) return { problem: `'${name}' defines no ioctl command` };
  const reasons = leftOut.slice(0, 3).map((one) => `${one.name}: ${one.reason}`);
  const more = leftOut.length > reasons.length ? `; and ${leftOut.length - reasons.length} more` : '';
  return { problem: `no command of '${name}' fits --style ${style}: ${reasons.join('; ')}${more}` };
}

/** The `#include` of the header, and those of the kernel that the text needs. */
export function includes({ header }: OpTableRequest, kernel: readonly string[]): string {
  // A name that no #include can spell is left to the reader.
  const own = includeLine(header.file.displayName);
  const line = own === undefined ? '' : `\n${own}`;
  return `${kernel.map((file) => `#include <linux/${file}.h>\n`).join('')}${line}`;
}
