import { bytes, factLines, type RecordOnAbis } from '../../../review/byAbi.js';
import { anyLayout } from '../../../review/reviewedHeader.js';
import { appendMember, reservedDeclaration, reservedName } from '../../memberFixes.js';
import { type RecordRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { growth, passingCommands, sizeName } from '../sizeHeader.js';

/**
 * Padding at the end of a struct that begins with its size. The dispatchers of such interfaces take the end of a member
 * as the smallest size that they accept, so the same struct has two sizes: with and without its padding.
 */
export const rule: RecordRule = {
  id: 'extensible/min-size-in-padding',
  scope: 'record',
  why:
    'The smallest accepted size of a growing struct is the end of a member. With padding behind it, callers may pass two ' +
    'sizes for one version, and a member added later lies in bytes that old callers have passed as garbage.',
  reference: {
    title: '(How to avoid) Botching up ioctls, "Prerequisites"',
    url: 'https://docs.kernel.org/process/botching-up-ioctls.html#prerequisites',
  },
  severity: severities('warning'),
  check,
};

function check({ header }: RuleContext, record: RecordOnAbis): readonly RuleFinding[] {
  if (growth(header) === undefined) return [];
  const commands = passingCommands(header, record);
  if (commands.length === 0) return [];
  if (sizeName(record) === undefined) return [];
  const tails = record.onAbis.map(({ abi, record: { layout } }) => {
    const tail = layout?.padding.find(({ kind, widthBits }) => kind === 'tail' && widthBits >= 8);
    return { abi, layout, tailBytes: Math.floor((tail?.widthBits ?? 0) / 8), after: tail?.after };
  });
  const padded = tails.filter(({ tailBytes }) => tailBytes > 0);
  if (padded.length === 0) return [];
  const [{ tailBytes, layout, after }] = padded;
  const end = (layout?.sizeBytes ?? 0) - tailBytes;
  const isAlike = tails.every((tail) => tail.tailBytes === tailBytes);
  const declaration = reservedDeclaration(end, tailBytes, reservedName(record));
  const fix = isAlike && anyLayout(record) !== undefined ? appendMember(record, declaration, 'layout') : undefined;
  return [
    {
      symbol: record.name,
      range: record.onAbis[0].record.nameRange,
      message:
        `struct ${record.name}, the argument of ${commands[0].name}, ends with ${bytes(tailBytes)} of padding, so that both ` +
        `${end} and ${end + tailBytes} are sizes of the same version`,
      abis: padded.map(({ abi }) => abi),
      facts: factLines(
        tails.map(({ abi, layout: onAbi, tailBytes: tail }) => {
          const size = onAbi?.sizeBytes ?? 0;
          return [abi, `'${after ?? ''}' ends at ${size - tail}, the struct at ${size}`] as const;
        }),
      ),
      help: `as long as the struct is unpublished, name the padding and require it to be zero: ${declaration}`,
      fixes: fix === undefined ? [] : [fix],
    },
  ];
}
