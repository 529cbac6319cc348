import type { RecordOnAbis } from '../../../review/byAbi.js';
import { docName } from '../../../review/documentedParts.js';
import { question } from '../../../review/question.js';
import type { Fix, RecordRule, RuleContext, RuleFinding } from '../../rule.js';
import { newlineOf } from '../docEntries.js';
import { macroDocs } from '../macroDocs.js';

/**
 * A struct that a command of the header passes, without a kernel-doc comment. It is a hint in general, since most of the
 * older headers explain themselves in other ways, and a warning in size-first and argsz interfaces, whose numbers do not
 * even name the struct. A comment above the macro of the command is the matter of kdoc/on-macro-not-struct.
 */
export const rule: RecordRule = {
  id: 'kdoc/missing-on-ioctl-struct',
  scope: 'record',
  why:
    'The struct is the interface: what each member means, which way it goes and which values are valid stands in its ' +
    'kernel-doc comment, which becomes the documentation of the ioctl.',
  reference: {
    title: 'Writing kernel-doc comments',
    url: 'https://docs.kernel.org/doc-guide/kernel-doc.html',
  },
  severity: { recommended: 'hint', new: 'warning', legacy: 'off', strict: 'warning' },
  check: (context, record) => findingsOf(record, context),
};

function findingsOf(record: RecordOnAbis, { header }: RuleContext): readonly RuleFinding[] {
  const { commands } = header.use(record);
  if (commands.length === 0 || header.kernelDocOf(record) !== undefined) return [];
  if (header.ask(isTitle, `${record.kind} ${record.name}`)) return [];
  if (commands.every(({ name }) => header.ask(isDocumentedMacro, name))) return [];
  const style = header.recordStyle(record);
  const title = `${record.kind} ${record.name}`;
  const by = commands.length === 1 ? commands[0].name : `${commands[0].name} and ${commands.length - 1} more`;
  return [
    {
      symbol: record.name,
      range: record.onAbis[0].record.nameRange,
      message: `${title}, the argument of ${by}, has no kernel-doc comment`,
      abis: record.onAbis.map(({ abi }) => abi),
      ...(style === 'size-first' || style === 'argsz' ? { severity: 'warning' } : {}),
      help: `put a comment before it that begins with '/** ${title} - ioctl(${commands[0].name})' and describes each member`,
      fixes: skeleton(
        record,
        commands[0].name,
        header.members(record).map(({ path }) => docName(path)),
      ),
    },
  ];
}

/** Some kernel-doc comment has the record in its title, wherever it stands. */
const isTitle = question((header, title: string) => {
  const titles = header.part(
    'kdoc/titles',
    () => new Set(header.kernelDocs.map(({ kind, name }) => `${kind} ${name}`)),
  );
  return titles.has(title);
});

const isDocumentedMacro = question((header, name: string) => macroDocs(header).has(name));

/** A comment with an entry for each member, to be filled in. */
function skeleton(record: RecordOnAbis, command: string, names: readonly string[]): Fix[] {
  const [{ record: declared }] = record.onAbis;
  const { file, start } = declared.range;
  const lineStart = file.text.lastIndexOf('\n', start - 1) + 1;
  if (declared.isTypedefName || names.length === 0 || file.text.slice(lineStart, start).trim() !== '') return [];
  const title = `${record.kind} ${record.name}`;
  const entries = names.map((name, i) => {
    const isSize = i === 0 && (name === 'size' || name === 'argsz');
    return ` * @${name}: ${isSize ? `sizeof(${title})` : 'TODO'}`;
  });
  const newline = newlineOf(file.text);
  const text = ['/**', ` * ${title} - ioctl(${command})`, ...entries, ' */', ''].join(newline);
  return [
    {
      title: `Insert a kernel-doc comment for ${title}`,
      edits: [{ range: { file, start: lineStart, end: lineStart }, newText: text }],
      effect: 'choice',
    },
  ];
}
