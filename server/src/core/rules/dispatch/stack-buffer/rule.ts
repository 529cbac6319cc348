import type { Dispatcher } from '../../../driver/dispatcher.js';
import type { DriverSource } from '../../../driver/driverSource.js';
import type { OpEntry } from '../../../driver/opTable.js';
import type { SurfaceRecord } from '../../../surface/ast.js';
import { visitStatement } from '../../../surface/visit.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { dispatchersOfTable, publishedTables } from '../tableFacts.js';
import { description } from './description.js';

/**
 * A record of an op table that is no member of the union on the dispatcher's stack that holds the arguments, where it is
 * larger than the union, or where nothing at build time compares the sizes. With such a check (`BUILD_BUG_ON_ZERO`) a
 * record that fits may stay out of the union: iommufd leaves some out.
 */
export const rule: SourceRule = {
  ...description,
  check: (source) =>
    publishedTables(source).flatMap(({ table, name }) =>
      dispatchersOfTable(source, table).flatMap((dispatcher) => {
        const union = bufferUnion(dispatcher, source);
        return union === undefined ? [] : table.entries.flatMap((entry) => judge(entry, union, name, source));
      }),
    ),
};

function judge(entry: OpEntry, union: SurfaceRecord, table: string, source: DriverSource): readonly RuleFinding[] {
  const { record, command, hasSizeGuard } = entry;
  if (record === undefined) return [];
  const tags = union.members.flatMap(({ type }) =>
    type.keyword === 'struct' && type.pointers === 0 ? [type.name] : [],
  );
  if (tags.includes(record.text)) return [];
  const size = sizeOf(source, record.text);
  const sizes = union.members.map(({ type }) => (type.keyword === 'struct' ? sizeOf(source, type.name) : undefined));
  const room = sizes.every((each) => each !== undefined) ? Math.max(0, ...sizes) : undefined;
  const isTooLarge = size !== undefined && room !== undefined && size > room;
  if (hasSizeGuard && !isTooLarge) return [];
  const tail = isTooLarge
    ? `, which has room for ${room} of its ${size} bytes${hasSizeGuard ? ': the build stops' : ': the copy overruns the stack'}`
    : ', and nothing compares their sizes at build time';
  return [
    {
      symbol: command.text,
      range: source.rangeOf(record),
      message: `'struct ${record.text}' of ${command.text} is not in 'union ${union.tag.text}'${tail}`,
      abis: [],
      help: isTooLarge
        ? 'add it to the union'
        : `add it to the union, or compare the sizes in the entries of '${table}' with BUILD_BUG_ON_ZERO`,
      ...(isTooLarge ? {} : { severity: 'warning' as const }),
    },
  ];
}

/** The one union that the dispatcher declares as a variable, where its definition is in the file. */
function bufferUnion({ definition }: Dispatcher, { surface }: DriverSource): SurfaceRecord | undefined {
  const tags: string[] = [];
  visitStatement(definition.body, (statement) => {
    if (statement.kind !== 'declaration') return true;
    for (const { type } of statement.variables) {
      if (type.keyword === 'union' && type.pointers === 0 && type.arrays.length === 0) tags.push(type.name);
    }
    return true;
  });
  if (tags.length !== 1) return undefined;
  const unions = surface.records.filter(({ keyword, tag }) => keyword === 'union' && tag.text === tags[0]);
  return unions.length === 1 && unions[0].members.length > 0 ? unions[0] : undefined;
}

function sizeOf(source: DriverSource, tag: string): number | undefined {
  return source.record(tag)?.record.onAbis[0].record.layout?.sizeBytes;
}
