/**
 * The declarations of one token run. Errors are reported once and reading goes on at the next declaration; a run that
 * ends inside a declaration says so (`incompleteAtEnd`), and the caller then reads it together with what follows.
 */
import type { Diagnostic } from '../base/diagnostic.js';
import type { NameId } from '../base/names.js';
import { type Answer, remember, versionNow } from '../base/remember.js';
import { T } from '../lex/token.js';
import { runTokenText, type TokenRun } from '../preprocess/tokenRun.js';
import type { Declaration, Declarator, PlacedDeclaration } from './ast.js';
import { K } from './keywords.js';
import { DeclarationParser } from './parseDeclaration.js';
import { parseConditional } from './parseExpression.js';
import { isSamePack, type PackState } from './pragmaPack.js';
import { SyntaxProblem, TokenCursor, WatchedCursor } from './tokenCursor.js';

export interface ParsedRun {
  readonly run: TokenRun;
  readonly declarations: readonly PlacedDeclaration[];
  readonly diagnostics: readonly Diagnostic[];
  readonly incompleteAtEnd: boolean;
  /** Index of the first token of the last declaration. */
  readonly lastStart: number;
  /** Of a piece: after an error, what comes behind the run would have been looked at. */
  readonly looksBeyond: boolean;
  readonly packAtEnd: PackState;
  /** The names outside the run whose being a typedef or not decided how it was read. */
  readonly typedefQuestions: ReadonlyMap<NameId, boolean>;
  /** Scratch of `sema`: the run as bound. */
  memo: unknown;
}

const MAX_VARIANTS = 24;

interface Variant extends Answer {
  readonly pack: PackState;
  readonly parsed: ParsedRun;
}

/** Parses a run, or finds the earlier parse that had the same pack state and the same answers. */
export function parseRun(run: TokenRun, pack: PackState, isTypedefName: (name: NameId) => boolean): ParsedRun {
  run.memo ??= [];
  const variants = run.memo as Variant[];
  for (const variant of variants) {
    if (isSamePack(variant.pack, pack) && answersAgree(variant.parsed.typedefQuestions, isTypedefName)) {
      variant.lastUse = versionNow();
      return variant.parsed;
    }
  }
  const parsed = parseAnew(run, pack, isTypedefName);
  remember(variants, { pack, parsed, lastUse: versionNow() }, MAX_VARIANTS);
  return parsed;
}

function answersAgree(questions: ReadonlyMap<NameId, boolean>, isTypedefName: (name: NameId) => boolean): boolean {
  for (const [name, answer] of questions) if (isTypedefName(name) !== answer) return false;
  return true;
}

function parseAnew(run: TokenRun, pack: PackState, isTypedefName: (name: NameId) => boolean): ParsedRun {
  const questions = new Map<NameId, boolean>();
  const ownTypedefs = new Set<NameId>();
  const ask = (name: NameId): boolean => {
    if (ownTypedefs.has(name)) return true;
    let answer = questions.get(name);
    if (answer === undefined) {
      answer = isTypedefName(name);
      questions.set(name, answer);
    }
    return answer;
  };
  const cursor = new TokenCursor(run);
  const parser = new DeclarationParser(cursor, pack, ask);
  const declarations: PlacedDeclaration[] = [];
  let incompleteAtEnd = false;
  let looksBeyond = false;
  let lastStart = 0;
  while (cursor.kind !== T.eof) {
    if (cursor.kind === T.semicolon) cursor.advance();
    else if (cursor.kind === T.pragma) parser.pragma();
    else {
      const firstToken = cursor.at;
      lastStart = firstToken;
      cursor.base = firstToken;
      cursor.depth = 0;
      const errors = cursor.diagnostics.length;
      const packBefore = parser.pack;
      const declaration = parseDeclaration(parser);
      if (declaration !== undefined) {
        declarations.push({ declaration, firstToken });
        if (declaration.kind === 'declaration' && declaration.specifiers.isTypedef) {
          for (const declarator of declaration.declarators) ownTypedefs.add(declarator.name);
        }
      }
      incompleteAtEnd = cursor.kind === T.eof && !endsDeclaration(run, firstToken);
      if (cursor.kind === T.eof && cursor.diagnostics.length > errors && run.file.place !== undefined) {
        const watched = new WatchedCursor(run, firstToken);
        parseDeclaration(new DeclarationParser(watched, packBefore, ask));
        looksBeyond = watched.sawEnd;
      }
      if (cursor.at === firstToken) cursor.advance();
    }
  }
  return {
    run,
    declarations,
    diagnostics: cursor.diagnostics,
    incompleteAtEnd,
    lastStart,
    looksBeyond,
    packAtEnd: parser.pack,
    typedefQuestions: questions,
    memo: undefined,
  };
}

/** The last token of the run closes the declaration that begins at `firstToken`, whose braces are closed. */
function endsDeclaration(run: TokenRun, firstToken: number): boolean {
  return braceDepth(run, firstToken) <= 0 && closesDeclaration(run);
}

/** How many braces a run opens from a token on and does not close; negative where it closes those of another. */
export function braceDepth(run: TokenRun, from = 0): number {
  let depth = 0;
  for (let i = from; i < run.count; i++) {
    const kind = run.kinds[i];
    if (kind === T.leftBrace) depth++;
    else if (kind === T.rightBrace) depth--;
  }
  return depth;
}

/** The last token of a run is one that ends a declaration outside of braces. */
export function closesDeclaration(run: TokenRun): boolean {
  const last = run.kinds[run.count - 1];
  return last === T.semicolon || last === T.rightBrace || last === T.pragma;
}

function parseDeclaration(parser: DeclarationParser): Declaration | undefined {
  const { cursor } = parser;
  const start = cursor.at;
  try {
    return declarationInside(parser, start);
  } catch (problem) {
    if (!(problem instanceof SyntaxProblem)) throw problem;
    // What was read before the error is kept where it stands on its own (`cursor.at` is at the error).
    cursor.recover(false);
    return undefined;
  }
}

function declarationInside(parser: DeclarationParser, start: number): Declaration | undefined {
  const { cursor } = parser;
  const keyword = cursor.keyword;
  if (keyword === K.staticAssert) {
    cursor.advance();
    cursor.expect(T.leftParen, '"("');
    const condition = parseConditional(parser);
    let message = '';
    if (cursor.accept(T.comma)) {
      while (cursor.kind === T.string) {
        message += runTokenText(cursor.run, cursor.at).slice(1, -1);
        cursor.advance();
      }
    }
    cursor.expect(T.rightParen, '")"');
    cursor.expect(T.semicolon, '";"');
    return { kind: 'static-assert', condition, message, length: cursor.at - start };
  }
  if (keyword === K.asm) {
    while (cursor.kind !== T.leftParen && cursor.kind !== T.semicolon && cursor.kind !== T.eof) cursor.advance();
    if (cursor.kind === T.leftParen) cursor.skipBalanced();
    cursor.accept(T.semicolon);
    return undefined;
  }
  const specifiers = parser.parseSpecifiers();
  if (cursor.at === start) {
    if (cursor.kind === T.rightBrace) {
      cursor.report('syntax/declaration', 'this "}" closes nothing', cursor.at);
      cursor.advance();
      return undefined;
    }
    cursor.fail(`a declaration is expected here, before ${cursor.found()}`);
  }
  const declarators: Declarator[] = [];
  let isFunctionDefinition = false;
  if (cursor.kind !== T.semicolon) {
    for (;;) {
      const beforeDeclarator = cursor.at;
      const declarator = parser.trailing(parser.parseDeclarator());
      if (declarator.name < 0) {
        if (beforeDeclarator === cursor.at && cursor.onNewLine && declarators.length === 0) {
          cursor.report('syntax/declaration', '";" is expected at the end of this declaration', cursor.at - 1);
          return { kind: 'declaration', specifiers, declarators, isFunctionDefinition, length: cursor.at - start };
        }
        cursor.at = Math.max(beforeDeclarator, cursor.at);
        cursor.fail(missingDeclarator(specifiers.type.kind, cursor));
      }
      declarators.push(declarator);
      if (cursor.kind === T.leftBrace) {
        cursor.skipBalanced();
        isFunctionDefinition = true;
        break;
      }
      if (cursor.accept(T.equal)) skipInitialiser(cursor);
      if (cursor.accept(T.comma)) continue;
      if (cursor.kind !== T.semicolon && cursor.onNewLine && cursor.kind !== T.eof) {
        cursor.report('syntax/declaration', '";" is expected at the end of this declaration', cursor.at - 1);
        break;
      }
      if (cursor.kind !== T.semicolon) {
        const hint = cursor.kind === T.identifier ? `; is ${cursor.found()} a macro that is not defined here?` : '';
        cursor.fail(`";" is expected here, before ${cursor.found()}${hint}`);
      }
      break;
    }
  }
  if (!isFunctionDefinition) cursor.accept(T.semicolon);
  return { kind: 'declaration', specifiers, declarators, isFunctionDefinition, length: cursor.at - start };
}

function missingDeclarator(type: string, cursor: TokenCursor): string {
  if (type === 'record' || type === 'enum') return `";" is expected here, before ${cursor.found()}`;
  return `a name is expected here, before ${cursor.found()}`;
}

function skipInitialiser(cursor: TokenCursor): void {
  while (cursor.kind !== T.comma && cursor.kind !== T.semicolon && cursor.kind !== T.eof) {
    if (cursor.kind === T.leftBrace || cursor.kind === T.leftParen || cursor.kind === T.leftBracket) {
      cursor.skipBalanced();
    } else cursor.advance();
  }
}
