/**
 * What a driver's code says of the dispatch of one command: the model, and the smallest size that its op table accepts.
 * The model of an op table with sizes is told by the order in which its dispatcher fetches the size and compares the
 * number (`fwctl`: compares first; `iommufd`: fetches first; `liveupdate`: EINVAL for a number outside the table).
 */
import {
  calleeName,
  type DriverSource,
  type FlowPoint,
  type FunctionDefinition,
  flowOf,
  visitExpression,
  visitStatement,
} from '../../core/driverIndex.js';
import { type LinkInSource, linksTo, names } from './linkPlaces.js';

export interface DriverFact {
  /** Id of a dispatch model; undefined where the code is of none that is known. */
  readonly model?: string;
  /** Last member of the smallest accepted version. */
  readonly lastMember?: string;
  readonly recordName?: string;
  /** How many numbers the op table covers, counted from the command on. */
  readonly commandsFromHere?: number;
  readonly place: LinkInSource;
}

export function driverFact(command: string, sources: readonly DriverSource[]): DriverFact | undefined {
  const links = linksTo(command, sources);
  const place = links.find(({ link }) => link.kind === 'opTable' || link.kind === 'drmTable') ?? links[0];
  if (place === undefined) return undefined;
  const { link, source } = place;
  const { lastMember, recordName } = link;
  const model = modelOf(place);
  const commandsFromHere = model === undefined ? undefined : numbersFrom(command, source, link.table?.name.text);
  return {
    place,
    ...(model === undefined ? {} : { model }),
    ...(lastMember === undefined ? {} : { lastMember }),
    ...(recordName === undefined ? {} : { recordName }),
    ...(commandsFromHere === undefined ? {} : { commandsFromHere }),
  };
}

function modelOf({ link, source }: LinkInSource): string | undefined {
  if (link.kind === 'drmTable') return 'drm';
  const { table } = link;
  if (table === undefined || link.lastMember === undefined) return undefined;
  const users = source.surface.functions.filter((each) => usesTable(each, table.name.text));
  return users.length === 1 ? orderOf(users[0]) : undefined;
}

function usesTable(definition: FunctionDefinition, table: string): boolean {
  let does = false;
  visitStatement(
    definition.body,
    () => !does,
    (expression) => {
      // `ARRAY_SIZE(table)` alone only tells how long it is.
      if (expression.kind === 'index' && names(expression.object, table)) does = true;
      return !does;
    },
  );
  return does;
}

/** The order of the fetch of the size and of the comparison of the number, on the way through the dispatcher. */
function orderOf(dispatcher: FunctionDefinition): string | undefined {
  const { points } = flowOf(dispatcher);
  const fetch = points.find((point) => calls(point, ['get_user', '__get_user', 'copy_struct_from_user']));
  const match = points.find((point) => comparesNumber(point));
  const copy = points.find((point) => calls(point, ['copy_struct_from_user']));
  if (fetch === undefined || match === undefined || copy === undefined) return undefined;
  if (match.start < fetch.start) return 'fwctl';
  const range = points.find((point) => point.kind === 'return' && point.start < fetch.start);
  const isInvalid = range?.expression?.kind === 'unary' && names(range.expression, 'EINVAL');
  return isInvalid ? 'liveupdate' : 'iommufd';
}

function calls({ expression }: FlowPoint, wanted: readonly string[]): boolean {
  let does = false;
  if (expression === undefined) return false;
  visitExpression(expression, (part) => {
    if (part.kind === 'call' && wanted.includes(calleeName(part) ?? '')) does = true;
    return !does;
  });
  return does;
}

/** `op->ioctl_num != cmd`. */
function comparesNumber({ kind, expression }: FlowPoint): boolean {
  if (kind !== 'branch' || expression?.kind !== 'binary') return false;
  const { operator, left, right } = expression;
  if (operator !== '!=' && operator !== '==') return false;
  return (
    [left, right].some(({ kind: side }) => side === 'member') &&
    [left, right].some(({ kind: side }) => side === 'identifier')
  );
}

/** Of an op table that a number indexes: from this command's number to the table's last. */
function numbersFrom(command: string, source: DriverSource, table: string | undefined): number | undefined {
  if (table === undefined) return undefined;
  const numberOf = (name: string): number | undefined => {
    const published = source.command(name);
    return published === undefined ? undefined : Number(published.command.ioctl.nr);
  };
  const own = numberOf(command);
  const all = source.links.filter((link) => link.table?.name.text === table).map((link) => numberOf(link.command));
  const known = all.filter((number) => number !== undefined);
  // A command that no uapi header has (of a self-test) is not to be counted in.
  return own === undefined || known.length === 0 ? undefined : Math.max(...known) - own + 1;
}
