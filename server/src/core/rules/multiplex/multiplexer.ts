/**
 * Arguments that carry commands of their own: a member selects what the call does (group and attr, an option, an
 * operation), another holds the address or the value of what it is done with (struct kvm_device_attr).
 */
import type { MemberOnAbis, RecordOnAbis } from '../../review/byAbi.js';
import type { Command } from '../../review/commands.js';
import { perPiece } from '../../review/headerText.js';
import { memberDocs } from '../../review/memberDocs.js';
import { question } from '../../review/question.js';
import type { ReviewedHeader } from '../../review/reviewedHeader.js';
import { typeChain } from '../../review/typeChain.js';
import { passingCommands } from '../extensible/sizeHeader.js';

export interface Multiplexer {
  readonly record: RecordOnAbis;
  readonly commands: readonly Command[];
  /** Members that select; at least one. */
  readonly selectors: readonly MemberOnAbis[];
  /** The members that hold an address whose object only the selector explains; none for values. */
  readonly payloads: readonly MemberOnAbis[];
}

const selectorName =
  /^(attr|attribute|group|op|operation|option|option_id|cmd|command|subcmd|sub_cmd|opcode|func|function)$/;
const payloadName = /^(addr|ptr|data|buf|buffer|arg|args|payload|uaddr|u?ptr|\w+_u?ptr|(data|attr|arg|user)_addr)$/;

/** `undefined` for a record that no command passes, or that has no selector. */
export function multiplexer(header: ReviewedHeader, record: RecordOnAbis): Multiplexer | undefined {
  if (record.kind !== 'struct') return undefined;
  const members = header.members(record);
  const selectors = members.filter(({ path, flat }) => selectorName.test(path) && isInteger(flat.member.ctype));
  if (selectors.length === 0) return undefined;
  const commands = passingCommands(header, record);
  if (commands.length === 0) return undefined;
  const docs = memberDocs(header, record);
  const payloads = members.filter(({ path, flat }) => {
    if (!payloadName.test(path) || flat.dimensions.length > 0) return false;
    const { fixedWidth, base } = typeChain(flat.member.ctype);
    if (base.kind === 'pointer') return true;
    if (fixedWidth !== '__u64' && fixedWidth !== '__aligned_u64') return false;
    const text = docs.get(path)?.text;
    // `data` of 64 bits may be the value itself; an address is called so, or is described as one.
    return (
      /addr|ptr/.test(path) || (text !== undefined && /\b(pointer|address|userspace|user space|buffer)\b/i.test(text))
    );
  });
  return { record, commands, selectors, payloads };
}

function isInteger(type: Parameters<typeof typeChain>[0]): boolean {
  const { fixedWidth, base, arrayDepth } = typeChain(type);
  return arrayDepth === 0 && (fixedWidth !== undefined || base.kind === 'basic' || base.kind === 'enum');
}

/** The header says how a multiplexed argument is taken apart: `uapi-mux: field=attr, table=…`. */
export function isAnnotated(header: ReviewedHeader): boolean {
  return header.ask(annotated, undefined);
}

const annotations = perPiece(({ file, comments }) =>
  file.text.includes('uapi-mux:') ? comments.filter(({ text }) => text.includes('uapi-mux:')) : [],
);

const annotated = question((header, _: undefined) => annotations(header.text).length > 0);

/** What is said of a member and of its record, on one line. */
export function saidOf(header: ReviewedHeader, record: RecordOnAbis, path: string): string {
  return memberDocs(header, record).get(path)?.text ?? '';
}
