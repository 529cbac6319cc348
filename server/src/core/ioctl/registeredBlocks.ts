import { blockLines, tableOrigin } from './ioctlBlocks.generated.js';
import { type IoctlNumberTable, parseIoctlNumberTable } from './ioctlNumberTable.js';

let table: IoctlNumberTable | undefined;

/** The table that the program carries, for headers outside of a kernel tree. Read when it is first asked for. */
export function registeredBlocks(): IoctlNumberTable {
  table ??= { blocks: parseIoctlNumberTable(blockLines), origin: tableOrigin };
  return table;
}
