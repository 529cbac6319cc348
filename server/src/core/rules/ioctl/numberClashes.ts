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
  /** What the finding is about; not the first of its nr. */
  readonly command: Command;
  /** Mostly one that stands above. */
  readonly earlier: Command;
  /** `number`: the same on every ABI. `nr`: type and nr agree, the rest differs on some ABI. */
  readonly what: 'number' | 'nr';
  readonly apart: Apartness;
  /**
   * Why two commands of one nr look meant: `pair` GET and SET, `variant` one renews the other, `constant` one nr name,
   * `relative` by way of a third, or said of the later one already.
   */
  readonly relation: 'alias' | 'pair' | 'variant' | 'constant' | 'relative' | undefined;
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

/** Every two commands of one nr are compared; a text with more of them than a real one is not looked at to its end. */
const MAX_GROUP = 100;

function clashesOf(group: readonly Command[], header: ReviewedHeader): readonly NumberClash[] {
  const inOrder = [...group].sort((a, b) => a.range.start - b.range.start).slice(0, MAX_GROUP);
  const rootOf = aliasRoots(inOrder, header);
  const classOf = fdClasses(header);
  const relatives = relativesOf(inOrder, rootOf);
  return inOrder.flatMap((command, index): readonly NumberClash[] => {
    const others = inOrder.flatMap((earlier, at) => {
      const apart = apartness(classOf(command), classOf(earlier));
      const isOther = rootOf(earlier) !== rootOf(command) && apart !== 'certain';
      return isOther ? [{ earlier, apart, isSame: isSameNumber(command, earlier), isEarlier: at < index }] : [];
    });
    if (index === 0 || others.length === 0) return [];
    const isAlias = rootOf(command) !== command || inOrder.some((each) => each !== command && rootOf(each) === command);
    // Those on the same descriptor first, and of them those that stand above.
    const nearest = others.sort(
      (a, b) => Number(b.isEarlier) - Number(a.isEarlier) || Number(a.apart !== 'no') - Number(b.apart !== 'no'),
    );
    const same = isAlias ? undefined : nearest.find(({ isSame, isEarlier }) => isSame && isEarlier);
    const differing = nearest.filter(({ isSame }) => !isSame);
    const stranger = differing.find(({ earlier, isEarlier }) => isEarlier && relatives(earlier) !== relatives(command));
    const other =
      stranger ?? differing.find(({ earlier }) => relationOf(command, earlier) !== undefined) ?? differing[0];
    const relation = isAlias
      ? 'alias'
      : other === undefined || other === stranger
        ? undefined
        : (relationOf(command, other.earlier) ?? 'relative');
    return [
      ...(same === undefined ? [] : [{ command, ...same, what: 'number' as const, relation: undefined }]),
      ...(other === undefined ? [] : [{ command, ...other, what: 'nr' as const, relation }]),
    ];
  });
}

/** The first command of those that belong together: by their names, as two forms of one, or by one number. */
function relativesOf(group: readonly Command[], rootOf: (command: Command) => Command): (command: Command) => Command {
  const sets = new DisjointSets(group);
  group.forEach((command, index) => {
    for (const other of group.slice(0, index)) {
      const belongs = rootOf(command) === rootOf(other) || relationOf(command, other) !== undefined;
      if (belongs || isSameNumber(command, other)) sets.join(command, other);
    }
  });
  return (command) => sets.first(command);
}

class DisjointSets {
  readonly #parents: Map<Command, Command>;

  constructor(commands: readonly Command[]) {
    this.#parents = new Map(commands.map((command) => [command, command]));
  }

  first(command: Command): Command {
    let at = command;
    for (;;) {
      const parent = this.#parents.get(at);
      if (parent === undefined || parent === at) return at;
      at = parent;
    }
  }

  join(a: Command, b: Command): void {
    const [one, other] = [this.first(a), this.first(b)];
    if (one !== other) this.#parents.set(one, other);
  }
}

function isSameNumber(a: Command, b: Command): boolean {
  const values = new Map(a.onAbis.map(({ abi, ioctl }) => [abi, ioctl.value]));
  return b.onAbis.every(({ abi, ioctl }) => (values.get(abi) ?? ioctl.value) === ioctl.value);
}

/** One command for all names that are made from each other, or differ in leading underscores only. */
function aliasRoots(group: readonly Command[], header: ReviewedHeader): (command: Command) => Command {
  const sets = new DisjointSets(group);
  const byName = new Map(group.map((command) => [command.name, command]));
  const byPlainName = new Map<string, Command>();
  for (const command of group) {
    const plain = command.name.replace(/^_+/, '');
    const twin = byPlainName.get(plain);
    if (twin === undefined) byPlainName.set(plain, command);
    else if (isSameNumber(command, twin)) sets.join(command, twin);
    for (const name of mentionedInBody(header.definesOf(command.name))) {
      const named = byName.get(name);
      if (named !== undefined) sets.join(command, named);
    }
  }
  return (command) => sets.first(command);
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
    .map((word) => word.replace(/(?:32|64|\d)$/, ''))
    .join('_');
}
