/**
 * What a function does with the members of one record: which it reads, which it writes, and whether the record goes where
 * that cannot be seen. A function of the same folder that gets its address is followed, one level deep.
 */
import type { CallExpression } from '../surface/ast.js';
import { calleeName } from '../surface/visit.js';
import { type FunctionFacts, functionFacts } from './functionFacts.js';
import { covers, pathBelow, pointee } from './places.js';

export interface RecordUse {
  /** Paths of members; the empty path is the record as a whole. */
  readonly reads: ReadonlySet<string>;
  readonly writes: ReadonlySet<string>;
  /** Its address is kept or given to code that is not in view. */
  readonly escapes: boolean;
}

/** Calls that neither read nor keep the record that they get. */
const blind = /^(?:k?v?free\w*|IS_ERR\w*|PTR_ERR\w*|ERR_CAST|memset|memzero_explicit|kfree_sensitive)$/;

/** Of the record `place` (`x`, `*p`). Copies from and to user memory do not count as uses. */
export function recordUse(facts: FunctionFacts, place: string, depth = 0): RecordUse {
  const reads = new Set<string>();
  const writes = new Set<string>();
  let escapes = facts.hasOpaque;
  const pointer = place.startsWith('*') ? place.slice(1) : undefined;
  const followed = new Set<unknown>();
  const pass = (call: CallExpression): void => {
    const name = calleeName(call);
    call.arguments.forEach((argument, index) => {
      if (pointee(argument, facts.targets) !== place) return;
      if (argument.kind === 'member' || argument.kind === 'index') return;
      followed.add(argument);
      if (argument.kind === 'cast') followed.add(argument.operand);
      if (name === 'memset') writes.add('');
      if (name !== undefined && blind.test(name)) return;
      const callee = name === undefined ? undefined : facts.source.functionNamed(name);
      const parameter = callee?.definition.parameters.at(index)?.name?.text;
      if (callee === undefined || parameter === undefined || depth > 0) {
        escapes = true;
        return;
      }
      const inner = recordUse(functionFacts(facts.source, callee.definition), `*${parameter}`, depth + 1);
      for (const path of inner.reads) reads.add(path);
      for (const path of inner.writes) writes.add(path);
      escapes ||= inner.escapes;
    });
  };
  for (const point of facts.flow.points) {
    const events = facts.eventsAt(point);
    // Arguments come before their call.
    for (const event of events) if (event.kind === 'call' && event.access === undefined) pass(event.call);
    for (const event of events) {
      if (event.kind === 'call') continue;
      const { place: at } = event;
      if (event.kind === 'write') {
        if (covers(place, at)) writes.add(pathBelow(place, at));
        const { value } = event;
        // A second name for the record, other than one that is seen through.
        if (value !== undefined && pointee(value, facts.targets) === place && at !== pointer) {
          if (value.kind !== 'unary' || !isSeenThrough(facts, at)) escapes = true;
        }
      } else if (event.kind === 'address') {
        if (
          (covers(at, place) || at === pointer) &&
          !followed.has(event.expression) &&
          !isTarget(facts, at, event.expression)
        )
          escapes = true;
        else if (covers(place, at) && at !== place) reads.add(pathBelow(place, at));
      } else if (covers(place, at)) reads.add(pathBelow(place, at));
      else if (covers(at, place) && at !== pointer) reads.add('');
      else if (
        at === pointer &&
        !followed.has(event.expression) &&
        !isTest(point.kind, point.expression, event.expression)
      ) {
        escapes = true;
      }
    }
  }
  return { reads, writes, escapes };
}

/** A variable of the function that is set once; a member or an element may be read by others too. */
function isSeenThrough(facts: FunctionFacts, name: string): boolean {
  return facts.targets.has(name) && facts.isDeclaredOnce(name);
}

/** `p = &x`, where `p` is seen through. */
function isTarget(facts: FunctionFacts, place: string, expression: unknown): boolean {
  return [...facts.targets].some(
    ([name, target]) =>
      target === place && facts.assigned.get(name)?.[0]?.value === expression && isSeenThrough(facts, name),
  );
}

/** `if (!p)`: the pointer as a condition by itself. */
function isTest(kind: string, whole: unknown, part: unknown): boolean {
  return kind === 'branch' && whole === part;
}
