/**
 * The names that a text defines, found in its tokens alone: macros, tags, enumerators and typedef names. Nothing is
 * preprocessed, so a whole tree of headers is indexed in the time that lexing takes, and a name is found also where one
 * configuration skips it.
 */
import { type FileRange, headerText, type SourceFile, tokenKinds as T, type TextDefine } from '../core/index.js';

export type LexicalKind = 'macro' | 'ioctl' | 'struct' | 'union' | 'enum' | 'enumerator' | 'typedef';

export interface LexicalSymbol {
  readonly name: string;
  readonly kind: LexicalKind;
  /** Place of the name. */
  readonly range: FileRange;
}

const known = new WeakMap<SourceFile, readonly LexicalSymbol[]>();

export function lexicalSymbols(file: SourceFile): readonly LexicalSymbol[] {
  let symbols = known.get(file);
  if (symbols === undefined) {
    symbols = scan(file);
    known.set(file, symbols);
  }
  return symbols;
}

function scan(file: SourceFile): readonly LexicalSymbol[] {
  const { defines, code } = headerText(file);
  const symbols: LexicalSymbol[] = defines.map((define) => ({
    name: define.name,
    kind: isIoctl(define) ? 'ioctl' : 'macro',
    range: define.nameRange,
  }));
  /** What each open brace belongs to; a name may be an enumerator only directly inside an enum. */
  const open: boolean[] = [];
  let typedefAt = -1;
  for (let i = 0; i < code.length; i++) {
    const { kind, text, range } = code[i];
    if (kind === T.identifier) {
      const next = code[i + 1];
      if (text === 'struct' || text === 'union' || text === 'enum') {
        if (next?.kind === T.identifier && code[i + 2]?.kind === T.leftBrace) {
          symbols.push({ name: next.text, kind: text, range: next.range });
        }
      } else if (text === 'typedef') {
        typedefAt = open.length;
      } else if (open.at(-1) === true && (code[i - 1]?.kind === T.leftBrace || code[i - 1]?.kind === T.comma)) {
        symbols.push({ name: text, kind: 'enumerator', range });
      } else if (typedefAt === open.length && isTypedefName(code, i)) {
        symbols.push({ name: text, kind: 'typedef', range });
      }
    } else if (kind === T.leftBrace) {
      const before = code[i - 1]?.text;
      open.push(before === 'enum' || code[i - 2]?.text === 'enum');
    } else if (kind === T.rightBrace) {
      open.pop();
    } else if (kind === T.semicolon && typedefAt === open.length) {
      typedefAt = -1;
    }
  }
  return symbols;
}

function isIoctl({ parameters, body }: TextDefine): boolean {
  return parameters === undefined && body.length > 1 && /^(_IO[RW]{0,2}|_IOC|\w*_IO[RW]{0,2})$/.test(body[0].text);
}

/** `typedef … name;`, `typedef … name[3];`, `typedef … (*name)(…);`, attributes left aside. */
function isTypedefName(code: readonly { readonly kind: number; readonly text: string }[], index: number): boolean {
  const next = code[index + 1];
  if (next === undefined) return false;
  if (next.kind === T.semicolon || next.kind === T.leftBracket || next.kind === T.comma) return true;
  if (next.text === '__attribute__') return !/^(struct|union|enum)$/.test(code[index - 1]?.text ?? '');
  return next.kind === T.rightParen && code[index - 1]?.kind === T.star;
}
