/**
 * The names by which a driver source may call an ioctl command: those that its uapi headers publish, and macros of its
 * folder that make a number with `_IO`, `_IOR`, `_IOW`, `_IOWR` or `_IOC`, or rename a command.
 */
import type { Expression, Span, SurfaceFile, SurfaceMacro } from '../surface/ast.js';
import { readSurface } from '../surface/readSurface.js';
import { partsOf } from '../surface/visit.js';
import type { DriverSource } from './driverSource.js';

export interface CommandNames {
  readonly has: (name: string) => boolean;
  /** Macros with parameters: `EVIOCGBIT(ev, len)`. */
  readonly hasCall: (name: string) => boolean;
}

/** A command where it is named. */
export interface NamedCommand extends Span {
  readonly name: string;
}

const makesNumber = /\b(?:_IO|DRM_IO)[A-Z_]*\s*\(/;
const numberMacro = /^(?:_IO(?:C|R|W|WR)?(?:_BAD)?|DRM_IO(?:R|W|WR)?)\s*\(/;

export function commandNames(source: DriverSource): CommandNames {
  const names = new Set<string>();
  const calls = new Set<string>();
  for (const header of source.headers) {
    for (const { name } of header.commands) names.add(name);
    noteMacros(readSurface(header.file), names, calls, (macro) => macro.parameters !== undefined);
  }
  for (const surface of source.surfacesWith(makesNumber)) noteMacros(surface, names, calls, () => true);
  return { has: (name) => names.has(name), hasCall: (name) => calls.has(name) };
}

function noteMacros(
  { file, macros }: SurfaceFile,
  names: Set<string>,
  calls: Set<string>,
  counts: (macro: SurfaceMacro) => boolean,
): void {
  for (const macro of macros) {
    if (!counts(macro)) continue;
    const body = file.text.slice(macro.body.start, macro.body.end).trim();
    const { text: name } = macro.name;
    // `_IOC` and its wrappers are no commands, nor is a macro that hands its own parameter on as the type or number.
    if (name.startsWith('_')) continue;
    if (macro.parameters === undefined) {
      if (numberMacro.test(body) || names.has(body)) names.add(name);
    } else if (numberMacro.test(body) && !wrapsNumber(macro.parameters, body)) calls.add(name);
  }
}

/** `#define FOO_IOR(nr, type) _IOR('f', nr, type)`: makes commands, and is none. */
function wrapsNumber(parameters: readonly string[], body: string): boolean {
  const second = body.split(',').at(1);
  return second === undefined || parameters.includes(second.replace(/[()\s]/g, ''));
}

/** Functions of a number that keep one command apart from another: `_IOC_NR(X)`, `DRM_IOCTL_NR(X)`, `cmd_idx(X)`. */
const keyFunction = /(?:_NR|_KEY|_idx|_index|MASK_SIZE)$/i;

/**
 * The one command that an expression stands for: its name, its number in a table's index (`_IOC_NR(X) - BASE`).
 * Undefined where it stands for none, or may stand for several.
 */
export function commandIn(expression: Expression, names: CommandNames): NamedCommand | undefined {
  switch (expression.kind) {
    case 'identifier':
      return names.has(expression.name) ? spanned(expression.name, expression) : undefined;
    case 'call': {
      const { callee } = expression;
      if (callee.kind !== 'identifier') return undefined;
      if (names.hasCall(callee.name)) return spanned(callee.name, callee);
      if (!keyFunction.test(callee.name) || expression.arguments.length !== 1) return undefined;
      return commandIn(expression.arguments[0], names);
    }
    case 'cast':
      return commandIn(expression.operand, names);
    case 'binary': {
      if (expression.operator !== '-') return undefined;
      return commandIn(expression.left, names);
    }
    default:
      return undefined;
  }
}

function spanned(name: string, { start, end }: Span): NamedCommand {
  return { name, start, end };
}

/** An identifier that a case label or table index consists of, whatever it means. */
export function labelName(expression: Expression): NamedCommand | undefined {
  if (expression.kind === 'identifier') return spanned(expression.name, expression);
  if (expression.kind !== 'call' || expression.callee.kind !== 'identifier') return undefined;
  if (!keyFunction.test(expression.callee.name)) return undefined;
  const parts = partsOf(expression).slice(1);
  return parts.length === 1 ? labelName(parts[0]) : undefined;
}
