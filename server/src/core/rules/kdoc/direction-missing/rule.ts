import { docName } from '../../../review/documentedParts.js';
import type { KernelDocMember } from '../../../review/kernelDoc.js';
import type { FileRule, RuleContext, RuleFinding } from '../../rule.js';
import { type DocumentedDeclaration, documentedDeclarations } from '../docEntries.js';

/**
 * In a header whose kernel-doc says of members which way they go (`Input; …`, `Output: …`, `[in] …`), a member of an
 * ioctl's struct that does not. The size member and what must be zero are inputs by nature. Headers that have no such
 * convention, or only say it where it is not obvious, are left alone: there the text of each member has to be read.
 */
export const rule: FileRule = {
  id: 'kdoc/direction-missing',
  scope: 'file',
  why:
    'A number made with _IO() does not say whether the kernel reads or writes, and an _IOWR() number not which members: ' +
    'only the comment does, for readers and for tools such as strace and valgrind.',
  reference: {
    title: 'Decoding an IOCTL Magic Number',
    url: 'https://docs.kernel.org/userspace-api/ioctl/ioctl-decoding.html',
  },
  severity: { recommended: 'hint', new: 'hint', legacy: 'off', strict: 'hint' },
  check,
};

/** `Input;`, `Input/Output:`, `[in,out]`, `(out)`, `In:`. */
const marked = /^(?:(?:in|out)(?:put)?(?:\s*[/,&]\s*(?:in|out)(?:put)?)?\s*[;:.,]|[[(](?:in|out)[\])/,&\w\s]*)/i;
const spoken = /\b(?:input|output|returns?|returned|on (?:entry|exit|success)|filled|written|set by|provided by)\b/i;
const fixedByNature = /must be (?:0|zero)|reserved|unused|\bsizeof\s*\(/i;

function check(context: RuleContext): readonly RuleFinding[] {
  const { header } = context;
  const declarations = documentedDeclarations(header).filter(({ parts: { doc } }) => {
    const record = header.recordsByName.get(doc.name);
    return record !== undefined && header.use(record).commands.length > 0;
  });
  const entries = declarations.flatMap(({ parts }) => parts.described.filter((entry) => !isFixed(entry)));
  const markedCount = entries.filter(({ text }) => marked.test(text)).length;
  if (markedCount === 0 || markedCount * 3 < entries.length) return [];
  return declarations.flatMap((each) => findingsOf(each, context));
}

function isFixed({ name, text }: KernelDocMember): boolean {
  return /^(?:size|argsz|_*(?:reserved|pad|resv|mbz)\w*)$/.test(name) || fixedByNature.test(text);
}

function findingsOf({ title, parts }: DocumentedDeclaration, { analyses }: RuleContext): readonly RuleFinding[] {
  const symbols = new Map(parts.declared.map(({ name, symbol }) => [name, symbol]));
  return parts.described.flatMap((entry) => {
    const symbol = symbols.get(docName(entry.name));
    if (symbol === undefined || isFixed(entry) || marked.test(entry.text) || spoken.test(entry.text)) return [];
    return [
      {
        symbol,
        range: entry.range,
        message: `${title}: the description of '${entry.name}' does not say whether it is input or output`,
        abis: analyses.map(({ abi }) => abi.id),
        help: "begin the description with 'Input;', 'Output;' or 'Input/Output;' as the others do",
      },
    ];
  });
}
