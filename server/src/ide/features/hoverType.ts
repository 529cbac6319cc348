/** A type that the header does not declare itself: its size and alignment on each ABI, as members of the header have it. */
import {
  type AbiId,
  bytes,
  type FileRange,
  headerText,
  type MemberOnAbis,
  type RuleContext,
} from '../../core/index.js';
import { abiLines, abiPhrase, sharedAnswer } from './abiLines.js';
import { defineText } from './hoverMacro.js';
import { spelledType } from './hoverMember.js';
import { code, list } from './markdown.js';

/** @returns undefined for a type that no member of the header has */
export function typeText(spelled: string, context: RuleContext): string | undefined {
  const sizes = sizesOf(spelled, context);
  if (sizes === undefined) return undefined;
  const size = sharedAnswer(sizes.map(({ abi, sizeBytes }) => [abi, bytes(sizeBytes)] as const));
  if (size !== undefined) {
    const alignment = abiPhrase(sizes.map(({ abi, alignBytes }) => [abi, `${alignBytes}`] as const));
    return `${code(spelled)}: ${size}, alignment ${alignment}`;
  }
  const answers = sizes.map(
    ({ abi, sizeBytes, alignBytes }) => [abi, `${bytes(sizeBytes)}, alignment ${alignBytes}`] as const,
  );
  return [code(spelled), '', ...list(abiLines(answers))].join('\n');
}

/** Something that a file declares which the header includes. */
export function externalText(name: string, kind: string, range: FileRange, context: RuleContext): string {
  const { file } = range;
  const isTag = kind === 'struct' || kind === 'union' || kind === 'enum';
  const spelled = isTag ? `${kind} ${name}` : name;
  const define =
    kind === 'macro' || kind === 'ioctl' ? headerText(file).defines.find((each) => each.name === name) : undefined;
  const parts = [
    define === undefined ? undefined : defineText(define),
    kind === 'typedef' ? typedefText(range) : undefined,
    typeText(spelled, context),
  ];
  const said = parts.filter((part) => part !== undefined);
  if (file === context.file && said.length > 0) return said.join('\n\n');
  if (said.length === 0) return `${code(spelled)}: ${kind}, declared in ${code(file.displayName)}`;
  return [...said, `${define === undefined ? 'Declared' : 'Defined'} in ${code(file.displayName)}`].join('\n\n');
}

/** A typedef without braces as it stands in the file. */
function typedefText({ file, start, end }: FileRange): string | undefined {
  const before = file.text.slice(Math.max(0, start - MAX_TYPEDEF), start);
  const at = before.lastIndexOf('typedef');
  const behind = /^[^;]{0,100};/.exec(file.text.slice(end, end + MAX_TYPEDEF))?.[0];
  if (at < 0 || behind === undefined) return undefined;
  const text = `${before.slice(at)}${file.text.slice(start, end)}${behind}`;
  return /[{}#/]|;./.test(text) ? undefined : code(text);
}

const MAX_TYPEDEF = 200;

interface SizeOnAbi {
  readonly abi: AbiId;
  readonly sizeBytes: number;
  readonly alignBytes: number;
}

function sizesOf(spelled: string, { header }: RuleContext): readonly SizeOnAbi[] | undefined {
  const typed = header.part('ide:memberOfType', () => {
    const known = new Map<string, MemberOnAbis>();
    for (const record of header.records) {
      for (const member of header.members(record)) {
        const { flat } = member;
        if (flat.widthBits !== undefined || flat.dimensions.includes(-1)) continue;
        const spelled = spelledType(flat);
        // An attribute of the member says nothing of its type; one of a macro that is the type does.
        if (flat.member.isUserAligned === true && spelled === flat.type) continue;
        const element = flat.dimensions.length === 0 ? spelled : spelled.slice(0, spelled.indexOf('['));
        const better = known.get(element);
        if (better === undefined || better.onAbis.length < member.onAbis.length) known.set(element, member);
      }
    }
    return known;
  });
  return typed.get(spelled)?.onAbis.map(({ abi, flat: { sizeBytes, dimensions, member } }) => {
    const count = dimensions.reduce((product, each) => product * each, 1);
    const alignBytes = member.isUserAligned === true ? member.fieldAlignBytes : member.alignBytes;
    return { abi, sizeBytes: count > 0 ? sizeBytes / count : 0, alignBytes };
  });
}
