/**
 * The macros of one file with a value, on one ABI. What all of them together asked is kept with the file's run: where the
 * next ABI gives the same answers, the constants that are the same everywhere are taken over as one list, and only ioctl
 * numbers and constants that depend on the ABI are computed.
 */
import { type Answer, remember, versionNow } from '../base/remember.js';
import type { MacroDefinition } from '../preprocess/macro.js';
import type { FileRun } from '../preprocess/preprocess.js';
import { joinRecordings, newRecording, type Recording } from '../preprocess/recordingTable.js';
import type { EnumType, OrdinarySymbol, RecordType } from '../sema/ctype.js';
import type { IoctlDefinition, MacroConstant, UnresolvedIoctl } from './headerAnalysis.js';
import {
  isVariant,
  type MacroContext,
  type MacroValue,
  type MacroVariant,
  objectLikeMacros,
  resolveMacro,
  runMemo,
  unresolvedIoctl,
  valueOn,
} from './macroConstants.js';

export interface OwnMacros {
  readonly macros: readonly MacroConstant[];
  readonly ioctls: readonly IoctlDefinition[];
  readonly unresolvedIoctls: readonly UnresolvedIoctl[];
}

interface Slot {
  readonly definition: MacroDefinition;
  /** What gives the value on an ABI; `undefined` where `value` is the same everywhere. */
  readonly variant: MacroVariant | undefined;
  readonly value: MacroValue;
}

/** How all macros of a run came out under one set of answers. */
interface Outcome extends Answer {
  /** The values by ABI and form of `_IOC`. */
  readonly values: Map<string, OwnMacros>;
  readonly macros: Recording<MacroDefinition>;
  readonly tags: Recording<RecordType | EnumType>;
  readonly ordinary: Recording<OrdinarySymbol>;
  readonly needsIoc: boolean;
  readonly opaque: ReadonlySet<number> | undefined;
  readonly cost: number;
  readonly slots: readonly Slot[];
  /** The constants, where none of them depends on the ABI, and the slots of the ioctls. */
  readonly fixed: { readonly constants: readonly MacroConstant[]; readonly ioctls: readonly Slot[] } | undefined;
}

const MAX_OUTCOMES = 24;
const NONE: readonly UnresolvedIoctl[] = [];

/** Values of the object-like macros that the text of the runs defines, in text order. */
export function ownMacros(runs: readonly FileRun[], context: MacroContext): OwnMacros {
  const all = runs.map((run) => macrosOfRun(run, context));
  if (all.length === 1) return all[0];
  return {
    macros: joinMacros(all.map(({ macros }) => macros)),
    ioctls: joinIoctls(all.map(({ ioctls }) => ioctls)),
    unresolvedIoctls: joinUnresolved(all.map(({ unresolvedIoctls }) => unresolvedIoctls)),
  };
}

const joinMacros = joiner<MacroConstant>();
const joinIoctls = joiner<IoctlDefinition>();
const joinUnresolved = joiner<UnresolvedIoctl>();

/** Lists as one; the same lists again, as those of another ABI mostly are, give the same one. */
function joiner<T>(): (lists: readonly (readonly T[])[]) => readonly T[] {
  const known: { readonly lists: readonly (readonly T[])[]; readonly joined: readonly T[] }[] = [];
  return (lists) => {
    const same = known.find((one) => isSameList(one.lists, lists));
    if (same !== undefined) return same.joined;
    const joined: T[] = [];
    for (const list of lists) for (const item of list) joined.push(item);
    if (known.unshift({ lists, joined }) > MAX_JOINED) known.pop();
    return joined;
  };
}

/** How many joined lists are remembered: the ABIs of one header come out in a few ways. */
const MAX_JOINED = 6;

function isSameList<T>(a: readonly T[], b: readonly T[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function macrosOfRun(run: FileRun, context: MacroContext): OwnMacros {
  const known = runMemo(run).outcomes as Outcome[];
  const { macros, scope, budget } = context;
  for (const outcome of known) {
    if (
      macros.agrees(outcome.macros) &&
      scope.tags.agrees(outcome.tags) &&
      scope.ordinary.agrees(outcome.ordinary) &&
      (!outcome.needsIoc || outcome.opaque === context.ioc?.opaque) &&
      outcome.cost < budget.left
    ) {
      budget.left -= outcome.cost;
      outcome.lastUse = versionNow();
      return valuesOf(outcome, run, context);
    }
  }
  const outcome = comeOut(run, context);
  if (budget.exceededBy === undefined) remember(known, outcome, MAX_OUTCOMES);
  return valuesOf(outcome, run, context);
}

function comeOut(run: FileRun, context: MacroContext): Outcome {
  const { macros, budget } = context;
  const before = budget.left;
  const asked = newRecording<MacroDefinition>();
  const used: MacroVariant[] = [];
  const slots: Slot[] = [];
  for (const definition of objectLikeMacros(run)) {
    const current = macros.peek(definition.name);
    asked.askedNames.push(definition.name);
    asked.answers.push(current);
    if (current !== definition) continue;
    const resolved = resolveMacro(definition, context);
    if (!isVariant(resolved)) {
      if (resolved !== undefined) slots.push({ definition, variant: undefined, value: resolved });
      continue;
    }
    used.push(resolved);
    const value = valueOn(definition, resolved, context);
    const isCommon = resolved.common !== undefined;
    if (!isCommon || value !== undefined) {
      slots.push({ definition, variant: isCommon ? undefined : resolved, value });
    }
  }
  const constants: MacroConstant[] = [];
  const ioctls: Slot[] = [];
  let isFixed = true;
  for (const slot of slots) {
    if (slot.variant?.ioctl !== undefined) ioctls.push(slot);
    else if (slot.variant !== undefined) isFixed = false;
    else if (slot.value !== undefined && 'constant' in slot.value) constants.push(slot.value.constant);
  }
  return {
    lastUse: versionNow(),
    values: new Map(),
    macros: joinRecordings([asked, ...used.map((variant) => variant.macros)]),
    tags: joinRecordings(used.flatMap((variant) => variant.tags ?? [])),
    ordinary: joinRecordings(used.flatMap((variant) => variant.ordinary ?? [])),
    needsIoc: used.some((variant) => variant.opaque !== undefined),
    opaque: used.find((variant) => variant.opaque !== undefined)?.opaque,
    cost: before - budget.left,
    slots,
    fixed: isFixed ? { constants, ioctls } : undefined,
  };
}

function valuesOf(outcome: Outcome, run: FileRun, context: MacroContext): OwnMacros {
  if (run.file.place === undefined) return evaluateSlots(outcome, context);
  const key = `${context.evaluator.abi.id} ${outcome.needsIoc ? context.ioc?.key : ''}`;
  let values = outcome.values.get(key);
  if (values === undefined) {
    values = sharedWith(outcome.values, evaluateSlots(outcome, context));
    outcome.values.set(key, values);
  }
  return values;
}

/** The values of another ABI where they are the same objects, so that readers can tell agreement by identity. */
function sharedWith(known: ReadonlyMap<string, OwnMacros>, values: OwnMacros): OwnMacros {
  for (const other of known.values()) {
    if (
      isSameList(other.macros, values.macros) &&
      isSameList(other.ioctls, values.ioctls) &&
      isSameList(other.unresolvedIoctls, values.unresolvedIoctls)
    ) {
      return other;
    }
  }
  return values;
}

function evaluateSlots(outcome: Outcome, context: MacroContext): OwnMacros {
  const ioctls: IoctlDefinition[] = [];
  const constants: MacroConstant[] = [];
  const unresolved: UnresolvedIoctl[] = [];
  for (const slot of outcome.fixed?.ioctls ?? outcome.slots) {
    const value = slot.variant === undefined ? slot.value : valueOn(slot.definition, slot.variant, context);
    if (value === undefined) {
      const call = slot.variant?.ioctl;
      if (call !== undefined) unresolved.push(unresolvedIoctl(slot.definition, call, context));
      continue;
    }
    if ('ioctl' in value) ioctls.push(value.ioctl);
    else constants.push(value.constant);
  }
  const unresolvedIoctls = unresolved.length === 0 ? NONE : unresolved;
  return { macros: outcome.fixed?.constants ?? constants, ioctls, unresolvedIoctls };
}
