/**
 * What the rules about types share: each judges one member at a time, and what it says of the same member on several ABIs
 * becomes one finding.
 */
import type { Severity } from '../../base/diagnostic.js';
import { bytes, factLines, type RecordOnAbis } from '../../review/byAbi.js';
import { isForOneWordSize } from '../../review/conditionals.js';
import type { ReviewedHeader } from '../../review/reviewedHeader.js';
import { type TypedMember, typedMembers } from '../../review/typedMembers.js';
import { article } from '../memberFixes.js';
import type { RuleFinding } from '../rule.js';

/** What a rule says of a member; `is` continues the sentence "struct foo: 'bar' …". */
export interface Judgement extends Pick<RuleFinding, 'help' | 'severity' | 'fixes' | 'related'> {
  readonly is: string;
  /** The place and size on each ABI are worth a line: they differ, or a fix changes them. */
  readonly hasPlaces?: boolean;
}

export function memberFindings(
  record: RecordOnAbis,
  judge: (member: TypedMember) => Judgement | undefined,
): readonly RuleFinding[] {
  let found: Map<string, { judgement: Judgement; members: TypedMember[] }> | undefined;
  for (const member of typedMembers(record)) {
    const judgement = judge(member);
    if (judgement === undefined) continue;
    found ??= new Map();
    const { kind, name } = member.record;
    const key = `${kind} ${name}.${member.path}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, { judgement, members: [member] });
    else known.members.push(member);
  }
  return found === undefined ? [] : [...found.values()].map(({ judgement, members }) => finding(judgement, members));
}

function finding({ is, hasPlaces = false, ...rest }: Judgement, members: readonly TypedMember[]): RuleFinding {
  const [{ record, path, range }] = members;
  return {
    symbol: `${record.name}.${path}`,
    range,
    message: `${record.kind} ${record.name}: '${path}' ${is}`,
    abis: members.flatMap(({ abis }) => abis),
    ...(hasPlaces ? { facts: factLines(members.flatMap(places)) } : {}),
    ...rest,
  };
}

function places({ placed }: TypedMember): (readonly [TypedMember['abis'][number], string])[] {
  return (placed?.onAbis ?? []).map(({ abi, flat: { offsetBits, sizeBytes, widthBits } }) => [
    abi,
    widthBits === undefined
      ? `${bytes(sizeBytes)} at offset ${offsetBits / 8}`
      : `${widthBits} of ${sizeBytes * 8} bits, from bit ${offsetBits}`,
  ]);
}

/** What changes a layout is for records that nobody uses yet. */
export const UNPUBLISHED = 'as long as the struct is unpublished,';

/** `an array of long`, `an unsigned long (through foo_t)`. */
export function asWords(type: string, { chain }: TypedMember): string {
  const through = chain.typedefs.length === 0 ? '' : ` (through ${chain.typedefs.join(', ')})`;
  return `${chain.arrayDepth > 0 ? 'an array of' : article(type)} ${type}${through}`;
}

/**
 * How severe a finding about the word size is, where it is milder than usual. A header of one architecture describes its
 * registers and frames, in words by nature, unless an ioctl passes the record. A record below `#if __BITS_PER_LONG` was
 * written for each word size by an author who knew. Both are worth no more than a remark.
 */
export function wordSizeSeverity(header: ReviewedHeader, { record }: TypedMember): Severity | undefined {
  const { file } = header;
  const isPrivate = file.architecture !== undefined || /[/\\]asm-generic[/\\][^/\\]+$/.test(file.path);
  if (isPrivate && header.use(record).reachingCommands.length === 0) return 'info';
  return header.ask(isForOneWordSize, record.onAbis[0].record.nameRange) ? 'info' : undefined;
}

/** An error in size-first interfaces, which are all new; the rule's own severity elsewhere. */
export function sizeFirstSeverity(header: ReviewedHeader, { record }: TypedMember): { readonly severity?: Severity } {
  return header.isSizeFirst(record) ? { severity: 'error' } : {};
}
