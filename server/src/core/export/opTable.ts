/** A header's commands as the dispatch table of a driver, in C of the kernel: one file for each style. */
import type { OpTableRequest, OpTableResult } from './opTableCommands.js';
import { opTableFwctl } from './opTableFwctl.js';
import { opTableKivity } from './opTableKivity.js';

export const opTableStyles = ['fwctl', 'kivity'] as const;

export type OpTableStyle = (typeof opTableStyles)[number];

const writers: Readonly<Record<OpTableStyle, (request: OpTableRequest) => OpTableResult>> = {
  fwctl: opTableFwctl,
  kivity: opTableKivity,
};

export function opTable(style: OpTableStyle, request: OpTableRequest): OpTableResult {
  return writers[style](request);
}
