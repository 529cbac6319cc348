/**
 * Commands of one header with the same type and nr. Two of them with one number cannot be told apart at all; two with
 * different numbers can, but not by a dispatcher that looks at the nr alone. Names made from each other (`#define A B`,
 * also below `#if`) are one command.
 */
import type { Command } from '../../review/commands.js';
import type { ReviewedHeader } from '../../review/reviewedHeader.js';
import { callOf, mentionedInBody, textOf } from './commandText.js';
import { type Apartness, apartness, fdClasses } from './fdClass.js';

export interface NumberClash {
  /** The later of the two, which the finding is about. */
  readonly command: Command;
  readonly earlier: Command;
  /** `number`: the same on every ABI. `nr`: type and nr agree, the rest differs on some ABI. */
  readonly what: 'number' | 'nr';
  readonly apart: Apartness;
  /** Why two commands of one nr look meant: `pair` GET and SET, `variant` one renews the other, `constant` one nr name. */
  readonly relation: 'alias' | 'pair' | 'variant' | 'constant' | undefined;
}

export function numberClashes(header: ReviewedHeader): readonly NumberClash[] {
  return header.part('ioctl/numberClashes', () => {
    const groups = new Map<number, Command[]>();
    for (const command of header.commands) {
      const key = command.ioctl.type * 256 + command.ioctl.nr;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [command]);
      else group.push(command);
    }
    return [...groups.values()].flatMap((group) => (group.length < 2 ? [] : clashesOf(group, header)));
  });
}

function clashesOf(group: readonly Command[], header: ReviewedHeader): readonly NumberClash[] {
  const inOrder = [...group].sort((a, b) => a.range.start - b.range.start);
  const rootOf = aliasRoots(inOrder, header);
  const classOf = fdClasses(header);
  return inOrder.flatMap((command, index) => {
    const others = inOrder.slice(0, index).flatMap((earlier) => {
      const apart = apartness(classOf(command), classOf(earlier));
      return apart === 'certain' ? [] : [{ earlier, apart, isSame: isSameNumber(command, earlier) }];
    });
    const nearest = [...others].sort((a, b) => Number(a.apart !== 'no') - Number(b.apart !== 'no'));
    const isAlias = nearest.some(({ earlier }) => rootOf(earlier) === rootOf(command));
    const same = nearest.find(({ earlier, isSame }) => isSame && rootOf(earlier) !== rootOf(command));
    if (same !== undefined && !isAlias) return [{ command, ...same, what: 'number' as const, relation: undefined }];
    const differing = nearest.filter(({ isSame }) => !isSame);
    const related = differing.map((other) => ({ ...other, relation: relationOf(command, other.earlier) }));
    const worst = related.find(({ relation }) => relation === undefined) ?? related[0];
    if (worst === undefined) return [];
    return [{ command, ...worst, what: 'nr' as const, relation: isAlias ? ('alias' as const) : worst.relation }];
  });
}

function isSameNumber(a: Command, b: Command): boolean {
  const values = new Map(a.onAbis.map(({ abi, ioctl }) => [abi, ioctl.value]));
  return b.onAbis.every(({ abi, ioctl }) => (values.get(abi) ?? ioctl.value) === ioctl.value);
}

/** The first command, in text order, that a name of the group is made from. */
function aliasRoots(group: readonly Command[], header: ReviewedHeader): (command: Command) => Command {
  const roots = new Map(group.map((command) => [command, command]));
  const rootOf = (command: Command): Command => {
    let root = command;
    for (let next = roots.get(root); next !== undefined && next !== root; next = roots.get(root)) root = next;
    return root;
  };
  const byName = new Map(group.map((command) => [command.name, command]));
  for (const command of group) {
    for (const name of mentionedInBody(header.definesOf(command.name))) {
      const named = byName.get(name);
      if (named === undefined || named === command) continue;
      const [a, b] = [rootOf(command), rootOf(named)];
      if (a !== b) roots.set(a, b);
    }
  }
  return rootOf;
}

function relationOf(a: Command, b: Command): NumberClash['relation'] {
  if (a.ioctl.direction !== b.ioctl.direction && isPair(a.name, b.name)) return 'pair';
  if (withoutVersion(a.name) === withoutVersion(b.name)) return 'variant';
  const [nrA, nrB] = [nrText(a), nrText(b)];
  return nrA !== undefined && nrA === nrB && /[A-Za-z_]{2}/.test(nrA) && !/\b(?:\d|0x)[\da-fA-F]*\b/.test(nrA)
    ? 'constant'
    : undefined;
}

/** The second argument, or the first of a macro with a fixed type (`DRM_IOWR(nr, type)`), where it is a name. */
function nrText({ define }: Command): string | undefined {
  const call = define === undefined ? undefined : callOf(define.body);
  if (call === undefined) return undefined;
  return textOf(call.args[call.name.text.startsWith('DRM_IO') ? 0 : 1] ?? []);
}

const ways = /^(GET|SET|READ|WRITE|RD|WR|G|S)$/;

/** `FOO_GET_MODE` and `FOO_SET_MODE`, `EVIOCGREP` and `EVIOCSREP`. */
function isPair(a: string, b: string): boolean {
  const plain = (name: string): string =>
    name
      .split('_')
      .filter((word) => !ways.test(word))
      .map((word) => word.replace(/^(GET|SET|READ|WRITE)(?=[A-Z0-9]{2})/, ''))
      .join('_');
  if (plain(a) === plain(b)) return true;
  if (a.length !== b.length) return false;
  const at = [...a].findIndex((char, index) => char !== b[index]);
  return at >= 0 && /^(GS|SG|RW|WR)$/.test(a[at] + b[at]) && a.slice(at + 1) === b.slice(at + 1);
}

/** Without the words that tell an older or newer form of a command: `_V2`, `_OLD`, `_EXT`, `32`. */
function withoutVersion(name: string): string {
  return name
    .split('_')
    .filter((word) => !/^(V?\d+|OLD|LEGACY|NEW|EXT|EXTENDED|COMPAT|TIME32|TIME64|WR|[AB])?$/.test(word))
    .join('_')
    .replace(/(?:32|64|\d)$/, '');
}
