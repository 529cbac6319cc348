import {
  type DocumentedDeclaration,
  docName,
  documentedEnum,
  documentedRecord,
} from '../../../review/documentedParts.js';
import { enumsOf } from '../../../review/enums.js';
import type { KernelDocMember } from '../../../review/kernelDoc.js';
import { question } from '../../../review/question.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import type { AbiId } from '../../../target/abi.js';
import type { DocumentedRule, RuleContext, RuleFinding } from '../../rule.js';

/**
 * In a header whose kernel-doc says of members which way they go (`Input; …`, `Output: …`, `[in] …`), a member of an
 * ioctl's struct that does not. The size member and what must be zero are inputs by nature. Headers that have no such
 * convention, or only say it where it is not obvious, are left alone: there the text of each member has to be read.
 */
export const rule: DocumentedRule = {
  id: 'kdoc/direction-missing',
  scope: 'documented',
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

function check({ header }: RuleContext, declaration: DocumentedDeclaration): readonly RuleFinding[] {
  return isArgument(header, declaration) && header.ask(saysDirections, undefined)
    ? findingsOf(declaration, header.abiIds)
    : [];
}

function isArgument(header: ReviewedHeader, { parts: { doc } }: DocumentedDeclaration): boolean {
  const record = header.recordNamed(doc.name);
  return record !== undefined && header.use(record).commands.length > 0;
}

/** A third of the entries in the comments on arguments begins with a direction. */
const saysDirections = question((header, _: undefined) =>
  header.part('saysDirections', () => {
    if (header.commands.length === 0) return false;
    let entries = 0;
    let markedEntries = 0;
    const count = (declaration: DocumentedDeclaration | undefined): void => {
      if (declaration === undefined || !isArgument(header, declaration)) return;
      for (const entry of declaration.parts.described) {
        if (isFixed(entry)) continue;
        entries++;
        if (marked.test(entry.text)) markedEntries++;
      }
    };
    for (const record of header.records) count(documentedRecord(header, record));
    for (const each of enumsOf(header)) count(documentedEnum(header, each));
    return markedEntries > 0 && markedEntries * 3 >= entries;
  }),
);

function isFixed({ name, text }: KernelDocMember): boolean {
  return /^(?:size|argsz|_*(?:reserved|pad|resv|mbz)\w*)$/.test(name) || fixedByNature.test(text);
}

function findingsOf({ title, parts }: DocumentedDeclaration, abis: readonly AbiId[]): readonly RuleFinding[] {
  const symbols = new Map(parts.declared.map(({ name, symbol }) => [name, symbol]));
  return parts.described.flatMap((entry) => {
    const symbol = symbols.get(docName(entry.name));
    if (symbol === undefined || isFixed(entry) || marked.test(entry.text) || spoken.test(entry.text)) return [];
    return [
      {
        symbol,
        range: entry.range,
        message: `${title}: the description of '${entry.name}' does not say whether it is input or output`,
        abis,
        help: "begin the description with 'Input;', 'Output;' or 'Input/Output;' as the others do",
      },
    ];
  });
}
