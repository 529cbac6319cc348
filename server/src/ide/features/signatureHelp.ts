/** The parameters of `_IO`, `_IOR`, `_IOW`, `_IOWR` and `_IOC`, with the next free number of the type at hand. */
import { lex, spellingOf, tokenKinds as T } from '../../core/index.js';
import type { HeaderDocument } from '../headerDocument.js';
import { commandGroups } from './commandGroups.js';

export interface Signature {
  readonly label: string;
  readonly documentation: string;
  readonly parameters: readonly { readonly label: string; readonly documentation: string }[];
  /** Index of the parameter that holds the cursor. */
  readonly active: number;
}

const parametersOf: Readonly<Record<string, readonly string[]>> = {
  _IO: ['type', 'nr'],
  _IOR: ['type', 'nr', 'argtype'],
  _IOW: ['type', 'nr', 'argtype'],
  _IOWR: ['type', 'nr', 'argtype'],
  _IOC: ['dir', 'type', 'nr', 'size'],
};

const meaning: Readonly<Record<string, string>> = {
  _IO: 'A command without a size in its number: no argument, a value, or a structure that begins with its own size.',
  _IOR: 'The kernel writes the argument and user space reads it.',
  _IOW: 'User space writes the argument and the kernel reads it.',
  _IOWR: 'The argument goes both ways.',
  _IOC: 'The number from its parts.',
};

export function signatureHelp(document: HeaderDocument, offset: number): Signature | undefined {
  const call = callAround(document, offset);
  if (call === undefined) return undefined;
  const { name, active, first } = call;
  const names = parametersOf[name];
  const parameters = names.map((label) => ({ label, documentation: parameterText(document, label, first) }));
  return {
    label: `${name}(${names.join(', ')})`,
    documentation: meaning[name],
    parameters,
    active: Math.min(active, names.length - 1),
  };
}

interface Call {
  readonly name: string;
  readonly active: number;
  /** The first argument as written so far. */
  readonly first: string;
}

/** Back from the cursor to the `(` that is still open. */
function callAround({ file }: HeaderDocument, offset: number): Call | undefined {
  const lexed = lex(file);
  let i = lexed.count - 1;
  let low = 0;
  for (let high = lexed.count; low < high; ) {
    const middle = Math.floor((low + high) / 2);
    if (lexed.ends[middle] <= offset) low = middle + 1;
    else high = middle;
  }
  i = low - 1;
  let depth = 0;
  let commas = 0;
  const stop = Math.max(0, i - MAX_TOKENS);
  for (; i >= stop; i--) {
    const kind = lexed.kinds[i];
    if (kind === T.rightParen) depth++;
    else if (kind === T.comma && depth === 0) commas++;
    else if (kind === T.semicolon || kind === T.hash || kind === T.leftBrace) return undefined;
    else if (kind === T.leftParen && depth-- === 0) {
      const name = i > 0 ? spellingOf(lexed, i - 1) : '';
      if (!Object.hasOwn(parametersOf, name)) return undefined;
      let first = '';
      for (let j = i + 1; j < lexed.count && lexed.ends[j] <= offset && lexed.kinds[j] !== T.comma; j++) {
        first += spellingOf(lexed, j);
      }
      return { name, active: commas, first };
    }
  }
  return undefined;
}

/** An argument list is short; a text without an opening parenthesis is not searched to its start. */
const MAX_TOKENS = 200;

function parameterText({ context }: HeaderDocument, label: string, first: string): string {
  switch (label) {
    case 'type':
      return 'One byte that belongs to the driver; Documentation/userspace-api/ioctl/ioctl-number.rst lists who has which.';
    case 'nr': {
      const groups = commandGroups(context);
      const group = groups.find(({ typeText }) => typeText === first) ?? (groups.length === 1 ? groups[0] : undefined);
      if (group?.nextFree === undefined) return 'A number from 0 to 255 that no other command of the type has.';
      const gaps = group.gaps.length === 0 ? '' : `; left out so far: ${group.gaps.slice(0, 8).join(', ')}`;
      return `Next free: ${group.nextFree} (0x${group.nextFree.toString(16)})${gaps}`;
    }
    case 'argtype':
      return 'The type itself, not its size: the macro takes sizeof of it, and the size becomes a part of the number.';
    case 'size':
      return 'In bytes; 14 bits on most architectures, 13 on alpha, mips, powerpc and sparc.';
    default:
      return '_IOC_NONE, _IOC_READ, _IOC_WRITE, or both of the latter.';
  }
}
