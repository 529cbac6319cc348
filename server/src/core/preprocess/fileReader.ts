/**
 * The text of one file, read directive by directive and token by token into segments (C11 6.10). What it asks of the macro
 * table is recorded, so that the result can be used again where the answers are the same.
 */
import { type Diagnostic, isLimit, type Severity } from '../base/diagnostic.js';
import { intern, type NameId } from '../base/names.js';
import { versionNow } from '../base/remember.js';
import { type LexedFile, spellingOf } from '../lex/lexer.js';
import { F, T } from '../lex/token.js';
import { rangeIn } from '../source/sourceFile.js';
import { builtinValue } from './builtinMacro.js';
import { type Directive, type DirectiveTable, definitionOf, directivesOf, tokenFrom } from './directives.js';
import { DirectiveTokens, includeStepOf, lineOperands, lineText } from './directiveTokens.js';
import { Expander, grantUse, type RawTokens } from './expand.js';
import { evaluateIf, isQueryOperator } from './ifExpression.js';
import { bodilessMacro, type MacroDefinition, type MacroToken, macroTokenText } from './macro.js';
import { readPragma, unquoted } from './pragma.js';
import type { Preprocessor } from './preprocess.js';
import { type FileRun, newSegment, type Step } from './preprocessedUnit.js';
import { PresumedLines } from './presumedLines.js';
import { groupAt } from './skeleton.js';
import { TokenRunBuilder } from './tokenRun.js';

const N_PRAGMA_OPERATOR = intern('_Pragma');
const N_EXPORTED_HEADERS = intern('__EXPORTED_HEADERS__');

const ONCE_MARK = bodilessMacro(-1, undefined);
const MAX_DIAGNOSTICS = 500;

interface Conditional {
  readonly directive: Directive;
  taken: boolean;
  sawElse: boolean;
}

/** Builders that no reader uses at present: their columns have grown to the size of a header already. */
const builders: TokenRunBuilder[] = [];

/** Reads the text of one file, directive by directive and token by token. */
export class FileReader implements RawTokens {
  /** False when what was read depends on more than recorded questions (`__COUNTER__`, `push_macro`). */
  repeatable = true;
  readonly #unit: Preprocessor;
  readonly #lexed: LexedFile;
  readonly #root: number;
  readonly #table: DirectiveTable;
  readonly #builder = builders.pop() ?? new TokenRunBuilder();
  readonly #expander: Expander;
  readonly #steps: Step[] = [];
  readonly #conditionals: Conditional[] = [];
  #position = 0;
  /** Index of the next directive, and the token index of its `#`. */
  #directive = 0;
  #directiveAt: number;
  #segment = newSegment();
  readonly #lines: PresumedLines;
  /** Place that a report during expansion is about. */
  #useStart = 0;
  #useEnd = 0;

  constructor(unit: Preprocessor, lexed: LexedFile, root: number) {
    this.#unit = unit;
    this.#lexed = lexed;
    this.#root = root;
    this.#lines = new PresumedLines(lexed.file);
    this.#table = directivesOf(lexed);
    this.#expander = new Expander(unit.macros, this, unit.budget);
    this.#directiveAt = this.#tokenOfDirective(0);
  }

  read(): FileRun {
    const { macros } = this.#unit;
    macros.record(this.#segment.macros);
    const { file } = this.#lexed;
    if (!this.#table.mayBeOnce || macros.ask(this.#onceName()) === undefined) {
      this.#text();
      for (const open of this.#conditionals) {
        this.#error(
          'preprocess/unterminated-conditional',
          'this conditional has no #endif',
          open.directive.hash,
          open.directive.end,
        );
      }
    }
    if (this.#lexed.unterminatedComment >= 0) {
      const start = this.#lexed.unterminatedComment;
      const message = 'this comment has no closing "*/"; the rest of the file is read as part of it';
      this.#push('lex/unterminated-comment', 'error', message, start, start + 2);
    }
    this.#closeSegment();
    macros.record(undefined);
    return { file, steps: this.#steps, memo: undefined, lastUse: versionNow() };
  }

  /** Leaves no macro marked as being expanded, also when reading was broken off. */
  close(): void {
    this.#expander.abandon();
    if (this.#builder.count === 0) builders.push(this.#builder);
  }

  #onceName(): NameId {
    return intern(`#once ${this.#lexed.file.path}`);
  }

  #text(): void {
    const { kinds, names, count } = this.#lexed;
    const { macros } = this.#unit;
    while (true) {
      const at = this.#position;
      if (at === this.#directiveAt) {
        this.#carryOut();
        continue;
      }
      if (at >= count) return;
      if (kinds[at] !== T.identifier) {
        if (kinds[at] === T.other) this.#strayToken(at);
        this.#builder.pushSource(this.#lexed, at);
        this.#position++;
        continue;
      }
      const definition = macros.ask(names[at]);
      if (definition === undefined) {
        this.#position++;
        if (names[at] === N_PRAGMA_OPERATOR) this.#pragmaOperator(at);
        else this.#builder.pushSource(this.#lexed, at);
        continue;
      }
      this.#useStart = this.#lexed.starts[at];
      this.#useEnd = this.#lexed.ends[at];
      this.#position++;
      grantUse(this.#unit.budget);
      const token = tokenFrom(this.#lexed, at, 'source');
      const placed = { ...token, flags: this.#lexed.flags[at] };
      if (!this.#expander.enter(placed, definition)) this.#builder.pushSource(this.#lexed, at);
      this.#drain();
    }
  }

  /** Puts out what the open expansions give. */
  #drain(): void {
    for (let token = this.#expander.next(); token !== undefined; token = this.#expander.next()) {
      if (token.kind === T.identifier && token.name === N_PRAGMA_OPERATOR) {
        this.#pragmaFrom(token, () => this.#expander.next() ?? this.#takeIfOnLine());
        continue;
      }
      this.#emit(token);
    }
  }

  #emit(token: MacroToken): void {
    this.#builder.pushMacro(token, token.flags, this.#useStart, this.#useEnd);
  }

  #strayToken(at: number): void {
    const text = spellingOf(this.#lexed, at);
    if ((this.#lexed.flags[at] & F.unterminated) === 0) {
      this.#error('lex/stray-character', `"${text}" cannot stand in a C text`, at, at + 1);
    } else this.#error('lex/unterminated-literal', `this ${text} has no partner on its line`, at, at + 1);
  }

  // RawTokens: what the expander asks when its lists are read to the end.

  leftParenAhead(): boolean {
    return (
      this.#position !== this.#directiveAt &&
      this.#position < this.#lexed.count &&
      this.#lexed.kinds[this.#position] === T.leftParen
    );
  }

  take(): MacroToken | undefined {
    while (this.#position === this.#directiveAt) this.#carryOut();
    if (this.#position >= this.#lexed.count) return undefined;
    const at = this.#position++;
    this.#useEnd = this.#lexed.ends[at];
    const token = tokenFrom(this.#lexed, at, 'source');
    return (this.#lexed.flags[at] & F.lineStart) === 0 ? token : { ...token, flags: token.flags | F.space };
  }

  #takeIfOnLine(): MacroToken | undefined {
    return this.#position === this.#directiveAt ? undefined : this.take();
  }

  builtin(definition: MacroDefinition, place: number): { kind: number; text: string } {
    const value = builtinValue(definition, place, this.#lines, this.#unit);
    if (!value.isRepeatable) this.repeatable = false;
    return value;
  }

  report(code: string, message: string): void {
    this.#push(code, 'error', message, this.#useStart, this.#useEnd);
  }

  // Directives.

  #tokenOfDirective(index: number): number {
    const { directives } = this.#table;
    return index < directives.length ? directives[index].hash : -1;
  }

  #goTo(position: number, directive: number): void {
    this.#position = position;
    this.#directive = directive;
    this.#directiveAt = this.#tokenOfDirective(directive);
  }

  #carryOut(): void {
    const index = this.#directive;
    const directive = this.#table.directives[index];
    this.#goTo(directive.end, index + 1);
    switch (directive.kind) {
      case 'define':
        return this.#define(directive);
      case 'undef': {
        const at = directive.hash + 2;
        if (at < directive.end && this.#lexed.kinds[at] === T.identifier) {
          this.#unit.macros.set(this.#lexed.names[at], undefined);
        } else this.#refuse(directive, '#undef needs the name of a macro');
        return;
      }
      case 'include':
      case 'include_next':
        return this.#include(directive);
      case 'if':
      case 'ifdef':
      case 'ifndef': {
        const taken = this.#condition(directive);
        this.#conditionals.push({ directive, taken, sawElse: false });
        if (!taken) this.#skip(index);
        return;
      }
      case 'elif':
      case 'else':
      case 'endif': {
        const open = this.#conditionals[this.#conditionals.length - 1];
        if (open === undefined) {
          this.#refuse(directive, `#${directive.kind} without an #if`);
        } else if (directive.kind === 'endif') this.#conditionals.pop();
        else {
          if (open.sawElse) this.#refuse(directive, `#${directive.kind} after #else`);
          else if (directive.kind === 'else') open.sawElse = true;
          this.#skip(index);
        }
        return;
      }
      case 'error':
      case 'warning':
        return this.#push(
          `preprocess/${directive.kind}-directive`,
          directive.kind,
          `#${directive.kind} ${lineText(this.#lexed, directive.hash + 2, directive.end)}`,
          this.#lexed.starts[directive.hash],
          this.#lexed.ends[directive.end - 1],
        );
      case 'pragma':
        return this.#pragma(
          lineText(this.#lexed, directive.hash + 2, directive.end),
          this.#lexed.starts[directive.hash],
          this.#lexed.ends[directive.end - 1],
        );
      case 'line':
        return this.#line(directive);
      case 'group':
        return this.#group(directive);
      case 'unknown':
        return this.#refuse(directive, `#${spellingOf(this.#lexed, directive.hash + 1)} is no preprocessing directive`);
      default:
        return;
    }
  }

  /** From a branch that is over (or not taken) to the next branch that is taken, or behind the #endif. */
  #skip(from: number): void {
    const { directives } = this.#table;
    const open = this.#conditionals[this.#conditionals.length - 1];
    const skippedFrom = this.#lexed.ends[directives[from].end - 1];
    let index = from;
    for (;;) {
      const next = directives[index].next;
      if (next < 0) {
        this.#segment.inactive.push([skippedFrom, this.#lexed.starts[this.#lexed.count]]);
        return this.#goTo(this.#lexed.count, directives.length);
      }
      const directive = directives[next];
      const leave = (): void => {
        this.#segment.inactive.push([skippedFrom, this.#lexed.starts[directive.hash]]);
        this.#goTo(directive.end, next + 1);
      };
      if (directive.kind === 'endif') {
        this.#conditionals.pop();
        return leave();
      }
      if (open.sawElse) this.#refuse(directive, `#${directive.kind} after #else`);
      else if (directive.kind === 'else') {
        open.sawElse = true;
        if (!open.taken) {
          open.taken = true;
          return leave();
        }
      } else if (!open.taken && this.#condition(directive)) {
        open.taken = true;
        return leave();
      }
      index = next;
    }
  }

  #refuse({ hash, end }: Directive, message: string): void {
    this.#error('preprocess/directive', message, hash, end);
  }

  #condition(directive: Directive): boolean {
    const at = directive.hash + 2;
    if (directive.kind === 'ifdef' || directive.kind === 'ifndef') {
      if (at >= directive.end || this.#lexed.kinds[at] !== T.identifier) {
        this.#refuse(directive, `#${directive.kind} needs the name of a macro`);
        return false;
      }
      return this.#isDefined(this.#lexed.names[at]) === (directive.kind === 'ifdef');
    }
    grantUse(this.#unit.budget);
    const tokens = new DirectiveTokens(this, this.#unit, this.#lexed, at, directive.end);
    const result = evaluateIf({
      next: (expand) => tokens.next(expand),
      isDefined: (token) => this.#isDefined(token.name),
      hasInclude: (spelling, angled, next) => this.#hasInclude(spelling, angled, next),
      hasFeature: (operator, name) => this.#feature(operator, name),
      charIsSigned: () => this.#feature('char', 'signed') === 1,
    });
    tokens.close();
    if (result.error !== undefined) {
      this.#error(result.code ?? 'preprocess/if-expression', result.error, directive.hash, directive.end);
    }
    return result.value;
  }

  #isDefined(name: NameId): boolean {
    if (this.#unit.macros.ask(name) !== undefined || isQueryOperator(name)) return true;
    return name === N_EXPORTED_HEADERS && this.#lexed.file.view === 'uninstalled';
  }

  #hasInclude(spelling: string, angled: boolean, next: boolean): boolean {
    const answer = this.#unit.exists(this.#lexed.file, this.#root, spelling, angled, next);
    this.#segment.questions.push({ kind: 'file', spelling, angled, next, answer });
    return answer;
  }

  #feature(operator: string, name: string): number {
    const answer = this.#unit.feature(operator, name);
    this.#segment.questions.push({ kind: 'feature', operator, name, answer });
    return answer;
  }

  #define(directive: Directive): void {
    const definition = definitionOf(this.#lexed, directive);
    if ('error' in definition) {
      this.#error('preprocess/directive', definition.error, definition.at, definition.at + 1);
    } else this.#unit.macros.set(definition.name, definition);
  }

  #include(directive: Directive): void {
    const operand = (): DirectiveTokens =>
      new DirectiveTokens(this, this.#unit, this.#lexed, directive.hash + 2, directive.end);
    const step = includeStepOf(this.#lexed, directive, operand);
    if (step === undefined) {
      this.#error('preprocess/directive', '#include needs <FILE> or "FILE"', directive.hash, directive.end);
      return;
    }
    this.#closeSegment();
    this.#steps.push(step);
    this.#unit.macros.record(undefined);
    this.#unit.include(this.#lexed.file, this.#root, step);
    this.#openSegment();
  }

  #group(directive: Directive): void {
    const group = groupAt(this.#lexed, directive.hash);
    this.#closeSegment();
    this.#steps.push({ kind: 'group', group });
    this.#unit.macros.record(undefined);
    if (!this.#unit.enterGroup(group, this.#root)) this.repeatable = false;
    this.#openSegment();
  }

  #pragma(line: string, start: number, end: number): void {
    const pragma = readPragma(line);
    switch (pragma.kind) {
      case 'kept':
        return this.#emitPragma(`#pragma ${line}`.trimEnd(), start, end);
      case 'once':
        return this.#unit.macros.set(this.#onceName(), ONCE_MARK);
      case 'push_macro':
      case 'pop_macro':
        if (pragma.macro !== undefined) return this.#stackMacro(pragma.kind, pragma.macro);
        return this.#push('preprocess/directive', 'error', `#pragma ${pragma.kind} needs ("NAME")`, start, end);
      case 'warning':
      case 'error':
        return this.#push(`preprocess/${pragma.kind}-directive`, pragma.kind, `#pragma ${line}`, start, end);
      case 'dropped':
        return;
    }
  }

  #stackMacro(operation: 'push_macro' | 'pop_macro', name: string): void {
    this.repeatable = false;
    const stack = this.#unit.macroStacks.get(name) ?? [];
    this.#unit.macroStacks.set(name, stack);
    const id = intern(name);
    if (operation === 'push_macro') stack.push(this.#unit.macros.ask(id));
    else if (stack.length > 0) this.#unit.macros.set(id, stack.pop());
  }

  /** `#line 42 "file"`, or a line marker `# 42 "file"`. */
  #line(directive: Directive): void {
    const isMarker = this.#lexed.kinds[directive.hash + 1] === T.number;
    const from = directive.hash + (isMarker ? 1 : 2);
    const operands = lineOperands(new DirectiveTokens(this, this.#unit, this.#lexed, from, directive.end));
    if ('error' in operands) {
      return this.#error('preprocess/directive', operands.error, directive.hash, directive.end);
    }
    this.#lines.change(this.#lexed.ends[directive.end - 1], operands.digits, operands.fileName);
  }

  #emitPragma(text: string, start: number, end: number): void {
    const token: MacroToken = {
      kind: T.pragma,
      name: -1,
      flags: F.lineStart,
      file: this.#lexed.file,
      start,
      end,
      text,
      role: 'source',
      expansion: undefined,
    };
    this.#builder.pushMacro(token, F.lineStart, start, end);
  }

  #pragmaOperator(at: number): void {
    this.#useStart = this.#lexed.starts[at];
    this.#useEnd = this.#lexed.ends[at];
    this.#pragmaFrom(tokenFrom(this.#lexed, at, 'source'), () => this.#expander.next() ?? this.#takeIfOnLine());
  }

  /** `_Pragma ( "…" )` (C11 6.10.9): the string becomes a pragma line. */
  #pragmaFrom(operator: MacroToken, next: () => MacroToken | undefined): void {
    const seen: MacroToken[] = [];
    const wanted = [T.leftParen, T.string, T.rightParen];
    for (const kind of wanted) {
      const token = next();
      if (token !== undefined) seen.push(token);
      if (token?.kind !== kind) {
        this.report('preprocess/pragma-operator', '_Pragma needs one string in parentheses');
        this.#emit(operator);
        for (const t of seen) this.#emit(t);
        return;
      }
    }
    this.#pragma(unquoted(macroTokenText(seen[1])).trim(), this.#useStart, this.#useEnd);
  }

  #openSegment(): void {
    this.#segment = newSegment();
    this.#unit.macros.record(this.#segment.macros);
  }

  #closeSegment(): void {
    const segment = this.#segment;
    if (this.#builder.count > 0) segment.tokens = this.#builder.finish(this.#lexed.file);
    this.#steps.push(segment);
    this.#unit.traced(segment.macros);
    if (segment.tokens !== undefined || segment.diagnostics.length > 0) this.#unit.push(segment);
  }

  #error(code: string, message: string, fromToken: number, toToken: number): void {
    this.#push(
      code,
      'error',
      message,
      this.#lexed.starts[fromToken],
      this.#lexed.ends[Math.max(fromToken, toToken - 1)],
    );
  }

  #push(code: string, severity: Severity, message: string, start: number, end: number): void {
    if (this.#segment.diagnostics.length >= MAX_DIAGNOSTICS) return;
    const diagnostic: Diagnostic = { code, severity, message, range: rangeIn(this.#lexed.file, start, end) };
    this.#segment.diagnostics.push(diagnostic);
    if (!isLimit(code)) return;
    // What is left of the budget depends on what was read before this file.
    this.repeatable = false;
    this.#unit.limitMet(diagnostic);
  }
}
