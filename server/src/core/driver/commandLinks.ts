/**
 * Which code handles which ioctl command: an entry of an op table, a case of a `switch (cmd)`, a comparison with `cmd`.
 * A name counts as a command where a uapi header publishes it, where a macro of the driver makes it with `_IO` and its
 * like, or where it stands in one table or `switch` with such a name. What may be something else is left out.
 */
import type { Expression, FunctionDefinition, Span, SurfaceVariable } from '../surface/ast.js';
import { commandNames } from './commandNames.js';
import type { DriverSource, FunctionInFile } from './driverSource.js';
import { statementLinks } from './statementLinks.js';
import { tableLinks } from './tableLinks.js';

export interface CommandLink {
  /** The ioctl macro, as written. */
  readonly command: string;
  /** `opTable`: an entry of a designated table; `drmTable`: of a DRM table; `case`; `comparison`: `cmd == X`. */
  readonly kind: 'opTable' | 'drmTable' | 'case' | 'comparison';
  /** Where the command is named, in the file of the driver source. */
  readonly span: Span;
  /** Name of the function that handles it; of a case, the one it calls, where it calls just one with the argument. */
  readonly handlerName?: string;
  /** Its definition, where the folder has just one. */
  readonly handler?: FunctionInFile | undefined;
  /** The function whose `switch` or comparison it is. */
  readonly dispatcher?: FunctionDefinition;
  /** The table whose entry it is. */
  readonly table?: SurfaceVariable;
  /** The entry. */
  readonly entry?: Expression;
  /** Tag of the record that the code says it passes. */
  readonly recordName?: string;
  /** Last member of the smallest accepted version, as `IOCTL_OP(cmd, fn, struct, last)` names it. */
  readonly lastMember?: string;
}

/** A link before its handler is looked up. */
export type FoundLink = Omit<CommandLink, 'handler'>;

/** The handler may stand in another file of the folder, so it is looked up when it is asked for. */
function withHandler(link: FoundLink, source: DriverSource): CommandLink {
  const { handlerName } = link;
  if (handlerName === undefined) return link;
  return {
    ...link,
    get handler() {
      return source.functionNamed(handlerName);
    },
  };
}

/** The links of the source's own file, in the order in which they are written. */
export function linksOf(source: DriverSource): readonly CommandLink[] {
  const names = commandNames(source);
  const found = [...tableLinks(source, names), ...statementLinks(source, names)];
  return found.map((link) => withHandler(link, source)).sort((a, b) => a.span.start - b.span.start);
}
