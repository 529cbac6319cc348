import type { DriverSource } from '../../../driver/driverSource.js';
import { type FunctionFacts, functionsWith } from '../../../driver/functionFacts.js';
import { placeOf } from '../../../driver/places.js';
import type { CallExpression, Expression } from '../../../surface/ast.js';
import type { FlowEdge, FlowPoint } from '../../../surface/flow.js';
import { joinMaps, solveFlow } from '../../../surface/solveFlow.js';
import { calleeName, callsIn } from '../../../surface/visit.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { description } from './description.js';

/**
 * A copy to user memory that may fail after a descriptor was installed, in the function or in one that it calls from the
 * same file. A copy whose result is ignored cannot fail.
 */
export const rule: SourceRule = { ...description, check };

/** Installed descriptors: the object that the call's result is in, and the call. */
type Installed = ReadonlyMap<string, CallExpression>;
const ALWAYS = '';
const installers = /^(?:fd_install|anon_inode_getfd|anon_inode_create_getfd|dma_buf_fd|receive_fd|fd_publish)$/;

function check(source: DriverSource): readonly RuleFinding[] {
  return functionsWith(source).flatMap((facts) => {
    const installing = callsIn(facts.definition).filter((call) => installs(source, call));
    return installing.length === 0 ? [] : copiesBehind(facts, new Set(installing));
  });
}

/** Does a call leave a descriptor installed? A function of the same file that calls an installer does. */
function installs(source: DriverSource, call: CallExpression): boolean {
  const name = calleeName(call);
  if (name === undefined) return false;
  if (installers.test(name)) return true;
  const callee = source.functionNamed(name);
  if (callee === undefined || callee.surface !== source.surface) return false;
  const { file } = callee.surface;
  const { start, end } = callee.definition.bodySpan;
  if (!/\b(?:fd_install|anon_inode_getfd)\s*\(/.test(file.text.slice(start, end))) return false;
  return callsIn(callee.definition).some((inner) => /^(?:fd_install|anon_inode_getfd)$/.test(calleeName(inner) ?? ''));
}

function copiesBehind(facts: FunctionFacts, installing: ReadonlySet<CallExpression>): readonly RuleFinding[] {
  const { source, definition, flow } = facts;
  const before = solveFlow<Installed>(flow, {
    entry: new Map(),
    after: (point, installed) => behind(facts, point, installed, installing),
    along: failedAlong,
    join: (a, b) => joinMaps(a, b, (x) => x),
  });
  if (before === undefined) return [];
  return facts.accesses.flatMap(({ access, point }): RuleFinding[] => {
    const [call] = before.get(point)?.values() ?? [];
    if (call === undefined || access.direction !== 'out' || isIgnored(point, access.call)) return [];
    const name = calleeName(call) ?? '';
    return [
      {
        symbol: definition.name.text,
        range: source.rangeOf(access.call),
        message: `${access.name}() may fail after ${name}() has installed a descriptor, which the caller then never learns of`,
        abis: [],
        help: 'reserve the number with get_unused_fd_flags(), copy it out, and call fd_install() last',
        related: [{ range: source.rangeOf(call), message: 'installed here' }],
        ...(name === 'fd_install' || name === 'fd_publish' ? {} : { severity: 'warning' as const }),
      },
    ];
  });
}

/** Nobody looks at the result. */
function isIgnored({ kind, expression }: FlowPoint, call: CallExpression): boolean {
  return kind === 'expression' && expression === call;
}

function behind(
  facts: FunctionFacts,
  point: FlowPoint,
  before: Installed,
  installing: ReadonlySet<CallExpression>,
): Installed {
  let installed = before;
  for (const event of facts.eventsAt(point)) {
    if (event.kind === 'call' && installing.has(event.call)) installed = new Map(installed).set(ALWAYS, event.call);
    if (event.kind !== 'write') continue;
    const { value } = event;
    if (value?.kind === 'call' && installing.has(value)) {
      const named = new Map(installed).set(event.place, value);
      named.delete(ALWAYS);
      installed = named;
      continue;
    }
    const call = installed.get(event.place);
    if (call === undefined) continue;
    // The result is overwritten: it was good, or nobody would go on.
    const kept = new Map(installed).set(ALWAYS, call);
    kept.delete(event.place);
    installed = kept;
  }
  return installed;
}

/** Where the result is an error, nothing was installed. */
function failedAlong(point: FlowPoint, { when }: FlowEdge, installed: Installed): Installed {
  const { expression } = point;
  if (expression === undefined || when === undefined || installed.size === 0) return installed;
  const [place, failsWhen] = failureTest(expression);
  if (place === undefined || failsWhen !== when || !installed.has(place)) return installed;
  const left = new Map(installed);
  left.delete(place);
  return left;
}

/** The object that a condition tests for an error, and the answer that means one. */
function failureTest(expression: Expression): [string | undefined, boolean] {
  const tested = expression.kind === 'assignment' ? expression.left : expression;
  const plain = placeOf(tested);
  if (plain !== undefined) return [plain, true];
  if (tested.kind === 'call') {
    const [argument] = tested.arguments;
    return [argument === undefined ? undefined : placeOf(argument), true];
  }
  if (tested.kind !== 'binary') return [undefined, true];
  const left = tested.left.kind === 'assignment' ? tested.left.left : tested.left;
  return [placeOf(left), tested.operator === '<' || tested.operator === '!='];
}
