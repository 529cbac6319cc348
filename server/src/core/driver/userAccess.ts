/**
 * Calls that read or write user memory, as data: which argument is the user address, which the kernel's object, which the
 * size, and what the result says (include/linux/uaccess.h, include/linux/string.h).
 */
import type { CallExpression, Expression } from '../surface/ast.js';
import { calleeName } from '../surface/visit.js';

export interface UserAccess {
  readonly name: string;
  readonly call: CallExpression;
  /** `in`: user memory is read into the object; `out`: the object is written there; `scan` and `clear` have no object. */
  readonly direction: 'in' | 'out' | 'scan' | 'clear';
  /** `residue`: bytes that were not copied; `errno`: 0 or negative; `pointer`: a new copy or an error pointer. */
  readonly result: 'residue' | 'errno' | 'pointer';
  readonly user: Expression;
  /** Address of the kernel's object; of `get_user`, the object itself. */
  readonly object?: Expression;
  readonly isObjectItself: boolean;
  /** Bytes of user memory. Absent: those of the type that the user address points to. */
  readonly size?: Expression;
  /** Bytes of the kernel's object, where they are told apart from the size. */
  readonly kernelSize?: Expression;
}

interface Shape {
  readonly direction: UserAccess['direction'];
  readonly result: UserAccess['result'];
  /** Indexes of arguments. */
  readonly user: number;
  readonly object?: number;
  readonly size?: number;
  readonly kernelSize?: number;
  readonly isObjectItself?: boolean;
}

const copyIn: Shape = { direction: 'in', result: 'residue', object: 0, user: 1, size: 2 };
const copyOut: Shape = { direction: 'out', result: 'residue', user: 0, object: 1, size: 2 };
const get: Shape = { direction: 'in', result: 'errno', object: 0, user: 1, isObjectItself: true };
const put: Shape = { direction: 'out', result: 'errno', object: 0, user: 1, isObjectItself: true };
const clear: Shape = { direction: 'clear', result: 'residue', user: 0, size: 1 };
const duplicate: Shape = { direction: 'in', result: 'pointer', user: 0, size: 1 };

const shapes: ReadonlyMap<string, Shape> = new Map([
  ['copy_from_user', copyIn],
  ['__copy_from_user', copyIn],
  ['copy_to_user', copyOut],
  ['__copy_to_user', copyOut],
  ['get_user', get],
  ['__get_user', get],
  ['put_user', put],
  ['__put_user', put],
  ['clear_user', clear],
  ['__clear_user', clear],
  ['copy_struct_from_user', { direction: 'in', result: 'errno', object: 0, kernelSize: 1, user: 2, size: 3 }],
  ['copy_struct_to_user', { direction: 'out', result: 'errno', user: 0, size: 1, object: 2, kernelSize: 3 }],
  ['memdup_user', duplicate],
  ['vmemdup_user', duplicate],
  ['memdup_user_nul', duplicate],
  ['check_zeroed_user', { direction: 'scan', result: 'errno', user: 0, size: 1 }],
]);

/** What a call does with user memory; undefined of calls that are not known to do anything with it. */
export function userAccessOf(call: CallExpression): UserAccess | undefined {
  const name = calleeName(call);
  const shape = name === undefined ? undefined : shapes.get(name);
  if (name === undefined || shape === undefined) return undefined;
  const { [shape.user]: user } = call.arguments;
  const at = (index: number | undefined): Expression | undefined =>
    index === undefined ? undefined : call.arguments.at(index);
  if (user === undefined || call.arguments.some(({ kind }) => kind === 'opaque')) return undefined;
  const [object, size, kernelSize] = [at(shape.object), at(shape.size), at(shape.kernelSize)];
  return {
    name,
    call,
    direction: shape.direction,
    result: shape.result,
    isObjectItself: shape.isObjectItself === true,
    user,
    ...(object === undefined ? {} : { object }),
    ...(size === undefined ? {} : { size }),
    ...(kernelSize === undefined ? {} : { kernelSize }),
  };
}

/** Text that a function must contain for any of this to occur in it. */
export const userAccessText = /\b(?:__)?(?:copy|get|put|clear|check|v?memdup)_\w*user/;
