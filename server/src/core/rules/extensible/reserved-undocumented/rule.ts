import type { RecordOnAbis } from '../../../review/byAbi.js';
import { hasKernelDoc, memberDocs } from '../../../review/memberDocs.js';
import { type RecordRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { isReservedName, lastName, memberWay, saysZero } from '../memberRole.js';
import { growth, passingCommands } from '../sizeHeader.js';

/**
 * A reserved member of a struct that user space fills in, of which no comment says that it must be zero (or that nobody
 * looks at it). A struct without any kernel-doc lacks more than that and is left alone; in a size-first header it gets a
 * hint.
 */
export const rule: RecordRule = {
  id: 'extensible/reserved-undocumented',
  scope: 'record',
  why:
    'Reserved bytes can only be used later if every program set them to zero and the kernel rejected anything else. ' +
    'Both begin with a comment that says so.',
  reference: {
    title: '(How to avoid) Botching up ioctls, "Basics"',
    url: 'https://docs.kernel.org/process/botching-up-ioctls.html#basics',
  },
  severity: severities('warning'),
  check,
};

function check({ header }: RuleContext, record: RecordOnAbis): readonly RuleFinding[] {
  const commands = passingCommands(header, record);
  if (commands.length === 0) return [];
  if (commands.every(({ ioctl: { direction } }) => direction === 'r')) return [];
  const reserved = header.members(record).filter(({ path }) => isReservedName(path));
  if (reserved.length === 0) return [];
  const docs = memberDocs(header, record);
  const isDocumented = hasKernelDoc(header, record);
  if (!isDocumented && growth(header)?.sizeName !== 'size') return [];
  const description = header.kernelDocOf(record)?.description ?? '';
  return reserved.flatMap(({ path, range, onAbis }) => {
    const name = lastName(path);
    const doc = docs.get(path) ?? docs.get(name);
    if (name === 'pad' && doc !== undefined && !/reserved|padding|unused|align/i.test(doc.text)) return [];
    if ((doc !== undefined && saysZero(doc.text)) || memberWay(path, doc) === 'out' || /\bout\./.test(path)) return [];
    if (/\b(reserved|padding)\b/i.test(description) && saysZero(description)) return [];
    return [
      {
        symbol: `${record.name}.${path}`,
        range,
        message: `${record.kind} ${record.name}: no comment says that '${path}' must be 0`,
        abis: onAbis.map(({ abi }) => abi),
        help: `say "@${name}: Must be 0" in the kernel-doc, and reject anything else in the kernel`,
        ...(isDocumented ? undefined : { severity: 'hint' as const }),
      },
    ];
  });
}
