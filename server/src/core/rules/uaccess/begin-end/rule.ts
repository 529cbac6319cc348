import { type CallNode, callGraphOf } from '../../../callGraph/callGraph.js';
import type { DriverSource } from '../../../driver/driverSource.js';
import { lineIndexOf } from '../../../source/lineIndex.js';
import type { FunctionDefinition } from '../../../surface/ast.js';
import { type FlowPoint, flowOf } from '../../../surface/flow.js';
import { visitStatement } from '../../../surface/visit.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { isUnsafeAccess } from '../userAccessCalls.js';
import { description } from './description.js';
import { sleepsOrChecks } from './forbiddenCalls.js';
import { type Windows, windowsOf } from './windows.js';

/** Windows of user access over the flow of a function: left open, closed twice, opened twice, and calls inside them. */
export const rule: SourceRule = {
  ...description,
  check,
};

function check(source: DriverSource): readonly RuleFinding[] {
  // Most files open none.
  if (!/\b(user_\w*access_begin|__uaccess_begin\w*|stac)\b/.test(source.file.text)) return [];
  const found: RuleFinding[] = [];
  for (const definition of source.surface.functions) {
    const windows = windowsOf(definition);
    if (windows !== undefined)
      found.push(...imbalances(definition, windows, source), ...calls(definition, windows, source));
  }
  return found;
}

function imbalances(
  definition: FunctionDefinition,
  { begins, ends, openAt, mayBeClosedAt }: Windows,
  source: DriverSource,
): readonly RuleFinding[] {
  const found: RuleFinding[] = [];
  const { points, exit } = flowOf(definition);
  const line = (point: FlowPoint): number => lineIndexOf(source.file).positionAt(point.start).line + 1;
  const told = new Set<FlowPoint>();
  for (const point of points) {
    for (const begin of openAt(point)) {
      if (told.has(begin)) continue;
      const isNested = begins.has(point) && point !== begin;
      const isLeft = point.kind === 'return' || (point === exit && fallsToEnd(definition, begin, openAt));
      if (!isNested && !isLeft) continue;
      told.add(begin);
      const at = point === exit ? { start: definition.end - 1, end: definition.end } : point;
      found.push({
        symbol: definition.name.text,
        range: source.rangeOf(at),
        message: isNested
          ? `A window of user access begins here while that of line ${line(begin)} is open`
          : `'${definition.name.text}' returns here with the window of user access of line ${line(begin)} open`,
        help: isNested ? 'Close the first one before.' : 'Call user_access_end() on this way out, too.',
        related: [{ range: source.rangeOf(begin), message: 'opened here' }],
        abis: [],
      });
    }
    if (ends.has(point) && openAt(point).size === 0 && mayBeClosedAt(point)) {
      found.push({
        symbol: definition.name.text,
        range: source.rangeOf(point),
        message: 'No window of user access is open here, on any path: this closes nothing',
        help: 'Take it out, or jump to a label behind it.',
        abis: [],
      });
    }
  }
  return found;
}

/** The end of the body is reached other than by `return`, with the window open. */
function fallsToEnd(definition: FunctionDefinition, begin: FlowPoint, openAt: Windows['openAt']): boolean {
  const { points, exit } = flowOf(definition);
  return points.some(
    (point) => point.kind !== 'return' && openAt(point, 'after').has(begin) && point.next.some(({ to }) => to === exit),
  );
}

function calls(definition: FunctionDefinition, windows: Windows, source: DriverSource): readonly RuleFinding[] {
  const found: RuleFinding[] = [];
  const graph = callGraphOf(source.surfaces);
  for (const { call, name, point } of windows.calls) {
    // Only where no path comes with the window closed is it known to be open.
    if (windows.mayBeClosedAt(point) || windows.openAt(point).size === 0 || isUnsafeAccess(name)) continue;
    const to = graph.resolve(name, source.surface);
    const why = to === undefined ? sleepsOrChecks(name) : isOutOfLine(to) ? 'a function of its own' : undefined;
    if (why === undefined) continue;
    found.push({
      symbol: definition.name.text,
      range: source.rangeOf(call.callee),
      message: `'${name}' is called inside a window of user access: it is ${why}`,
      help: 'Call it before the window begins or after it ends.',
      abis: [],
    });
  }
  return found;
}

/** Defined in the folder and not to be inlined: the compiler may inline a static function, but nothing makes it. */
function isOutOfLine({ kind, definition, surface }: CallNode): boolean {
  if (kind !== 'function' || definition === undefined || surface === undefined) return false;
  const head = surface.file.text.slice(definition.start, definition.name.start);
  return !/\b(inline|__inline|__always_inline|__inline__)\b/.test(head) && !hasOpaque(definition);
}

/** Inline assembly, or what could not be read: it may be written for a window. */
function hasOpaque({ body }: FunctionDefinition): boolean {
  let isOpaque = false;
  visitStatement(
    body,
    ({ kind }) => {
      isOpaque ||= kind === 'opaque';
    },
    ({ kind }) => {
      isOpaque ||= kind === 'opaque';
    },
  );
  return isOpaque;
}
