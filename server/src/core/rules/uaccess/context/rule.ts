import type { RelatedLocation } from '../../../base/diagnostic.js';
import type { CallEdge, CallNode } from '../../../callGraph/callGraph.js';
import { shortestChain } from '../../../callGraph/chains.js';
import { contextMarksOf } from '../../../callGraph/contextMarks.js';
import { isEntry, markPlace, markText, neededMarks } from '../../../callGraph/neededMarks.js';
import { type LostContext, type MissingContext, type UserAccess, userAccessOf } from '../../../callGraph/userAccess.js';
import type { DriverSource } from '../../../driver/driverSource.js';
import type { Fix, RuleFinding, SourceRule, TextEdit } from '../../rule.js';
import { description } from './description.js';

/** Callers of annotated functions that are not annotated, and pointers that lose an annotation. Silent in a folder without any. */
export const rule: SourceRule = {
  ...description,
  check,
};

/** Findings of one file that come with their path and a fix: nobody reads more, and each is a walk over the graph. */
const maxExplained = 100;
/** Calls of a path above the finding, and as many below it. */
const maxCalls = 32;

function check(source: DriverSource): readonly RuleFinding[] {
  const access = userAccessOf(source);
  return [
    ...access
      .missing(source.surface)
      .map((missing, index) => missingFinding(missing, access, source, index < maxExplained)),
    ...access.lost(source.surface).map((lost) => lostFinding(lost, source)),
    ...contextMarksOf(source.surface).stray.map(
      (comment): RuleFinding => ({
        range: source.rangeOf(comment),
        severity: 'warning',
        message: `uapi-ctx${comment.isRoot ? '-root' : ''}: ${comment.names.join(', ')} stands at no function, macro, member or parameter`,
        help: 'Write it right above a declaration, in its head, or behind it on the same line.',
        abis: [],
      }),
    ),
  ];
}

function missingFinding(
  { caller, edge, contexts }: MissingContext,
  access: UserAccess,
  source: DriverSource,
  isExplained: boolean,
): RuleFinding {
  const needed = namesOf(contexts);
  const carried = [...access.contextsOf(caller), ...access.rootsOf(caller)];
  const what =
    contexts.size === 0
      ? `'${caller.name}' calls '${edge.to.name}', which checks no address, and is in no user-access context`
      : `'${caller.name}' calls '${edge.to.name}', which needs the user-access context ${needed}, and ` +
        (carried.length > 0 ? `carries only ${namesOf(carried)}` : 'does not carry it');
  const fix = isExplained ? annotation(caller, contexts, access, source) : undefined;
  return {
    symbol: caller.name,
    range: source.rangeOf((caller.definition ?? caller.macro)?.name ?? edge.at),
    message: what,
    help:
      `Write ${markText(contexts.size > 0 ? [...contexts][0] : 'NAME', false).trim()} above it and its callers; ` +
      'where the context begins, uapi-ctx-root.',
    ...(isExplained ? { related: chainOf(edge, access) } : {}),
    abis: [],
    ...(fix === undefined ? {} : { fixes: [fix] }),
  };
}

/** The path from a root to the call, and from it to the primitive, each call at its place. */
function chainOf(edge: CallEdge, access: UserAccess): readonly RelatedLocation[] {
  const isRoot = (node: CallNode): boolean => access.rootsOf(node).size > 0;
  const above =
    shortestChain(edge.from, 'callers', isRoot) ??
    shortestChain(edge.from, 'callers', (node) => isEntry(node) || node.callers.length === 0) ??
    [];
  const below = shortestChain(edge.to, 'calls', (node) => access.isPrimitive(node)) ?? [];
  return [...above.slice(-maxCalls), edge, ...below.slice(0, maxCalls)].flatMap(({ from, to, at }) =>
    from.surface === undefined
      ? []
      : [
          {
            range: { file: from.surface.file, start: at.start, end: at.end },
            message: `${from.name} calls ${to.name}`,
          },
        ],
  );
}

/** The annotation of the caller and of who calls it in this file, up to the roots. */
function annotation(
  caller: CallNode,
  contexts: ReadonlySet<string>,
  access: UserAccess,
  source: DriverSource,
): Fix | undefined {
  const candidates = contexts.size > 0 ? [...contexts] : access.contextNames;
  // Which of several contexts it is, only the author knows.
  if (candidates.length !== 1) return undefined;
  const [context] = candidates;
  const { annotated, roots } = neededMarks(access, [caller], context);
  const edits = [...annotated, ...roots]
    .filter(({ surface }) => surface === source.surface)
    .map((node): TextEdit => {
      const at = markPlace(node, source.surface);
      return { range: source.rangeOf({ start: at, end: at }), newText: markText(context, roots.includes(node)) };
    })
    .sort((a, b) => a.range.start - b.range.start);
  if (edits.length === 0) return undefined;
  const callers = edits.length - 1;
  const others = callers === 0 ? '' : callers === 1 ? ' and its caller' : ` and ${callers} functions that call it`;
  return { title: `Annotate '${caller.name}'${others} with the context ${context}`, edits, effect: 'choice' };
}

function lostFinding({ use, contexts }: LostContext, source: DriverSource): RuleFinding {
  const { to, into, at } = use;
  const target =
    into.kind === 'member'
      ? `member '${into.member}'`
      : into.kind === 'variable'
        ? `'${into.name}'`
        : into.kind === 'argument'
          ? into.callee === undefined
            ? 'an argument'
            : `an argument of '${into.callee}'`
          : into.kind === 'cast'
            ? 'another type'
            : into.kind === 'return'
              ? 'a returned value'
              : 'an initialiser';
  return {
    symbol: to.name,
    range: source.rangeOf(at),
    severity: 'warning',
    message: `The pointer to '${to.name}' loses the user-access context ${namesOf(contexts)} where it becomes ${target}`,
    help:
      into.kind === 'cast'
        ? 'Write __force into the cast if the context holds wherever it is called.'
        : `Annotate what takes the pointer as well, cast with __force, or declare '${to.name}' a root (uapi-ctx-root).`,
    abis: [],
  };
}

function namesOf(contexts: Iterable<string>): string {
  return [...contexts].map((context) => `'${context}'`).join(' or ');
}
