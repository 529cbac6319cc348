/**
 * Which ioctl command a point of a function belongs to: the points behind a `case`, or behind `cmd == X`, that no other
 * command leads to; and the functions that one command alone calls with its argument.
 */
import type { Expression } from '../surface/ast.js';
import type { FlowPoint } from '../surface/flow.js';
import { solveFlow } from '../surface/solveFlow.js';
import { calleeName } from '../surface/visit.js';
import type { DriverSource } from './driverSource.js';
import { type FunctionFacts, functionFacts } from './functionFacts.js';

/** A command and the user address that it passes, as `FunctionFacts.userAddress` names it. */
export interface CommandHere {
  readonly command: string;
  readonly argument: string;
}

type Reaching = ReadonlySet<string>;
const NONE: Reaching = new Set();
const UNKNOWN = '';

/** The one command that leads to a point; undefined where there are more, or none. */
export function commandAt(facts: FunctionFacts): (point: FlowPoint) => CommandHere | undefined {
  const handled = handlersOf(facts.source).get(facts.definition.name.text);
  if (handled !== undefined) return () => handled;
  const reaching = commandsReaching(facts);
  const argument = argumentOf(facts);
  if (reaching === undefined || argument === undefined) return () => undefined;
  return (point) => {
    const [command, ...others] = reaching.get(point) ?? NONE;
    return command === undefined || command === UNKNOWN || others.length > 0 ? undefined : { command, argument };
  };
}

/** The `arg` of an ioctl handler: its last parameter, a word or a user pointer. */
function argumentOf({ parameters }: FunctionFacts): string | undefined {
  const last = parameters.at(-1);
  if (last?.name === undefined || parameters.length < 2) return undefined;
  const { type } = last;
  const isWord = type.pointers === 0 && /^unsigned long$|^long unsigned$|^ulong$/.test(type.name);
  return isWord || type.isUser ? last.name.text : undefined;
}

function commandsReaching(facts: FunctionFacts): ReadonlyMap<FlowPoint, Reaching> | undefined {
  const { source } = facts;
  const isCommand = (expression: Expression): string | undefined =>
    expression.kind === 'identifier' && source.command(expression.name) !== undefined ? expression.name : undefined;
  return solveFlow<Reaching>(facts.flow, {
    entry: NONE,
    after: (_, before) => before,
    along: ({ expression }, { cases, when }, after) => {
      if (cases !== undefined) {
        const named = cases.map(isCommand);
        if (named.some((name) => name !== undefined)) return new Set(named.map((name) => name ?? UNKNOWN));
        return after.size === 0 ? after : new Set([...after, UNKNOWN]);
      }
      if (when === true && expression?.kind === 'binary' && expression.operator === '==') {
        const name = isCommand(expression.right) ?? isCommand(expression.left);
        if (name !== undefined) return new Set([name]);
      }
      return after;
    },
    join: (a, b) => {
      if (a.size === 0 && b.size === 0) return a;
      const more = b.size === 0 ? [UNKNOWN] : [...b];
      const known = a.size === 0 ? [UNKNOWN] : [...a];
      const joined = new Set([...known, ...more]);
      return joined.size === a.size ? a : joined;
    },
  });
}

const memo = new WeakMap<DriverSource, ReadonlyMap<string, CommandHere>>();

/** Functions of the file that the code of one command alone calls with the command's argument. */
function handlersOf(source: DriverSource): ReadonlyMap<string, CommandHere> {
  const known = memo.get(source);
  if (known !== undefined) return known;
  const handlers = new Map<string, CommandHere>();
  memo.set(source, handlers);
  const ambiguous = new Set<string>();
  const note = (name: string, here: CommandHere): void => {
    const before = handlers.get(name);
    if (before !== undefined && before.command !== here.command) ambiguous.add(name);
    handlers.set(name, here);
  };
  for (const definition of source.surface.functions) {
    if (!/\b(?:case|cmd|command)\b/.test(source.textOf(definition.bodySpan))) continue;
    const facts = functionFacts(source, definition);
    const argument = argumentOf(facts);
    const reaching = argument === undefined ? undefined : commandsReaching(facts);
    if (argument === undefined || reaching === undefined) continue;
    for (const point of facts.flow.points) {
      const commands = reaching.get(point) ?? NONE;
      for (const event of facts.eventsAt(point)) {
        const name = event.kind === 'call' ? calleeName(event.call) : undefined;
        const callee = name === undefined ? undefined : source.functionNamed(name);
        if (event.kind !== 'call' || name === undefined || callee === undefined) continue;
        const index = event.call.arguments.findIndex((each) => facts.userAddress(each) === argument);
        const parameter = callee.definition.parameters.at(index)?.name;
        const [command, ...others] = commands;
        if (index < 0 || parameter === undefined) continue;
        if (command === undefined || command === UNKNOWN || others.length > 0) ambiguous.add(name);
        else note(name, { command, argument: parameter.text });
      }
    }
  }
  for (const name of ambiguous) handlers.delete(name);
  return handlers;
}
