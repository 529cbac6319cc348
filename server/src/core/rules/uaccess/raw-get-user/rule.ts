import { type CallEdge, type CallNode, callGraphOf } from '../../../callGraph/callGraph.js';
import { reached } from '../../../callGraph/chains.js';
import { userAccessOf } from '../../../callGraph/userAccess.js';
import type { DriverSource } from '../../../driver/driverSource.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { isUnsafeAccess, uncheckedPointer } from '../userAccessCalls.js';
import { description } from './description.js';
import { callsBefore, isUserEntry, type Step, wayFromCaller } from './pointerOrigin.js';

/** Unchecked accesses to an address that comes straight from the caller of the kernel, with no check on the way. */
export const rule: SourceRule = {
  ...description,
  check,
};

/** Accesses of one function that are followed: a generated function may have thousands. */
const maxAccesses = 200;
/** Calls from a function that is looked at down to one that may check an address. */
const maxDepth = 3;

function check(source: DriverSource): readonly RuleFinding[] {
  if (!/\b(__(get|put|clear)_user|__copy_(from|to)_user\w*|unsafe_\w+)\s*\(/.test(source.file.text)) return [];
  const graph = callGraphOf(source.surfaces);
  // In an annotated folder the contexts say where the check is, and uaccess/context where one is missing.
  if (userAccessOf(source).isUsed) return [];
  const found: RuleFinding[] = [];
  for (const definition of source.surface.functions) {
    const node = graph.nodeOf(definition);
    const accesses = (node?.facts?.calls ?? []).filter(
      ({ name }) => uncheckedPointer.has(name) || isUnsafeAccess(name),
    );
    for (const call of accesses.slice(0, maxAccesses)) {
      if (node === undefined || graph.resolve(call.name, source.surface) !== undefined) continue;
      const place = { symbol: definition.name.text, range: source.rangeOf(call.at), abis: [] };
      const index = uncheckedPointer.get(call.name);
      const pointer = index === undefined ? undefined : call.arguments[index];
      const way = pointer === undefined ? undefined : wayFromCaller(pointer, { node, at: call.at.start });
      if (way !== undefined && !mayCheck(way)) {
        found.push({
          ...place,
          message: `'${call.name}' does not check the address, which comes from user space, and nothing before it does`,
          help: `Use ${checkedName(call.name)}(), or call access_ok() first.`,
        });
        // What is done about it holds for the accesses behind it as well.
        break;
      } else if (isUnsafeAccess(call.name) && isWithoutWindow(node)) {
        found.push({
          ...place,
          message: `'${call.name}' is used outside of a window: neither '${definition.name.text}' nor a caller of it begins one`,
          help: 'Put user_access_begin() before it and user_access_end() behind it.',
        });
      }
    }
  }
  return found;
}

function checkedName(name: string): string {
  return name.replace(/^__/, '').replace(/_(inatomic|nocache)$/, '');
}

/** Something that is called on the way, before the access, has the word of a check or of a window in its name. */
function mayCheck(way: readonly Step[]): boolean {
  let edges = way.flatMap(callsBefore);
  const met = new Set<CallNode>();
  for (let depth = 0; depth <= maxDepth; depth++) {
    const next: CallEdge[] = [];
    for (const { to } of edges) {
      if (isCheck(to.name)) return true;
      if (!met.has(to)) next.push(...to.calls);
      met.add(to);
    }
    edges = next;
  }
  return false;
}

function isCheck(name: string): boolean {
  return name.includes('access_ok') || isBegin(name);
}

function isBegin(name: string): boolean {
  return /access_begin|scoped_user|access_restore|^stac$/.test(name);
}

/** It and all that call it begin no window, and all of them are known: each way leads from an entry. */
function isWithoutWindow(node: CallNode): boolean {
  const callers = [...reached([node], 'callers')];
  // A function that they call may begin it for them.
  const called = callers.flatMap(({ calls }) => calls.flatMap(({ to }) => [to, ...to.calls.map((inner) => inner.to)]));
  if (called.some(({ name }) => isBegin(name))) return false;
  return callers.every(
    (each) => isUserEntry(each) || (each.callers.length > 0 && each.uses.length === 0 && isLocal(each)),
  );
}

/** Nothing outside of the folder calls it. */
function isLocal({ definition }: CallNode): boolean {
  return definition?.isStatic === true;
}
