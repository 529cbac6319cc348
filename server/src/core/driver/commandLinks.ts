/**
 * Which code handles which ioctl command: an entry of an op table, a case of a `switch (cmd)`, a comparison with `cmd`.
 */
import type { Expression, FunctionDefinition, Span, SurfaceVariable } from '../surface/ast.js';
import type { DriverSource, FunctionInFile } from './driverSource.js';

export interface CommandLink {
  /** The ioctl macro, as written. */
  readonly command: string;
  /** `opTable`: an entry of a designated table; `drmTable`: of a DRM table; `case`; `comparison`: `cmd == X`. */
  readonly kind: 'opTable' | 'drmTable' | 'case' | 'comparison';
  /** Where the command is named, in the file of the driver source. */
  readonly span: Span;
  /** Name of the function that handles it; of a case, the one it calls, where it calls just one with the argument. */
  readonly handlerName?: string;
  readonly handler?: FunctionInFile;
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

export function linksOf(_source: DriverSource): readonly CommandLink[] {
  return [];
}
