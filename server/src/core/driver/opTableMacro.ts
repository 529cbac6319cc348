/**
 * Macros that write one entry of an op table, read from their own definition:
 *
 *     #define IOCTL_OP(_ioctl, _fn, _struct, _last) [_IOC_NR(_ioctl) - BASE] = { .size = sizeof(_struct), … }
 *
 * Which parameter is the command, the function, the record and the last member follows from where it stands.
 */
import type { SurfaceFile, SurfaceMacro } from '../surface/ast.js';

/** Indexes of parameters. */
export interface OpTableMacro {
  readonly command: number;
  /** What is pasted in front of the command's argument: `DRM_IOCTL_` of `DRM_IOCTL_##name`. */
  readonly prefix: string;
  readonly handler: number;
  readonly record?: number;
  readonly lastMember?: number;
  readonly isDrm: boolean;
}

/** Of include/drm/drm_ioctl.h, which drivers use without defining them. */
const drmMacros: ReadonlyMap<string, OpTableMacro> = new Map([
  ['DRM_IOCTL_DEF', { command: 0, prefix: '', handler: 1, isDrm: true }],
  ['DRM_IOCTL_DEF_DRV', { command: 0, prefix: 'DRM_IOCTL_', handler: 1, isDrm: true }],
]);

/** Members of an op that point to its function. */
export const handlerMembers: ReadonlySet<string> = new Set(
  'func fn function execute exec handler handle call callback ioctl_fn ioctl_func do_ioctl proc'.split(' '),
);

/** Members of an op that hold its number. */
export const commandMembers: ReadonlySet<string> = new Set(
  'cmd ioctl ioctl_num ioctl_nr ioctl_cmd command code number nr'.split(' '),
);

/** @param surfaces the source's own first: its definitions win */
export function opTableMacros(surfaces: readonly SurfaceFile[]): ReadonlyMap<string, OpTableMacro> {
  const found = new Map(drmMacros);
  for (const { file, macros } of [...surfaces].reverse()) {
    for (const macro of macros) {
      const read = readOpTableMacro(macro, file.text) ?? readWrapper(macro, file.text, found);
      if (read !== undefined) found.set(macro.name.text, read);
    }
  }
  return found;
}

function readOpTableMacro({ name, parameters, body }: SurfaceMacro, text: string): OpTableMacro | undefined {
  if (parameters === undefined || parameters.length < 2) return undefined;
  const words: readonly string[] = text.slice(body.start, body.end).match(/[A-Za-z_$][\w$]*|##|\S/g) ?? [];
  if (!words.includes('[') && !words.includes('{')) return undefined;
  let command: number | undefined;
  let prefix = '';
  let handler: number | undefined;
  let record: number | undefined;
  let lastMember: number | undefined;
  for (const [at, word] of words.entries()) {
    const parameter = parameters.indexOf(word);
    if (parameter < 0) continue;
    const isPasted = words[at - 1] === '##';
    const before = isPasted ? at - 2 : at;
    const member = words[before - 1] === '=' && words[before - 3] === '.' ? words[before - 2] : undefined;
    const isCast = member === undefined && words[at - 1] === '&' && words[at - 2] === '=' && words[at - 4] === '.';
    const owner = isCast ? words[at - 3] : member;
    const isNumber = words[before - 1] === '(' && /^(?:_IOC_NR|DRM_IOCTL_NR|_IOC_KEY)$/.test(words[before - 2] ?? '');
    if (isNumber || (owner !== undefined && commandMembers.has(owner))) {
      command ??= parameter;
      if (isPasted) prefix = words[before];
    } else if (owner !== undefined && handlerMembers.has(owner)) handler = parameter;
    const inner = words[at - 1] === 'struct' || words[at - 1] === 'union' ? at - 1 : at;
    if (words[inner - 1] === '(' && words[inner - 2] === 'sizeof' && words[at + 1] === ')') record = parameter;
    if (words[at - 1] === ',' && words[at + 1] === ')' && isOffsetofend(words, at - 2)) lastMember = parameter;
  }
  if (command === undefined || handler === undefined || command === handler) return undefined;
  return {
    command,
    prefix,
    handler,
    ...(record === undefined ? {} : { record }),
    ...(lastMember === undefined ? {} : { lastMember }),
    isDrm: name.text.startsWith('DRM_'),
  };
}

/** `#define LEGACY(cmd, fn, flags) DRM_IOCTL_DEF(cmd, fn, flags)`: another name of a macro that was read. */
function readWrapper(
  { parameters = [], body }: SurfaceMacro,
  text: string,
  known: ReadonlyMap<string, OpTableMacro>,
): OpTableMacro | undefined {
  const call = /^(\w+)\(([^()]*)\)$/.exec(text.slice(body.start, body.end).replace(/[\s\\]+/g, ''));
  const inner = call === null ? undefined : known.get(call[1]);
  if (call === null || inner === undefined) return undefined;
  const handed = call[2].split(',').map((argument) => parameters.indexOf(argument));
  const at = (index: number | undefined): number => (index === undefined ? -1 : (handed[index] ?? -1));
  const { record, lastMember, ...rest } = inner;
  // An argument that is fixed in the wrapper is none of the line that uses it.
  if (at(inner.command) < 0 || at(inner.handler) < 0) return undefined;
  return {
    ...rest,
    command: at(inner.command),
    handler: at(inner.handler),
    ...(at(record) < 0 ? {} : { record: at(record) }),
    ...(at(lastMember) < 0 ? {} : { lastMember: at(lastMember) }),
  };
}

/** `offsetofend(type` ends at `at`. */
function isOffsetofend(words: readonly string[], at: number): boolean {
  const inner = words[at - 1] === 'struct' || words[at - 1] === 'union' ? at - 1 : at;
  return words[inner - 1] === '(' && words[inner - 2] === 'offsetofend';
}
