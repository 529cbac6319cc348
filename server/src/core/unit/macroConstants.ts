/**
 * The values of a file's object-like macros at the end of the file: each is expanded in the macro table as it stands then,
 * parsed as an expression, bound and evaluated. The questions of each macro are kept with it, so that for the next ABI a
 * macro whose questions have the same answers is not expanded again, and one that depends on no ABI has one value object.
 *
 * An expansion that calls `_IOC` or one of its wrappers is an ioctl; the argument of that call tells its argument type.
 */
import { intern, type NameId, nameOf } from '../base/names.js';
import { type Answer, remember, versionNow } from '../base/remember.js';
import { decodeIoctlNumber } from '../ioctl/ioctlNumber.js';
import { parseIntegerConstant } from '../lex/constants.js';
import { T } from '../lex/token.js';
import { EXPANSION_BUDGET, FREE_TOKENS } from '../preprocess/expand.js';
import type { MacroDefinition } from '../preprocess/macro.js';
import type { FileRun } from '../preprocess/preprocess.js';
import { newRecording, type Recording, type RecordingTable } from '../preprocess/recordingTable.js';
import { Binder } from '../sema/binder.js';
import type { BoundExpression } from '../sema/boundExpression.js';
import type { EnumType, OrdinarySymbol, RecordType } from '../sema/ctype.js';
import type { Evaluator } from '../sema/evaluate.js';
import type { Scope } from '../sema/scope.js';
import { rangeIn, type SourceFile } from '../source/sourceFile.js';
import type { AbiId, IoctlEncoding } from '../target/abi.js';
import type { IoctlDefinition, MacroConstant, UnresolvedIoctl } from './headerAnalysis.js';
import { iocModelOf, type KnownIocModel } from './iocModel.js';
import { findIocCall, type IoctlCall, ioctlCallOf } from './ioctlCall.js';
import { expandMacro, parseExpansion } from './macroExpansion.js';

export interface MacroContext {
  readonly macros: RecordingTable<MacroDefinition>;
  readonly scope: Scope;
  readonly evaluator: Evaluator;
  /** How ioctl numbers are made here; `undefined` while that is being found out, or where there is no `_IOC`. */
  readonly ioc: KnownIocModel | undefined;
  readonly budget: MacroBudget;
}

/** What the macros of one unit may cost together: chains of aliases, say, are expanded anew for each of their names. */
export interface MacroBudget {
  /** In tokens, as `Budget` of the expander counts. */
  left: number;
  /** The first macro that was too large, or for which nothing was left: it has no value. */
  exceededBy: MacroDefinition | undefined;
}

export function newMacroBudget(): MacroBudget {
  return { left: EXPANSION_BUDGET, exceededBy: undefined };
}

export type MacroValue = { readonly constant: MacroConstant } | { readonly ioctl: IoctlDefinition } | undefined;

/** One way a macro comes out, with the questions that made it so. */
export interface MacroVariant extends Answer {
  readonly macros: Recording<MacroDefinition>;
  /** `undefined` where the expression has no name to resolve. */
  readonly tags: Recording<RecordType | EnumType> | undefined;
  readonly ordinary: Recording<OrdinarySymbol> | undefined;
  /** The macros whose calls were left as calls, where one was met (`KnownIocModel.opaque`). */
  readonly opaque: ReadonlySet<NameId> | undefined;
  /** `undefined`: the expansion is no expression, or its value depends on where the macro is used. */
  readonly expression: BoundExpression | undefined;
  readonly ioctl: IoctlCall | undefined;
  /** What its expansion took of the budget; a known variant is charged again, so that a value depends on no memo. */
  readonly cost: number;
  /** The expansion is longer than an expression may be. */
  readonly isTooLong: boolean;
  /** The value on every ABI, where it depends on none. */
  common: { readonly value: MacroValue } | undefined;
  byAbi: Map<AbiId, { readonly ioc: KnownIocModel | undefined; readonly value: MacroValue }> | undefined;
  /** Of an ioctl all of whose fields but the size are the same everywhere: its numbers so far. */
  readonly numbers: IoctlNumber[];
}

interface IoctlNumber {
  readonly ioc: KnownIocModel | undefined;
  readonly encoding: string;
  readonly sizeBytes: bigint | undefined;
  readonly value: MacroValue;
}

const ioctlNames = new Set(['_IOC', '_IO', '_IOR', '_IOW', '_IOWR', '_IOR_BAD', '_IOW_BAD', '_IOWR_BAD'].map(intern));
const MAX_VARIANTS = 24;

/** What is known of the macros of a run, kept in its `memo`. */
export interface RunMemo {
  candidates: readonly MacroDefinition[] | undefined;
  mentionsIoctl: boolean | undefined;
  /** Of `ownMacros`. */
  readonly outcomes: unknown[];
}

export function runMemo(run: FileRun): RunMemo {
  run.memo ??= { candidates: undefined, mentionsIoctl: undefined, outcomes: [] } satisfies RunMemo;
  return run.memo as RunMemo;
}

/** The object-like macros with a body that a file's own text defines, in text order, each name once. */
export function objectLikeMacros(run: FileRun): readonly MacroDefinition[] {
  const memo = runMemo(run);
  let list = memo.candidates;
  if (list === undefined) {
    const byName = new Map<number, MacroDefinition>();
    for (const step of run.steps) {
      if (step.kind !== 'text') continue;
      for (let i = 0; i < step.macros.changedNames.length; i++) {
        const name = step.macros.changedNames[i];
        const definition = step.macros.changedTo[i];
        byName.delete(name);
        if (definition !== undefined && !definition.functionLike && definition.bodyLength > 0) {
          byName.set(name, definition);
        }
      }
    }
    list = [...byName.values()];
    memo.candidates = list;
  }
  return list;
}

/** True when the file's macros use `_IO…`, so that `linux/ioctl.h` is needed to give them a value. */
export function mentionsIoctl(run: FileRun): boolean {
  const memo = runMemo(run);
  let answer = memo.mentionsIoctl;
  if (answer === undefined) {
    answer = run.steps.some(
      (step) =>
        step.kind === 'text' && step.macros.changedTo.some((definition) => definition?.mentions(ioctlNames) === true),
    );
    memo.mentionsIoctl = answer;
  }
  return answer;
}

/** What is known of a macro, kept in its `memo`. */
type Memo =
  | { readonly kind: 'literal'; readonly value: MacroValue }
  | { readonly kind: 'variants'; readonly variants: MacroVariant[] };

/** The value of a macro in the given context. */
export function macroValue(definition: MacroDefinition, context: MacroContext): MacroValue {
  const variant = resolveMacro(definition, context);
  return isVariant(variant) ? valueOn(definition, variant, context) : variant;
}

/** A macro's value where it has the same one everywhere, else the variant that holds in the context. */
export function resolveMacro(definition: MacroDefinition, context: MacroContext): MacroVariant | MacroValue {
  definition.memo ??= firstLook(definition);
  const memo = definition.memo as Memo;
  if (memo.kind === 'literal') return memo.value;
  const { variants } = memo;
  const { macros, scope, budget } = context;
  for (const variant of variants) {
    if (
      (variant.opaque === undefined || variant.opaque === context.ioc?.opaque) &&
      macros.agrees(variant.macros) &&
      (variant.tags === undefined || scope.tags.agrees(variant.tags)) &&
      (variant.ordinary === undefined || scope.ordinary.agrees(variant.ordinary))
    ) {
      variant.lastUse = versionNow();
      return affords(budget, variant, definition) ? variant : undefined;
    }
  }
  if (budget.left <= 0) return undefined;
  const variant = expandAndBind(definition, context);
  if (!affords(budget, variant, definition)) return undefined;
  remember(variants, variant, MAX_VARIANTS);
  return variant;
}

export function isVariant(value: MacroVariant | MacroValue): value is MacroVariant {
  return value !== undefined && 'byAbi' in value;
}

/** Pays for an expansion; false where it is more than what is left. */
function affords(budget: MacroBudget, variant: MacroVariant, definition: MacroDefinition): boolean {
  const isAffordable = variant.cost < budget.left;
  budget.left = isAffordable ? budget.left - variant.cost : 0;
  if (!isAffordable || variant.isTooLong) budget.exceededBy ??= definition;
  return isAffordable;
}

/** A body that is one number is its own value everywhere. */
function firstLook(definition: MacroDefinition): Memo {
  if (definition.bodyLength !== 1 || definition.firstKind !== T.number) return { kind: 'variants', variants: [] };
  const constant = parseIntegerConstant(definition.firstText);
  return {
    kind: 'literal',
    value: constant === undefined ? undefined : { constant: constantOf(definition, constant.value) },
  };
}

function constantOf(definition: MacroDefinition, value: bigint): MacroConstant {
  return { name: nameOf(definition.name), value, range: nameRange(definition) };
}

function nameRange(definition: MacroDefinition): MacroConstant['range'] {
  return rangeIn(definition.file as SourceFile, definition.nameStart, definition.nameEnd);
}

/** The value of a macro's variant on the context's ABI. */
export function valueOn(definition: MacroDefinition, variant: MacroVariant, context: MacroContext): MacroValue {
  if (variant.common !== undefined) return variant.common.value;
  const { evaluator } = context;
  const ioc = variant.opaque === undefined ? undefined : context.ioc;
  evaluator.ioc = ioc;
  const key = evaluator.abi.id;
  const known = variant.byAbi?.get(key);
  if (known !== undefined && known.ioc === ioc) return known.value;
  if (variant.ioctl !== undefined) {
    const number = ioctlOn(definition, variant, variant.ioctl, evaluator, ioc);
    // Only an editor asks for the same number on the same ABI again.
    if (definition.file?.place === undefined) return number;
    variant.byAbi ??= new Map();
    variant.byAbi.set(key, { ioc, value: number });
    return number;
  }
  evaluator.dependsOnAbi = false;
  let value = variant.expression === undefined ? undefined : evaluateMacro(definition, variant.expression, evaluator);
  if (!evaluator.dependsOnAbi && variant.opaque === undefined) variant.common = { value };
  else {
    value = sameAsKnown(value, variant);
    variant.byAbi ??= new Map();
    variant.byAbi.set(key, { ioc, value });
  }
  return value;
}

function evaluateMacro(definition: MacroDefinition, expression: BoundExpression, evaluator: Evaluator): MacroValue {
  const result = evaluator.evaluate(expression);
  return result.kind === 'integer' ? { constant: constantOf(definition, result.value) } : undefined;
}

/** An equal constant that another ABI has already, so that equal values are one object. */
function sameAsKnown(value: MacroValue, variant: MacroVariant): MacroValue {
  if (value === undefined || !('constant' in value)) return value;
  for (const { value: known } of variant.byAbi?.values() ?? []) {
    if (known !== undefined && 'constant' in known && known.constant.value === value.constant.value) return known;
  }
  return value;
}

/**
 * The number of an ioctl. ABIs on which the argument has the same size and `_IOC` works alike share it: what is in the
 * other fields is looked at once.
 */
function ioctlOn(
  definition: MacroDefinition,
  variant: MacroVariant,
  call: IoctlCall,
  evaluator: Evaluator,
  ioc: KnownIocModel | undefined,
): MacroValue {
  const size = call.size === undefined ? undefined : evaluator.evaluate(call.size);
  const sizeBytes = size?.kind === 'integer' ? size.value : undefined;
  const encoding = encodingKey(evaluator.abi.ioctl);
  const isShared = fieldsAreFixed(call, evaluator);
  if (isShared) {
    for (const known of variant.numbers) {
      if (known.ioc === ioc && known.sizeBytes === sizeBytes && known.encoding === encoding) return known.value;
    }
  }
  const result = variant.expression === undefined ? undefined : evaluator.evaluate(variant.expression);
  if (result?.kind !== 'integer') return undefined;
  const number = BigInt.asUintN(32, result.value);
  const ioctl: IoctlDefinition = {
    name: nameOf(definition.name),
    value: number,
    ...decodeIoctlNumber(number, evaluator.abi.ioctl),
    ...(sizeBytes === undefined ? undefined : { argumentSizeBytes: Number(sizeBytes) }),
    ...(call.argumentType === undefined ? undefined : { argumentType: call.argumentType }),
    ...(call.argumentRecord === undefined ? undefined : { argumentRecord: call.argumentRecord }),
    ...(call.argumentCtype === undefined ? undefined : { argumentCtype: call.argumentCtype }),
    ...(call.wrapper === undefined ? undefined : { wrapper: call.wrapper }),
    ...outOfRange(call, evaluator),
    range: nameRange(definition),
  };
  for (const { value } of variant.numbers) {
    if (value !== undefined && 'ioctl' in value && sameIoctl(value.ioctl, ioctl)) {
      if (isShared) variant.numbers.push({ ioc, encoding, sizeBytes, value });
      return value;
    }
  }
  const value: MacroValue = { ioctl };
  variant.numbers.push({ ioc: isShared ? ioc : undefined, encoding: isShared ? encoding : '', sizeBytes, value });
  return value;
}

/** True when the whole macro is one call of `_IOC` or a wrapper, and nothing but its size depends on the ABI. */
function fieldsAreFixed(call: IoctlCall, evaluator: Evaluator): boolean {
  if (call.fixedFields === undefined) {
    evaluator.dependsOnAbi = false;
    const fields = call.fields.map((field) => evaluator.evaluate(field));
    call.fixedFields = call.isWhole && !evaluator.dependsOnAbi && fields.every((field) => field.kind === 'integer');
  }
  return call.fixedFields;
}

/** Type and nr as passed, where one of them does not fit its field. */
function outOfRange({ fields: [type, nr] }: IoctlCall, evaluator: Evaluator): Pick<IoctlDefinition, 'outOfRange'> {
  const values = [type, nr].map((field) => evaluator.evaluate(field));
  const [typeValue, nrValue] = values.map((value) => (value.kind === 'integer' ? value.value : 0n));
  const fits = (value: bigint): boolean => value >= 0n && value <= 255n;
  return fits(typeValue) && fits(nrValue) ? {} : { outOfRange: { type: typeValue, nr: nrValue } };
}

/** A macro with a call of `_IOC` that gave no number. */
export function unresolvedIoctl(
  definition: MacroDefinition,
  { fields }: IoctlCall,
  { evaluator }: MacroContext,
): UnresolvedIoctl {
  const hasFields = fields.every((field) => evaluator.evaluate(field).kind === 'integer');
  return { name: nameOf(definition.name), part: hasFields ? 'size' : 'field', range: nameRange(definition) };
}

const encodingKeys = new WeakMap<IoctlEncoding, string>();

function encodingKey(encoding: IoctlEncoding): string {
  let key = encodingKeys.get(encoding);
  if (key === undefined) {
    key = JSON.stringify(encoding);
    encodingKeys.set(encoding, key);
  }
  return key;
}

function sameIoctl(a: IoctlDefinition, b: IoctlDefinition): boolean {
  return (
    a.value === b.value &&
    a.direction === b.direction &&
    a.sizeBytes === b.sizeBytes &&
    a.argumentSizeBytes === b.argumentSizeBytes &&
    a.argumentRecord === b.argumentRecord
  );
}

function expandAndBind(definition: MacroDefinition, context: MacroContext): MacroVariant {
  const { macros, scope, ioc } = context;
  const budget = { left: context.budget.left + FREE_TOKENS };
  const recorded = newRecording<MacroDefinition>();
  macros.record(recorded);
  const { tokens, isTooLong, metOpaque, metBuiltin } = expandMacro(definition, macros, budget, ioc?.opaque);
  macros.record(undefined);

  const tags = newRecording<RecordType | EnumType>();
  const ordinary = newRecording<OrdinarySymbol>();
  scope.tags.record(tags);
  scope.ordinary.record(ordinary);
  const [tagMark, ordinaryMark] = [scope.tags.mark(), scope.ordinary.mark()];
  const parsed = isTooLong || budget.left <= 0 ? undefined : parseExpansion(tokens, definition, scope);
  const expression = parsed === undefined ? undefined : new Binder(scope, undefined).expression(parsed);
  scope.tags.record(undefined);
  scope.ordinary.record(undefined);
  // A tag that the expansion mentions first is declared for it alone: whether it is expanded or known must not show.
  scope.tags.undoTo(tagMark);
  scope.ordinary.undoTo(ordinaryMark);
  const call = expression === undefined ? undefined : findIocCall(expression);
  return {
    lastUse: versionNow(),
    macros: recorded,
    tags: tags.askedNames.length === 0 ? undefined : tags,
    ordinary: ordinary.askedNames.length === 0 ? undefined : ordinary,
    cost: Math.max(0, context.budget.left - Math.max(0, budget.left)),
    isTooLong,
    opaque: metOpaque ? ioc?.opaque : undefined,
    expression: metBuiltin ? undefined : expression,
    ioctl: call === undefined ? undefined : ioctlCallOf(call, expression === call, tokens, definition),
    common: undefined,
    byAbi: undefined,
    numbers: [],
  };
}

/** How ioctl numbers are made in a context (whose own `ioc` is not looked at). */
export function iocModel(context: MacroContext): KnownIocModel | undefined {
  const plain = { ...context, ioc: undefined, budget: newMacroBudget() };
  return iocModelOf(context.macros, (definition) => {
    const value = macroValue(definition, plain);
    return value !== undefined && 'constant' in value ? value.constant.value : undefined;
  });
}
