/**
 * The declarations of a parsed run, bound in a scope. As with macros, what was asked of the scope is kept, and a run whose
 * questions have the same answers again (for another ABI, or another header) is taken over with the same types.
 */
import type { Diagnostic } from '../base/diagnostic.js';
import type { NameId } from '../base/names.js';
import { type Answer, remember, versionNow } from '../base/remember.js';
import type { ParsedRun } from '../parse/parseRun.js';
import { newRecording, type Recording } from '../preprocess/recordingTable.js';
import { Binder } from './binder.js';
import type { BoundExpression } from './boundExpression.js';
import { type EnumType, type OrdinarySymbol, type Origin, type RecordType, typedefSymbol } from './ctype.js';
import type { Scope } from './scope.js';

/** A record that the run defines, under the name that reports give it. */
export interface NamedRecord {
  readonly record: RecordType;
  readonly name: NameId;
  readonly isTypedefName: boolean;
  /** The typedef itself carries `transparent_union`. */
  readonly isTransparentUnion: boolean;
  readonly origin: Origin;
  /** Token of the name. */
  readonly nameAt: number;
  /** Number of tokens of the declaration. */
  readonly length: number;
  /** Scratch of `unit`: how reports show the record, by layout. */
  memo: unknown;
}

export interface NamedEnum {
  readonly enum: EnumType;
  /** -1: neither tag nor typedef name. */
  readonly name: NameId;
  readonly origin: Origin;
  /** Scratch of `unit`: how reports show the enum, by values. */
  memo: unknown;
}

export interface StaticAssertion {
  readonly condition: BoundExpression;
  readonly message: string;
  readonly origin: Origin;
  readonly length: number;
}

export interface BoundRun {
  readonly parsed: ParsedRun;
  readonly records: readonly NamedRecord[];
  readonly enums: readonly NamedEnum[];
  readonly assertions: readonly StaticAssertion[];
  readonly diagnostics: readonly Diagnostic[];
}

interface Variant extends ScopeRecording, Answer {
  readonly bound: BoundRun;
}

const MAX_VARIANTS = 48;

/** What binding asked of a scope and did to it. */
export interface ScopeRecording {
  readonly tags: Recording<RecordType | EnumType>;
  readonly ordinary: Recording<OrdinarySymbol>;
}

/** Binds a run; its declarations are in the scope afterwards. `trace` takes what was asked and done. */
export function bindRun(parsed: ParsedRun, scope: Scope, trace?: ScopeRecording[]): BoundRun {
  parsed.memo ??= [];
  const variants = parsed.memo as Variant[];
  for (const variant of variants) {
    if (scope.tags.agrees(variant.tags) && scope.ordinary.agrees(variant.ordinary)) {
      scope.tags.apply(variant.tags);
      scope.ordinary.apply(variant.ordinary);
      trace?.push(variant);
      variant.lastUse = versionNow();
      return variant.bound;
    }
  }
  const tags = newRecording<RecordType | EnumType>();
  const ordinary = newRecording<OrdinarySymbol>();
  scope.tags.record(tags);
  scope.ordinary.record(ordinary);
  const bound = bindAnew(parsed, scope);
  scope.tags.record(undefined);
  scope.ordinary.record(undefined);
  const variant: Variant = { bound, tags, ordinary, lastUse: versionNow() };
  remember(variants, variant, MAX_VARIANTS);
  trace?.push(variant);
  return bound;
}

function bindAnew(parsed: ParsedRun, scope: Scope): BoundRun {
  const records: NamedRecord[] = [];
  const enums: NamedEnum[] = [];
  const assertions: StaticAssertion[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { declaration, firstToken } of parsed.declarations) {
    const origin: Origin = { run: parsed.run, firstToken };
    const binder = new Binder(scope, origin);
    if (declaration.kind === 'static-assert') {
      const condition = binder.expression(declaration.condition);
      assertions.push({ condition, message: declaration.message, origin, length: declaration.length });
      continue;
    }
    const { specifiers } = declaration;
    const base = binder.base(specifiers);
    let typedefName = -1;
    let typedefAt = 0;
    let transparent = false;
    for (const declarator of declaration.declarators) {
      if (specifiers.isTypedef) {
        const type = binder.typedefType(specifiers, base, declarator);
        const symbol = typedefSymbol(declarator.name, type);
        scope.ordinary.set(declarator.name, symbol);
        if (typedefName < 0 && declarator.layers.length === 0) {
          typedefName = declarator.name;
          typedefAt = declarator.at;
          transparent = [...specifiers.attributes, ...declarator.attributes].some(
            (a) => a.name === 'transparent_union',
          );
        }
      } else {
        const type = binder.complete(binder.declare(base, declarator.layers));
        scope.ordinary.set(declarator.name, { kind: 'object', name: declarator.name, type });
      }
    }
    for (const record of binder.records) {
      const named = record.tag >= 0;
      if (!named && (record !== base || typedefName < 0)) continue;
      records.push({
        record,
        name: named ? record.tag : typedefName,
        isTypedefName: !named,
        isTransparentUnion: !named && transparent,
        origin,
        nameAt: named ? record.tagAt : typedefAt,
        length: declaration.length,
        memo: undefined,
      });
    }
    for (const type of binder.enums) {
      enums.push({
        enum: type,
        name: type.tag >= 0 ? type.tag : type === base ? typedefName : -1,
        origin,
        memo: undefined,
      });
    }
    for (const diagnostic of binder.diagnostics) diagnostics.push(diagnostic);
  }
  return { parsed, records, enums, assertions, diagnostics };
}
