/** What Documentation/userspace-api/ioctl/ioctl-number.rst has of the types that a header uses, in words. */
import {
  blockText,
  type Command,
  holderText,
  holds,
  type IoctlBlock,
  type ReviewedHeader,
  typeUses,
} from '../../core/index.js';

export interface RegisteredBlock {
  readonly type: number;
  readonly firstNr: number;
  readonly lastNr: number;
  readonly holder: string;
  /** Whether its row names the header, something that belongs together with it, or something else. */
  readonly relation: 'own' | 'related' | 'foreign';
}

/** The rows of a type; none where the header does not use it. */
export function registeredBlocks(header: ReviewedHeader, type: number): readonly RegisteredBlock[] {
  const use = typeUses(header).uses.find((each) => each.type === type);
  if (use === undefined) return [];
  return (['own', 'related', 'foreign'] as const).flatMap((relation) =>
    use[relation].map((block) => ({
      type,
      firstNr: block.firstNr,
      lastNr: block.lastNr,
      holder: holderText(block),
      relation,
    })),
  );
}

/** Whose block a command lies in: `in the registered block 00-0F of linux/foo.h`. */
export function registrationText(header: ReviewedHeader, command: Command): string | undefined {
  const use = typeUses(header).uses.find(({ type }) => type === command.ioctl.type);
  if (use === undefined) return undefined;
  const holding = (blocks: readonly IoctlBlock[]): IoctlBlock | undefined =>
    blocks.find((block) => holds(block, command));
  const block = holding(use.own) ?? holding(use.related) ?? holding(use.foreign);
  if (block !== undefined) return `In the registered block ${blockText(block)} of ${holderText(block)}`;
  const [own] = [...use.own, ...use.related];
  if (own !== undefined) return `Outside the registered block ${blockText(own)} of ${holderText(own)}`;
  return 'Its type and number are not in ioctl-number.rst';
}
