/**
 * Dispatchers: the functions that an ioctl call enters, as members of an ops table (`.unlocked_ioctl`, `.compat_ioctl`,
 * `.ioctl`) name them, and functions with their signature, which take the command on. An entry may hand the command to
 * another function of its file; `deputies` follows it.
 */
import type {
  CallExpression,
  Expression,
  FunctionDefinition,
  InitializerEntry,
  SurfaceFile,
  SurfaceVariable,
  TypeName,
} from '../surface/ast.js';
import { findCall, identifierOf, isIdentifier, someExpression } from '../surface/match.js';
import { calleeName, expressionsOf, visitStatement } from '../surface/visit.js';
import type { DriverSource } from './driverSource.js';
import { isNrMacro, type OpTable } from './opTable.js';

export interface Dispatcher {
  readonly definition: FunctionDefinition;
  /** Name of the parameter with the command. */
  readonly command: string;
  /** Name of the parameter with the argument. */
  readonly argument?: string;
  /** The members of ops tables that name the function; none of one that is known by its signature alone. */
  readonly uses: readonly OpsMember[];
}

/** `.unlocked_ioctl = foo_ioctl` of an ops table. */
export interface OpsMember {
  readonly field: string;
  /** The function it names. */
  readonly target: string;
  readonly entry: InitializerEntry;
  readonly variable: SurfaceVariable;
  readonly surface: SurfaceFile;
}

const memo = new WeakMap<DriverSource, readonly Dispatcher[]>();

/** The dispatchers of a driver source's own file. */
export function dispatchersOf(source: DriverSource): readonly Dispatcher[] {
  let dispatchers = memo.get(source);
  if (dispatchers === undefined) {
    const uses = opsMembers(source);
    dispatchers = source.surface.functions.flatMap((definition) => {
      const name = definition.name.text;
      const own = uses.filter(
        ({ target, surface }) => target === name && (surface === source.surface || !definition.isStatic),
      );
      const parameters = commandParameters(definition, own.length > 0);
      return parameters === undefined ? [] : [{ definition, ...parameters, uses: own }];
    });
    memo.set(source, dispatchers);
  }
  return dispatchers;
}

const members = new WeakMap<SurfaceFile, readonly OpsMember[]>();

/** Every member of an ops table of the folder through which an ioctl call enters. */
function opsMembers(source: DriverSource): readonly OpsMember[] {
  return source.surfaces.flatMap((surface) => {
    let own = members.get(surface);
    if (own === undefined) {
      own = surface.variables.flatMap((variable) => opsMembersOf(variable, surface));
      members.set(surface, own);
    }
    return own;
  });
}

function opsMembersOf(variable: SurfaceVariable, surface: SurfaceFile): readonly OpsMember[] {
  if (variable.initializer?.kind !== 'initializerList') return [];
  return variable.initializer.entries.flatMap((entry) => {
    const [designator] = entry.designators;
    if (designator?.kind !== 'member' || !isEntryField(designator.member.text, variable)) return [];
    const target = identifierOf(entry.value);
    return target === undefined ? [] : [{ field: designator.member.text, target, entry, variable, surface }];
  });
}

function isEntryField(field: string, { type }: SurfaceVariable): boolean {
  if (field === 'unlocked_ioctl') return true;
  const isFileLike = type.name === 'file_operations' || type.name === 'block_device_operations';
  return (field === 'compat_ioctl' || field === 'ioctl') && isFileLike;
}

/** The last two parameters, where their types are those of a command and an argument. */
function commandParameters(
  { parameters }: FunctionDefinition,
  isEntry: boolean,
): { readonly command: string; readonly argument?: string } | undefined {
  const [command, argument] = parameters.slice(-2);
  if (command?.name === undefined || argument?.name === undefined || !isUnsignedInt(command.type)) return undefined;
  if (!isUnsignedLong(argument.type)) return undefined;
  // `(x, unsigned int a, unsigned long b)` may be anything.
  if (!isEntry && !/^(io)?(cmd|ctl|ctl_?num|command)$|ioctl|_cmd$/.test(command.name.text)) return undefined;
  return { command: command.name.text, argument: argument.name.text };
}

function isUnsignedInt({ name, pointers, arrays }: TypeName): boolean {
  return pointers === 0 && arrays.length === 0 && /^(unsigned( int)?|u32|uint|unsigned int)$/.test(name);
}

function isUnsignedLong({ name, pointers, arrays }: TypeName): boolean {
  return pointers === 0 && arrays.length === 0 && /^(unsigned long( int)?|long unsigned( int)?|ulong)$/.test(name);
}

/** Whether a dispatcher is named by an ops table. */
export function isEntry({ uses }: Dispatcher): boolean {
  return uses.length > 0;
}

/** Names in a function that hold the nr of the command: `nr = _IOC_NR(cmd)`. */
export function nrVariables({ definition, command }: Dispatcher): ReadonlySet<string> {
  const names = new Set<string>();
  visitStatement(
    definition.body,
    (statement) => {
      if (statement.kind !== 'declaration') return true;
      for (const { name, initializer } of statement.variables) {
        if (initializer !== undefined && isNrOf(initializer, command)) names.add(name.text);
      }
      return true;
    },
    (expression) => {
      if (expression.kind !== 'assignment' || expression.operator !== '=') return true;
      const name = identifierOf(expression.left);
      if (name !== undefined && isNrOf(expression.right, command)) names.add(name);
      return true;
    },
  );
  return names;
}

/** `_IOC_NR(cmd)`, and what is computed from it. */
function isNrOf(expression: Expression, command: string): boolean {
  const call = findCall(expression, isNrMacro);
  return call !== undefined && isIdentifier(call.arguments[0], command);
}

/** A function with the names that the command and the argument have in it. */
export type CommandFunction = Pick<Dispatcher, 'definition' | 'command' | 'argument'>;

/** Where an expression takes an entry of a table: `table[i]`. */
export function indexesTable(definition: FunctionDefinition, { variable }: OpTable): readonly Expression[] {
  const found: Expression[] = [];
  visitStatement(
    definition.body,
    () => true,
    (part) => {
      if (part.kind === 'index' && isIdentifier(part.object, variable.name.text)) found.push(part);
      return true;
    },
  );
  return found;
}

/** Functions of this file that get the command as an argument, with the parameter that takes it. */
function deputies(
  source: DriverSource,
  { definition, command }: Pick<Dispatcher, 'definition' | 'command'>,
): readonly CommandFunction[] {
  const found = new Map<FunctionDefinition, CommandFunction>();
  visitStatement(
    definition.body,
    () => true,
    (part) => {
      const deputy = part.kind === 'call' ? deputyOf(source, part, command) : undefined;
      if (deputy !== undefined && deputy.definition !== definition) found.set(deputy.definition, deputy);
      return true;
    },
  );
  return [...found.values()];
}

/** The function of this file that a call hands the command to. */
export function deputyOf(source: DriverSource, call: CallExpression, command: string): CommandFunction | undefined {
  const at = call.arguments.findIndex((argument) => isIdentifier(argument, command));
  const called = at < 0 ? undefined : source.functionNamed(calleeName(call) ?? '');
  if (called?.surface !== source.surface) return undefined;
  const { parameters } = called.definition;
  const name = parameters.length === call.arguments.length ? parameters[at].name?.text : undefined;
  if (name === undefined) return undefined;
  const argument = parameters[at + 1]?.name?.text;
  return { definition: called.definition, command: name, ...(argument === undefined ? {} : { argument }) };
}

/** A dispatcher with every function of the file that it hands the command to, directly or through others. */
export function withDeputies(source: DriverSource, dispatcher: Dispatcher): readonly CommandFunction[] {
  const all = new Map<FunctionDefinition, CommandFunction>([[dispatcher.definition, dispatcher]]);
  // A map may grow while it is walked through.
  for (const each of all.values()) {
    for (const deputy of deputies(source, each)) if (!all.has(deputy.definition)) all.set(deputy.definition, deputy);
  }
  return [...all.values()];
}

/** Whether a function decides by the command in a way that is not a plain comparison of the whole number. */
export function looksAtParts(definition: FunctionDefinition, command: string): boolean {
  let found = false;
  visitStatement(
    definition.body,
    () => !found,
    (part) => {
      found ||=
        part.kind === 'call' &&
        /(^|_)IOC(TL)?_(NR|DIR|SIZE|TYPE)$/.test(calleeName(part) ?? '') &&
        isIdentifier(part.arguments[0], command);
      found ||=
        part.kind === 'binary' && part.operator === '&' && someExpression(part, (e) => isIdentifier(e, command));
      return !found;
    },
  );
  return found;
}

/** The commands that a dispatcher and its deputies name: in `case` labels and comparisons, with their places. */
export function namedCommands(
  source: DriverSource,
  dispatcher: Dispatcher,
): ReadonlyMap<string, { readonly start: number; readonly end: number }> {
  const named = new Map<string, { readonly start: number; readonly end: number }>();
  for (const { definition } of withDeputies(source, dispatcher)) {
    visitStatement(
      definition.body,
      (statement) => {
        if (statement.kind === 'case') for (const value of expressionsOf(statement)) noteCommand(value);
        return true;
      },
      (part) => {
        if (part.kind === 'binary' && (part.operator === '==' || part.operator === '!=')) {
          noteCommand(part.left);
          noteCommand(part.right);
        }
        return true;
      },
    );
  }
  return named;

  function noteCommand(value: Expression): void {
    const inner = value.kind === 'call' && isNrMacro(calleeName(value) ?? '') ? value.arguments[0] : value;
    const name = identifierOf(inner);
    if (name !== undefined && !named.has(name) && source.command(name) !== undefined) {
      named.set(name, { start: value.start, end: value.end });
    }
  }
}
