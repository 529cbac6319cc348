import type { RecordOnAbis } from '../../../review/byAbi.js';
import type { Command } from '../../../review/commands.js';
import type { KernelDoc } from '../../../review/kernelDoc.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import type { FileRule, Fix, RuleFinding } from '../../rule.js';
import { newlineOf } from '../docEntries.js';
import { macroDocs } from '../macroDocs.js';

/**
 * A kernel-doc comment with the macro of a command as its title, where the command passes a struct of this header. For a
 * command without an argument, or with a plain number, the macro is the only thing that can be documented.
 */
export const rule: FileRule = {
  id: 'kdoc/on-macro-not-struct',
  scope: 'file',
  why:
    'The macro has no members, so its comment cannot describe them one by one, and what is said of the struct and of the ' +
    'command ends up in two places of the generated documentation.',
  reference: { title: 'IOMMUFD, "IOMMUFD User API"', url: 'https://docs.kernel.org/userspace-api/iommufd.html' },
  severity: { recommended: 'hint', new: 'warning', legacy: 'off', strict: 'warning' },
  check: ({ header }) => {
    const docs = macroDocs(header);
    return header.commands.flatMap((command): readonly RuleFinding[] => {
      const doc = docs.get(command.name);
      const record = command.recordName === undefined ? undefined : header.recordsByName.get(command.recordName);
      if (doc === undefined || record === undefined) return [];
      const title = `${record.kind} ${record.name}`;
      return [
        {
          symbol: command.name,
          range: doc.nameRange,
          message: `the kernel-doc comment of ${command.name} is attached to the macro, not to its argument ${title}`,
          abis: header.abiIds,
          help: `move it to the struct and begin it with '${title} - ioctl(${command.name})'`,
          fixes: moveFix(header, command, doc, record),
        },
      ];
    });
  },
};

/** Moves the comment, where the struct has none and no other command shares it. */
function moveFix(header: ReviewedHeader, command: Command, doc: KernelDoc, record: RecordOnAbis): Fix[] {
  if (header.kernelDocOf(record) !== undefined || header.use(record).commands.length !== 1) return [];
  const { range, isTypedefName } = record.onAbis[0].record;
  const { file } = doc.range;
  const { text } = file;
  const target = text.lastIndexOf('\n', range.start - 1) + 1;
  const from = text.lastIndexOf('\n', doc.range.start - 1) + 1;
  const newline = text.indexOf('\n', doc.range.end);
  if (isTypedefName || newline < 0 || text.slice(target, range.start).trim() !== '') return [];
  if (text.slice(from, doc.range.start).trim() !== '' || text.slice(doc.range.end, newline).trim() !== '') return [];
  const [before, after] = [
    text.slice(doc.range.start, doc.nameRange.start).replace(/\b(?:define|typedef)\s+$/, ''),
    text.slice(doc.nameRange.end, doc.range.end),
  ];
  const brief = after.replace(/^[ \t]*[-:]+[ \t]*/, ': ');
  const moved = `${before}${record.kind} ${record.name} - ioctl(${command.name})${brief}${newlineOf(text)}`;
  const edits = [
    { range: { file, start: target, end: target }, newText: moved },
    { range: { file, start: from, end: newline + 1 }, newText: '' },
  ].sort((a, b) => a.range.start - b.range.start);
  return [{ title: `Move the comment to ${record.kind} ${record.name}`, edits, effect: 'neutral' }];
}
