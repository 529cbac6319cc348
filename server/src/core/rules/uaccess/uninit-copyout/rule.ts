import { sizeOf } from '../../../driver/codeTypes.js';
import type { DriverSource } from '../../../driver/driverSource.js';
import { objectPlace } from '../../../driver/events.js';
import { type AccessAt, type FunctionFacts, functionFacts, functionsWith } from '../../../driver/functionFacts.js';
import { covers, pathBelow, placeOf, pointee } from '../../../driver/places.js';
import { recordUse } from '../../../driver/recordUse.js';
import { membersOf } from '../../../review/byAbi.js';
import type { Expression, SurfaceVariable } from '../../../surface/ast.js';
import type { FlowPoint } from '../../../surface/flow.js';
import { solveFlow } from '../../../surface/solveFlow.js';
import { calleeName } from '../../../surface/visit.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { description } from './description.js';

/**
 * A record of a uapi header on the stack that is copied to user memory as a whole, and was never cleared, assigned or
 * copied in as a whole: its padding, or members that nothing sets, are what the stack held before.
 */
export const rule: SourceRule = { ...description, check };

function check(source: DriverSource): readonly RuleFinding[] {
  return functionsWith(source, /\bcopy_to_user\b|\bcopy_struct_to_user\b/).flatMap((facts) => {
    const found: RuleFinding[] = [];
    for (const at of facts.accesses) {
      const finding = at.access.direction === 'out' && !at.access.isObjectItself ? leak(facts, at) : undefined;
      if (finding !== undefined) found.push(finding);
    }
    return found;
  });
}

function leak(facts: FunctionFacts, { access, point }: AccessAt): RuleFinding | undefined {
  const { source } = facts;
  const place = objectPlace(access, facts.targets);
  const size = access.kernelSize ?? access.size;
  if (place === undefined || size?.kind !== 'sizeof' || access.object === undefined) return undefined;
  const variable = facts.variable(place, access.call.start);
  if (variable === undefined || !isPlainLocal(variable) || facts.hasOpaque) return undefined;
  const { name: tag } = variable.type;
  const layouts = (source.record(tag)?.record.onAbis ?? []).flatMap(({ abi, record }) =>
    record.layout?.kind === 'struct' ? [{ abi, layout: record.layout }] : [],
  );
  const whole = sizeOf(facts, size);
  if (layouts.length === 0 || whole?.kind !== 'record' || whole.tag !== tag) return undefined;
  if (!isNeverWhole(facts, place, point)) return undefined;
  const written = writtenPaths(facts, place);
  const strings = stringPaths(facts, place);
  const unset = membersOf(layouts[0].layout)
    .map(({ path }) => path)
    .filter(
      (path) =>
        ![...written].some(
          (set) =>
            set === path || path.startsWith(`${set}.`) || set.startsWith(`${path}.`) || set.startsWith(`${path}[`),
        ),
    );
  const padded = layouts.filter(({ layout }) => layout.padding.length > 0);
  if (unset.length === 0 && padded.length === 0) return undefined;
  const what =
    unset.length > 0
      ? strings.has(unset[0])
        ? `member ${unset[0]} behind the end of the string`
        : `member ${unset[0]}, which nothing sets`
      : `padding, on ${padded.map(({ abi }) => abi).join(', ')}`;
  return {
    symbol: facts.definition.name.text,
    range: source.rangeOf(access.call),
    message: `${place} is copied to user memory with what the stack held in ${what}`,
    abis: [],
    facts: padded.map(
      ({ abi, layout }) =>
        `${abi}: ${layout.padding.map(({ offsetBits, widthBits }) => `${widthBits} bits of padding at bit ${offsetBits}`).join(', ')}`,
    ),
    help: `declare it as \`struct ${tag} ${place} = {}\`, or clear it with memset()`,
    related: [{ range: source.rangeOf(variable.name), message: 'declared without a value' }],
  };
}

function isPlainLocal(variable: { readonly type: SurfaceVariable['type'] }): variable is SurfaceVariable {
  const { type } = variable;
  const local = variable as Partial<SurfaceVariable>;
  if (local.isStatic !== false || local.initializer !== undefined || (local.attributes ?? []).length > 0) return false;
  return type.keyword === 'struct' && type.pointers === 0 && type.arrays.length === 0 && !type.isFunction;
}

type State = 'raw' | 'whole';

/** No way to the point sets the record as a whole, or hands it to code that might. */
function isNeverWhole(facts: FunctionFacts, place: string, to: FlowPoint): boolean {
  const before = solveFlow<State>(facts.flow, {
    entry: 'raw',
    after: (point, state) =>
      point.variable?.name.text === place ? 'raw' : setsWhole(facts, place, point, point === to) ? 'whole' : state,
    join: (a, b) => (a === 'whole' ? a : b),
  });
  return before?.get(to) === 'raw';
}

function setsWhole(facts: FunctionFacts, place: string, point: FlowPoint, isCopy: boolean): boolean {
  const events = facts.eventsAt(point);
  const passed = new Set<Expression>();
  for (const event of events) {
    if (event.kind !== 'call') continue;
    const { access, call } = event;
    if (access !== undefined) {
      if (!isCopy && access.direction === 'in' && objectPlace(access, facts.targets) === place) return true;
      continue;
    }
    const index = call.arguments.findIndex((argument) => pointee(argument, facts.targets) === place);
    if (index < 0) continue;
    const callee = facts.source.functionNamed(calleeName(call) ?? '');
    const parameter = callee?.definition.parameters.at(index)?.name?.text;
    if (callee === undefined || parameter === undefined) return true;
    const { reads, writes, escapes } = recordUse(functionFacts(facts.source, callee.definition), `*${parameter}`);
    if (escapes || writes.has('') || reads.has('') || clears(facts, callee.definition, parameter)) return true;
    passed.add(call.arguments[index]);
  }
  // An address that goes elsewhere, or the whole record as an argument of a macro, may set it.
  return events.some(
    (event) =>
      event.kind !== 'call' && event.place === place && !(event.kind === 'address' && passed.has(event.expression)),
  );
}

function clears(facts: FunctionFacts, definition: FunctionFacts['definition'], parameter: string): boolean {
  const inner = functionFacts(facts.source, definition);
  return inner.flow.points.some((point) =>
    inner.eventsAt(point).some((event) => {
      if (event.kind !== 'call') return false;
      return event.call.arguments.some((argument) => pointee(argument, inner.targets) === `*${parameter}`);
    }),
  );
}

/** They write a string and its end into their first argument, and leave what is behind it as it was. */
const stringWriters = new Set(['strscpy', 'strlcpy', 'strcpy', 'sprintf', 'snprintf', 'scnprintf']);

/** Members that a string is written to, and that are handed to nothing else. */
function stringPaths(facts: FunctionFacts, place: string): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const point of facts.flow.points) {
    for (const argument of stringTargets(facts, point)) {
      const target = placeOf(argument, facts.targets);
      if (target !== undefined && target !== place && covers(place, target)) paths.add(pathBelow(place, target));
    }
  }
  return paths;
}

function stringTargets(facts: FunctionFacts, point: FlowPoint): readonly Expression[] {
  return facts.eventsAt(point).flatMap((event) => {
    if (event.kind !== 'call' || !stringWriters.has(calleeName(event.call) ?? '')) return [];
    return event.call.arguments.slice(0, 1);
  });
}

/** Members that are set anywhere, or may be by code that gets their address. */
function writtenPaths(facts: FunctionFacts, place: string): ReadonlySet<string> {
  const written = new Set<string>();
  for (const point of facts.flow.points) {
    const strings = stringTargets(facts, point);
    for (const event of facts.eventsAt(point)) {
      if (event.kind === 'write' && covers(place, event.place)) written.add(pathBelow(place, event.place));
      // A member's address, or an array member, given to a function that may fill it.
      const isUse = event.kind === 'address' || event.kind === 'read';
      if (isUse && covers(place, event.place) && event.place !== place && !strings.includes(event.expression)) {
        written.add(pathBelow(place, event.place));
      }
      if (event.kind !== 'call') continue;
      if (event.access !== undefined) {
        const object = event.access.direction === 'in' ? objectPlace(event.access, facts.targets) : undefined;
        const plain = object?.startsWith('*') ? object.slice(1) : object;
        if (plain !== undefined && covers(place, plain)) written.add(pathBelow(place, plain));
        continue;
      }
      event.call.arguments.forEach((argument, index) => {
        if (pointee(argument, facts.targets) !== place) return;
        const callee = facts.source.functionNamed(calleeName(event.call) ?? '');
        const parameter = callee?.definition.parameters.at(index)?.name?.text;
        if (callee === undefined || parameter === undefined) return;
        const inner = functionFacts(facts.source, callee.definition);
        for (const path of recordUse(inner, `*${parameter}`).writes) written.add(path);
      });
    }
  }
  return written;
}
