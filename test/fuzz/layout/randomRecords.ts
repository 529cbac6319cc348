/**
 * Random declarations whose layout is worth a question: every scalar type, bit-fields of all of them, nested and
 * anonymous records, arrays, aligned and lowered typedefs, wide and packed enums, `packed` and `aligned` wherever the
 * grammar of gcc has a place for attributes, `_Alignas`, and `#pragma pack` around and inside. Almost all of it is
 * accepted by gcc; the rest is dropped by the run.
 */
import type { Random } from '../random.js';
import { type Declaration, optional, type Piece, piece, textOf } from './piece.js';

/** A type that a member may have. */
interface UsableType {
  readonly text: string;
  /** The widest bit-field that every ABI takes; 0 where it can be no bit-field. */
  readonly bits: number;
  /** It may be more aligned than it is large, and then no array has elements of it. */
  readonly isAligned?: boolean;
}

const scalars: readonly UsableType[] = [
  { text: 'char', bits: 8 },
  { text: 'signed char', bits: 8 },
  { text: 'unsigned char', bits: 8 },
  { text: 'short', bits: 16 },
  { text: 'unsigned short', bits: 16 },
  { text: 'int', bits: 32 },
  { text: 'unsigned', bits: 32 },
  { text: 'unsigned int', bits: 32 },
  { text: 'long', bits: 32 },
  { text: 'unsigned long', bits: 32 },
  { text: 'long long', bits: 64 },
  { text: 'unsigned long long', bits: 64 },
  { text: '_Bool', bits: 1 },
  { text: 'float', bits: 0 },
  { text: 'double', bits: 0 },
  { text: 'long double', bits: 0 },
  { text: '_Complex double', bits: 0 },
  { text: 'void *', bits: 0 },
];
const integers = scalars.filter(({ bits }) => bits > 0);

const alignments = ['1', '2', '4', '8', '16', '32', '64', 'sizeof(long)'];
const packs = ['1', '2', '4', '8', '16'];

/** The state of one text: numbers of names, and the types that were declared so far. */
interface State {
  readonly random: Random;
  readonly types: UsableType[];
  next: number;
}

/** Declarations of one text, `records` of them records that are compared. */
export function randomDeclarations(random: Random, records: number): readonly Declaration[] {
  const state: State = { random, types: [], next: 0 };
  const declarations: Declaration[] = [];
  for (let made = 0; made < records; ) {
    const declaration = randomDeclaration(state);
    if (declaration.record !== undefined) made++;
    declarations.push(declaration);
    if (random.below(4) === 0) declarations.push(packPragma(state));
    // What a text declares is used by what follows, but not by all of it: a difference should be easy to make smaller.
    if (state.types.length > 12) state.types.shift();
  }
  return declarations;
}

const chance = ({ random }: State, percent: number): boolean => random.below(100) < percent;
const newName = (state: State, letter: string): string => `${letter}${state.next++}`;

function randomDeclaration(state: State): Declaration {
  const kind = state.random.below(10);
  if (kind === 0) return randomTypedef(state);
  if (kind === 1) return randomEnum(state);
  return randomRecord(state);
}

function packPragma(state: State): Declaration {
  const n = state.random.pick(packs);
  const line = state.random.pick([
    `(${n})`,
    '()',
    `(push, ${n})`,
    `(push)`,
    '(pop)',
    '(pop)',
    `(0)`,
    `(push, id, ${n})`,
  ]);
  const text = chance(state, 80) ? `#pragma pack${line}\n` : `_Pragma("pack${line}")\n`;
  return { ...optional(text) };
}

function randomTypedef(state: State): Declaration {
  const name = newName(state, 't');
  const base = chance(state, 60) ? state.random.pick(scalars) : anyType(state);
  const before = attributes(state, 20, ['aligned']);
  const after = attributes(state, 60, ['aligned']);
  const isArray = base.isAligned !== true && chance(state, 10);
  const mode = chance(state, 4) && base.bits > 0;
  const special = mode ? optional(` __attribute__((mode(${state.random.pick(['QI', 'HI', 'SI', 'DI'])})))`) : piece();
  const isAligned = base.isAligned === true || [before, after, special].some((part) => textOf(part) !== '');
  state.types.push({ text: name, bits: isArray ? 0 : mode ? Math.min(base.bits, 8) : base.bits, isAligned });
  const array = isArray ? `[${1 + state.random.below(4)}]` : '';
  return { ...optional(`typedef `, before, `${base.text} ${name}${array}`, special, after, ';\n'), declares: name };
}

function randomEnum(state: State): Declaration {
  const tag = newName(state, 'e');
  const packed = chance(state, 30);
  const values = ['', ' = -1', ' = 200', ' = 70000', ' = 0x80000000', ' = 0x100000000LL', ' = -0x7fffffffffffffffLL'];
  const constants = Array.from({ length: 1 + state.random.below(3) }, () => {
    const wide = chance(state, 25);
    return `${newName(state, 'E')}${wide ? state.random.pick(values) : state.random.pick(values.slice(0, 3))}`;
  });
  const attribute = packed ? optional(' __attribute__((packed))') : piece();
  state.types.push({ text: `enum ${tag}`, bits: 8 });
  return { ...optional(`enum ${tag} { ${constants.join(', ')} }`, attribute, ';\n'), declares: tag };
}

function randomRecord(state: State): Declaration {
  const kind = chance(state, 80) ? 'struct' : 'union';
  const isTypedef = chance(state, 15);
  const name = newName(state, 's');
  const type = isTypedef ? name : `${kind} ${name}`;
  const { random } = state;
  const body = [
    isTypedef ? 'typedef ' : '',
    kind,
    attributes(state, 12, ['aligned', 'packed']),
    isTypedef ? ' {\n' : ` ${name} {\n`,
    ...recordBody(state, kind, 0),
    '}',
    attributes(state, 30, ['aligned', 'packed']),
    isTypedef ? ` ${name}` : '',
    ';\n',
  ];
  if (random.below(3) === 0) state.types.push({ text: type, bits: 0 });
  return { ...optional(...body), record: type, declares: name };
}

const MAX_DEPTH = 3;

function recordBody(state: State, kind: 'struct' | 'union', depth: number): readonly Piece[] {
  const count = 1 + state.random.below(depth === 0 ? 7 : 4);
  const members: Piece[] = [];
  for (let index = 0; index < count; index++) {
    if (chance(state, 2)) members.push(packPragma(state));
    members.push(randomMember(state, depth));
  }
  if (kind === 'struct' && depth === 0 && chance(state, 8)) members.push(flexibleArray(state));
  return members;
}

function randomMember(state: State, depth: number): Piece {
  const kind = state.random.below(100);
  if (kind < 38) return bitField(state);
  if (kind < 54 && depth < MAX_DEPTH) return nested(state, depth);
  return object(state);
}

function anyType(state: State): UsableType {
  return state.types.length > 0 && chance(state, 35) ? state.random.pick(state.types) : state.random.pick(scalars);
}

/** `aligned` and `packed` in one or two specifiers, or nothing. */
function attributes(state: State, percent: number, kinds: readonly ('aligned' | 'packed')[]): Piece {
  if (!chance(state, percent)) return piece();
  const one = (): string => {
    if (state.random.pick(kinds) === 'packed') return chance(state, 50) ? 'packed' : '__packed__';
    if (chance(state, 8)) return 'aligned';
    return `${chance(state, 50) ? 'aligned' : '__aligned__'}(${state.random.pick(alignments)})`;
  };
  const list = chance(state, 15) ? `${one()}, ${one()}` : one();
  return optional(` __attribute__((${list})) `);
}

const memberKinds = ['aligned', 'packed'] as const;

function object(state: State): Piece {
  const { random } = state;
  const type = anyType(state);
  const isAligned = type.isAligned !== true && chance(state, 4);
  const before = isAligned ? optional(`_Alignas(${random.pick(['64', '128', 'long double'])}) `) : piece();
  const qualifier = random.pick(['', '', '', '', 'const ', 'volatile ']);
  const pointer = chance(state, 8) ? piece(' *', attributes(state, 20, ['aligned'])) : piece();
  const more =
    !type.text.endsWith('*') && chance(state, 12)
      ? [optional(', ', declarator(state, type), attributes(state, 20, memberKinds))]
      : [];
  return optional(
    chance(state, 3) ? '\t__extension__ ' : '\t',
    before,
    attributes(state, 8, memberKinds),
    `${qualifier}${type.text}`,
    attributes(state, 5, memberKinds),
    ' ',
    pointer,
    declarator(state, type),
    attributes(state, 18, memberKinds),
    ...more,
    ';\n',
  );
}

function declarator(state: State, { isAligned }: UsableType): Piece {
  const name = newName(state, 'm');
  const { random } = state;
  const dimensions = isAligned !== true && chance(state, 25) ? `[${random.below(5)}]`.repeat(1 + random.below(2)) : '';
  return { parts: [name, dimensions], member: { name, kind: 'object', first: '' } };
}

function bitField(state: State): Piece {
  const { random } = state;
  const own = state.types.filter(({ bits }) => bits > 0);
  const { text, bits } = own.length > 0 && chance(state, 25) ? random.pick(own) : random.pick(integers);
  const unnamed = chance(state, 15);
  const isZero = unnamed && chance(state, 50);
  const wide = chance(state, 15) ? bits : 1 + random.below(bits);
  const name = unnamed ? '' : newName(state, 'm');
  const field: Piece = unnamed
    ? piece(`: ${isZero ? 0 : wide}`)
    : { parts: [`${name} : ${wide}`], member: { name, kind: 'bit-field', first: '' } };
  const second = newName(state, 'm');
  const more: Piece = chance(state, 15)
    ? optional(',', {
        parts: [` ${second} : ${1 + random.below(bits)}`],
        member: { name: second, kind: 'bit-field', first: '' },
      })
    : piece();
  return optional(
    '\t',
    attributes(state, 5, memberKinds),
    text,
    attributes(state, 4, memberKinds),
    ' ',
    field,
    attributes(state, 15, memberKinds),
    more,
    ';\n',
  );
}

function nested(state: State, depth: number): Piece {
  const kind = chance(state, 60) ? 'struct' : 'union';
  const anonymous = chance(state, 50);
  const name = anonymous ? '' : newName(state, 'm');
  const isArray = !anonymous && chance(state, 20);
  const length = 1 + state.random.below(3);
  return {
    ...optional(
      '\t',
      attributes(state, 5, memberKinds),
      kind,
      attributes(state, 8, memberKinds),
      ' {\n',
      ...recordBody(state, kind, depth + 1),
      '\t}',
      attributes(state, 20, memberKinds),
      anonymous ? '' : ` ${name}${isArray ? `[${length}]` : ''}`,
      anonymous ? piece() : attributes(state, 12, memberKinds),
      ';\n',
    ),
    member: { name, kind: 'record', first: isArray ? '[0]' : '' },
  };
}

function flexibleArray(state: State): Piece {
  const { random } = state;
  const name = newName(state, 'm');
  const member = { name, kind: 'flexible array', first: '' } as const;
  return optional(
    `\t${random.pick(scalars).text} `,
    { parts: [`${name}[]`], member },
    attributes(state, 15, memberKinds),
    ';\n',
  );
}
