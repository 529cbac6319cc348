/**
 * Op tables: initialisers whose entries name a command and a function, written out or by a macro of the driver.
 */
import type { CallExpression, Expression, InitializerEntry, SurfaceVariable } from '../surface/ast.js';
import { calleeName, visitExpression, visitStatement } from '../surface/visit.js';
import type { FoundLink } from './commandLinks.js';
import { type CommandNames, commandIn, type NamedCommand } from './commandNames.js';
import type { DriverSource } from './driverSource.js';
import { commandMembers, handlerMembers, type OpTableMacro, opTableMacros } from './opTableMacro.js';

/** A macro with a designated initialiser by a command's number, as one that writes an entry of an op table has. */
const definesEntry = /#\s*define[^\n]*(?:\\\n[^\n]*)?\[\s*\w*_NR\s*\(/;

export function tableLinks(source: DriverSource, names: CommandNames): readonly FoundLink[] {
  const macros = opTableMacros(source.surfacesWith(definesEntry));
  const links: FoundLink[] = [];
  for (const table of variablesOf(source)) {
    const { initializer } = table;
    if (initializer?.kind !== 'initializerList') continue;
    visitExpression(initializer, (expression) => {
      if (expression.kind !== 'initializerList') return;
      for (const entry of expression.entries) {
        const link = linkOfEntry(entry, source, names, macros);
        if (link !== undefined) links.push({ ...link, table, entry: entry.value });
      }
    });
  }
  return links;
}

/** The variables of the file, and the static ones of functions. */
function variablesOf({ surface }: DriverSource): readonly SurfaceVariable[] {
  const { text } = surface.file;
  const local: SurfaceVariable[] = [];
  for (const definition of surface.functions) {
    const { start, end } = definition.bodySpan;
    // A table in a function is static, or it would be filled at each call; few functions have one.
    if (!text.slice(start, end).includes('static')) continue;
    visitStatement(definition.body, (statement) => {
      if (statement.kind === 'declaration') local.push(...statement.variables.filter(({ isStatic }) => isStatic));
    });
  }
  return [...surface.variables, ...local];
}

function linkOfEntry(
  { designators, value }: InitializerEntry,
  source: DriverSource,
  names: CommandNames,
  macros: ReadonlyMap<string, OpTableMacro>,
): FoundLink | undefined {
  if (value.kind === 'call') {
    const macro = macros.get(calleeName(value) ?? '');
    return macro === undefined ? undefined : linkOfMacro(value, macro, source);
  }
  const [designator] = designators;
  const index = designator?.kind === 'index' && designator.last === undefined ? designator.index : undefined;
  const indexed = index === undefined ? undefined : commandIn(index, names);
  if (value.kind !== 'initializerList') {
    const handlerName = indexed === undefined ? undefined : functionName(value, source);
    if (indexed === undefined || handlerName === undefined) return undefined;
    return { command: indexed.name, kind: 'opTable', span: indexed, handlerName };
  }
  const command = indexed ?? commandOfList(value.entries, names);
  const handlerName = command === undefined ? undefined : handlerOfList(value.entries, source);
  if (command === undefined || handlerName === undefined) return undefined;
  return { command: command.name, kind: 'opTable', span: command, handlerName, ...recordOfList(value.entries) };
}

function linkOfMacro(call: CallExpression, macro: OpTableMacro, source: DriverSource): FoundLink | undefined {
  const command = call.arguments.at(macro.command);
  const handler = call.arguments.at(macro.handler);
  if (command?.kind !== 'identifier' || handler === undefined) return undefined;
  const handlerName = functionName(handler, source);
  if (handlerName === undefined) return undefined;
  const recordName = macro.record === undefined ? undefined : tagIn(call.arguments.at(macro.record));
  const last = macro.lastMember === undefined ? undefined : call.arguments.at(macro.lastMember);
  const lastMember = last === undefined ? undefined : source.textOf(last).trim();
  return {
    command: macro.prefix + command.name,
    kind: macro.isDrm ? 'drmTable' : 'opTable',
    span: command,
    handlerName,
    ...(recordName === undefined ? {} : { recordName }),
    ...(lastMember === undefined ? {} : { lastMember }),
  };
}

/** `{ .cmd = X, … }` and `{ X, … }`. */
function commandOfList(entries: readonly InitializerEntry[], names: CommandNames): NamedCommand | undefined {
  const named = entries.flatMap(({ designators: [designator], value }) => {
    if (designator !== undefined && (designator.kind !== 'member' || !commandMembers.has(designator.member.text))) {
      return [];
    }
    const command = commandIn(value, names);
    return command === undefined ? [] : [command];
  });
  return new Set(named.map(({ name }) => name)).size === 1 ? named[0] : undefined;
}

function handlerOfList(entries: readonly InitializerEntry[], source: DriverSource): string | undefined {
  const functions: string[] = [];
  for (const { designators, value } of entries) {
    const [designator] = designators;
    if (designator?.kind === 'index') continue;
    const name = functionName(value, source);
    if (name === undefined) continue;
    if (designator?.kind === 'member' && handlerMembers.has(designator.member.text)) return name;
    functions.push(name);
  }
  return functions.length === 1 ? functions[0] : undefined;
}

/** A function in an initialiser, which has to be a constant: an object's name alone is no value there, but an array's is. */
function functionName(expression: Expression, source: DriverSource): string | undefined {
  if (expression.kind === 'cast') return functionName(expression.operand, source);
  if (expression.kind === 'unary' && expression.operator === '&') return functionName(expression.operand, source);
  if (expression.kind !== 'identifier') return undefined;
  const { name } = expression;
  if (source.surface.functions.some((definition) => definition.name.text === name)) return name;
  // Constants are written in capitals.
  if (name === name.toUpperCase() || name === 'true' || name === 'false') return undefined;
  const { variables, enums, macros } = source.surface;
  const isElse =
    variables.some((variable) => variable.name.text === name) ||
    macros.some((macro) => macro.name.text === name) ||
    enums.some(({ enumerators }) => enumerators.some((enumerator) => enumerator.name.text === name));
  return isElse ? undefined : name;
}

function recordOfList(entries: readonly InitializerEntry[]): Pick<FoundLink, 'recordName' | 'lastMember'> {
  let recordName: string | undefined;
  let lastMember: string | undefined;
  for (const { value } of entries) {
    visitExpression(value, (expression) => {
      if (expression.kind === 'sizeof') recordName ??= tagIn(expression);
      if (expression.kind === 'call' && calleeName(expression) === 'offsetofend') {
        const [type, member] = expression.arguments;
        recordName ??= tagIn(type);
        if (member?.kind === 'identifier') lastMember ??= member.name;
      }
    });
  }
  return {
    ...(recordName === undefined ? {} : { recordName }),
    ...(lastMember === undefined ? {} : { lastMember }),
  };
}

/** The tag of `struct x` as an argument, or below `sizeof`. */
function tagIn(expression: Expression | undefined): string | undefined {
  if (expression?.kind !== 'type' && expression?.kind !== 'sizeof') return undefined;
  const { type } = expression;
  const isRecord = type?.keyword === 'struct' || type?.keyword === 'union';
  return isRecord && type.pointers === 0 && type.arrays.length === 0 ? type.name : undefined;
}
