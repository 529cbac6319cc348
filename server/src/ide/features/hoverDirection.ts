/** Which way a member travels, and what an address in it leads to: as its documentation says, else as its ioctls do. */
import type { FlatMember, RecordOnAbis, RuleContext } from '../../core/index.js';
import { code } from './markdown.js';

type Direction = 'in' | 'out' | 'in and out';

/** @param doc what the header says of the member; empty for nothing */
export function directionLine(
  doc: string,
  record: RecordOnAbis,
  { path }: FlatMember,
  { header }: RuleContext,
): string | undefined {
  const own = saidDirection(doc) ?? namedDirection(path);
  if (own !== undefined) return `Direction: ${own}`;
  const { toUser, fromUser, reachingCommands } = header.use(record);
  if (reachingCommands.length === 0) return undefined;
  // `struct foo_in` and `struct foo_out` are two halves of one argument.
  const half = namedDirection(`${record.name}.`);
  if (half !== undefined) return `Direction: ${half}`;
  if (reachingCommands.some(({ ioctl }) => ioctl.direction === 'none')) return undefined;
  const whole: Direction = toUser && fromUser ? 'in and out' : toUser ? 'out' : 'in';
  return `Direction: ${whole}, as the whole argument`;
}

/** `[out] …`, `in/out: …`, `Output; …`, and the whole of a comment as short as `out`. */
function saidDirection(doc: string): Direction | undefined {
  const said = /^\W*(in\s*\/\s*out|in and out|input|output|in|out)\b\s*(?:[:;.,)\]]|-\s|->|$)/i
    .exec(doc)?.[1]
    .toLowerCase();
  if (said === undefined) return undefined;
  return said.startsWith('in') ? (said.includes('out') ? 'in and out' : 'in') : 'out';
}

/** `out_fd`, and the members of `struct foo_out` or `in.x`. */
function namedDirection(path: string): Direction | undefined {
  const last = path.slice(path.lastIndexOf('.') + 1);
  if (last.startsWith('out_')) return 'out';
  const way = /(?:^|[._])(in|out)\.[^.]*$/.exec(path)?.[1];
  return way === 'in' || way === 'out' ? way : undefined;
}

/** What an integer that holds an address of user space leads to. */
export function pointeeLine(doc: string, { path, type }: FlatMember): string | undefined {
  if (!/^__(aligned_)?u64$/.test(type)) return undefined;
  const name = path.slice(path.lastIndexOf('.') + 1);
  if (!/(^|_)(u?ptr|addr|address|uaddr|va)s?\b|_pointer\b|\bpointer\b|\baddress of\b/i.test(`${name} ${doc}`)) {
    return undefined;
  }
  const pointee =
    /\b(?:pointer to|ptr to|points to|pointing to|address of|array of)\b[^.;]*?&?\b((?:struct|union)\s+\w+|__[usbl]e?\d+)/i.exec(
      doc,
    )?.[1];
  return pointee === undefined ? undefined : `Points to ${code(pointee)} in user space`;
}
