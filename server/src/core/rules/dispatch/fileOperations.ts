/** What the rules about `struct file_operations` ask: which functions it names, which commands they handle. */
import {
  type CommandFunction,
  type Dispatcher,
  deputyOf,
  dispatchersOf,
  indexesTable,
  looksAtParts,
  namedCommands,
  withDeputies,
} from '../../driver/dispatcher.js';
import type { DriverSource, PublishedCommand } from '../../driver/driverSource.js';
import { readOpTables } from '../../driver/opTable.js';
import type { FunctionDefinition, InitializerEntry, InitializerList, SurfaceVariable } from '../../surface/ast.js';
import { identifierOf, isIdentifier } from '../../surface/match.js';
import { calleeName, callsIn, expressionsOf, visitStatement } from '../../surface/visit.js';

export interface FileOperations {
  readonly variable: SurfaceVariable;
  readonly initializer: InitializerList;
  /** The entry that sets a member. */
  readonly entry: (field: string) => InitializerEntry | undefined;
  /** Name of the function that a member is set to. */
  readonly target: (field: string) => string | undefined;
}

/** The `struct file_operations` that the file initialises. */
export function fileOperationsOf({ surface }: DriverSource): readonly FileOperations[] {
  return surface.variables.flatMap((variable) => {
    const { type, initializer } = variable;
    if (type.name !== 'file_operations' || initializer?.kind !== 'initializerList') return [];
    const entry = (field: string): InitializerEntry | undefined =>
      initializer.entries.find(({ designators: [designator] }) => {
        return designator?.kind === 'member' && designator.member.text === field;
      });
    return [{ variable, initializer, entry, target: (field) => identifierOf(entry(field)?.value) }];
  });
}

export interface HandledCommand {
  readonly published: PublishedCommand;
  /** Where it is named: a `case` label, a comparison, or an entry of an op table. */
  readonly start: number;
  readonly end: number;
}

export interface HandledCommands {
  readonly dispatcher: Dispatcher;
  readonly commands: readonly HandledCommand[];
  /** Every `case` label and entry names a command of a header, and nothing else decides by the number. */
  readonly isWhole: boolean;
  /** A function takes the direction, size or nr out of the number. */
  readonly looksAtParts: boolean;
}

/** The published commands that a function of this file handles, as far as the file says. */
export function handledCommands(source: DriverSource, name: string | undefined): HandledCommands | undefined {
  const dispatcher = dispatchersOf(source).find(({ definition }) => definition.name.text === name);
  if (dispatcher === undefined) return undefined;
  const functions = withDeputies(source, dispatcher);
  const tables = readOpTables(source).filter((table) =>
    functions.some(({ definition }) => indexesTable(definition, table).length > 0),
  );
  const commands = new Map<string, HandledCommand>();
  for (const [command, span] of namedCommands(source, dispatcher)) note(command, span);
  for (const { entries } of tables) for (const { command } of entries) note(command.text, command);
  const takesApart = functions.some(({ definition, command }) => looksAtParts(definition, command));
  const isWhole =
    (tables.length > 0 || !takesApart) &&
    tables.every((table) => table.isWhole && table.entries.every(({ command }) => commands.has(command.text))) &&
    functions.every(
      (each) => labelsAre(each.definition, (label) => commands.has(label)) && !handsCommandOut(source, each),
    );
  return { dispatcher, commands: [...commands.values()], isWhole, looksAtParts: takesApart };

  function note(command: string, { start, end }: { readonly start: number; readonly end: number }): void {
    const published = source.command(command);
    if (published !== undefined) commands.set(command, { published, start, end });
  }
}

/** Whether a call gives the command to a function that is not in this file, which may know more commands. */
function handsCommandOut(source: DriverSource, { definition, command }: CommandFunction): boolean {
  return callsIn(definition).some((call) => {
    if (!call.arguments.some((argument) => isIdentifier(argument, command))) return false;
    const name = calleeName(call) ?? '';
    const isHarmless = /^_IOC_[A-Z]+$|^(pr|dev)_[a-z_]+$|^array_index_nospec$/.test(name);
    return !isHarmless && deputyOf(source, call, command) === undefined;
  });
}

function labelsAre(definition: FunctionDefinition, isKnown: (label: string) => boolean): boolean {
  let all = true;
  visitStatement(definition.body, (statement) => {
    if (statement.kind === 'opaque') all = false;
    if (statement.kind !== 'case') return true;
    for (const value of expressionsOf(statement)) all &&= isKnown(identifierOf(value) ?? '');
    return true;
  });
  return all;
}
