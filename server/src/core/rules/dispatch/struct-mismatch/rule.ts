import type { DriverSource, PublishedCommand } from '../../../driver/driverSource.js';
import type { EntryName, OpEntry } from '../../../driver/opTable.js';
import { visitStatement } from '../../../surface/visit.js';
import type { RuleFinding, SourceRule } from '../../rule.js';
import { publishedTables } from '../tableFacts.js';
import { description } from './description.js';

/**
 * An entry of an op table whose size is that of another record than the header binds to the command, by its number or by
 * `ioctl(NAME)` in the title of a struct's kernel-doc; and one whose handler takes the buffer as another record.
 */
export const rule: SourceRule = {
  ...description,
  check: (source) =>
    publishedTables(source).flatMap(({ known }) =>
      known.flatMap(({ entry, published }) => {
        const found = againstHeader(entry, published, source);
        return found.length > 0 ? found : againstHandler(entry, source);
      }),
    ),
};

function againstHeader(
  { record, last, command }: OpEntry,
  { command: { name, recordName, binding }, header }: PublishedCommand,
  source: DriverSource,
): readonly RuleFinding[] {
  if (recordName === undefined || (binding !== 'size' && binding !== 'kernel-doc')) return [];
  const wrong = record !== undefined && record.text !== recordName ? record : undefined;
  const place: EntryName | undefined =
    wrong ?? (last !== undefined && last.record !== recordName ? last.member : undefined);
  if (place === undefined) return [];
  const bound = header.recordsByName.get(recordName);
  const how = binding === 'size' ? 'its number is made with' : 'its kernel-doc binds';
  const used = wrong?.text ?? last?.record ?? '';
  return [
    {
      symbol: name,
      range: source.rangeOf(place),
      message: `the entry of ${command.text} uses 'struct ${used}', ${how} 'struct ${recordName}'`,
      abis: [],
      help: `use 'struct ${recordName}' here, or mend the header`,
      ...(bound === undefined
        ? {}
        : {
            related: [{ range: bound.onAbis[0].record.nameRange, message: `'struct ${recordName}' is declared here` }],
          }),
    },
  ];
}

/** `struct x *cmd = ucmd->cmd` at the top of the handler, where `cmd` is how the folder's handlers call the buffer. */
function againstHandler({ handler, record, command }: OpEntry, source: DriverSource): readonly RuleFinding[] {
  const definition = handler === undefined ? undefined : source.functionNamed(handler.text);
  if (record === undefined || handler === undefined || definition === undefined) return [];
  const parameters = new Set(definition.definition.parameters.map(({ name }) => name?.text));
  const taken: { readonly tag: string; readonly start: number; readonly end: number }[] = [];
  visitStatement(definition.definition.body, (statement) => {
    if (statement.kind !== 'declaration') return statement.kind === 'compound';
    for (const { type, initializer } of statement.variables) {
      if (type.keyword !== 'struct' || type.pointers !== 1 || initializer?.kind !== 'member') continue;
      const { object, isArrow, member } = initializer;
      if (!isArrow || member.text !== 'cmd' || object.kind !== 'identifier' || !parameters.has(object.name)) continue;
      taken.push({ tag: type.name, start: type.start, end: type.end });
    }
    return true;
  });
  const [only] = taken;
  if (taken.length !== 1 || only.tag === record.text || source.record(only.tag) === undefined) return [];
  const { file } = definition.surface;
  return [
    {
      symbol: command.text,
      range: source.rangeOf(record),
      message: `the entry of ${command.text} uses 'struct ${record.text}', its handler ${handler.text}() takes 'struct ${only.tag}'`,
      abis: [],
      help: 'use the record that the handler takes, or take the one that was copied',
      related: [{ range: { file, start: only.start, end: only.end }, message: 'the handler takes it here' }],
    },
  ];
}
