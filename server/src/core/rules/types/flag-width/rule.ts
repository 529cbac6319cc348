import { parseIntegerConstant } from '../../../lex/constants.js';
import { T } from '../../../lex/token.js';
import { isForOneWordSize } from '../../../review/conditionals.js';
import { perPiece } from '../../../review/headerText.js';
import { kernelDocsOf } from '../../../review/kernelDoc.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import { typeChain } from '../../../review/typeChain.js';
import { subrange } from '../../../source/sourceFile.js';
import type { AbiId } from '../../../target/abi.js';
import { type FileRule, type RuleFinding, severities } from '../../rule.js';
import { bitLength, type WrittenShift, writtenShifts } from '../shifts.js';

/**
 * A flag that has no room: `1 << 40`, which no int holds; `1UL << 40` and `_BITUL(40)` where a long has 32 bits; and an
 * enumerator with more bits than the member that holds it by its kernel-doc ("combination of enum foo_flags"). Constants
 * below `#if __BITS_PER_LONG == 64` are left alone.
 */
export const rule: FileRule = {
  id: 'types/flag-width',
  scope: 'file',
  why:
    'A constant that is shifted beyond the width of its type is 0, or anything, for the programs on whose ABI that type is ' +
    'too small: they set no flag, or another one.',
  reference: {
    title: 'ioctl based interfaces',
    url: 'https://docs.kernel.org/driver-api/ioctl.html',
  },
  severity: severities('error'),
  check: ({ header }) => [
    ...writtenShifts(header).flatMap((shift) => shiftFinding(shift, header)),
    ...bitulFindings(header),
    ...enumFindings(header),
  ],
};

function shiftFinding({ symbol, left, longs, count, range }: WrittenShift, header: ReviewedHeader): RuleFinding[] {
  if (longs === 2 || count < 32n || header.ask(isForOneWordSize, range)) return [];
  const abis = longs === 0 ? header.abiIds : abisWithShortLong(header);
  if (abis.length === 0) return [];
  const { file, start, end } = left.range;
  const fixed = `${left.text.replace(/[uUlL]+$/, '')}ULL`;
  const type = longs === 0 ? 'an int' : 'a long of 32 bits';
  return [
    {
      symbol,
      range,
      message: `${symbol} shifts ${left.text} by ${count}, beyond ${type}`,
      abis,
      help: `write ${fixed}, which has 64 bits everywhere`,
      fixes: [{ title: `Write ${fixed}`, edits: [{ range: { file, start, end }, newText: fixed }], effect: 'layout' }],
    },
  ];
}

const bitulDefines = perPiece(({ file, defines }) =>
  file.text.includes('_BITUL') ? defines.filter(({ body }) => body.some(({ text }) => text === '_BITUL')) : [],
);

/** `_BITUL(40)` of linux/const.h. */
function bitulFindings(header: ReviewedHeader): readonly RuleFinding[] {
  const abis = abisWithShortLong(header);
  if (abis.length === 0) return [];
  return bitulDefines(header.text).flatMap(({ name, body, range: place }) =>
    body.flatMap(({ text, range }, i) => {
      if (text !== '_BITUL' || body[i + 1]?.kind !== T.leftParen || body[i + 3]?.kind !== T.rightParen) return [];
      const bit = parseIntegerConstant(body[i + 2].text)?.value;
      if (bit === undefined || bit < 32n || header.ask(isForOneWordSize, place)) return [];
      return [
        {
          symbol: name,
          range: subrange(range, range.start, body[i + 3].range.end),
          message: `${name} is _BITUL(${bit}), beyond a long of 32 bits`,
          abis,
          help: `write _BITULL(${bit}), which has 64 bits everywhere`,
          fixes: [{ title: 'Write _BITULL', edits: [{ range, newText: '_BITULL' }], effect: 'layout' as const }],
        },
      ];
    }),
  );
}

/** Members whose kernel-doc names an enum of this header, one value of which does not fit. */
function enumFindings(header: ReviewedHeader): readonly RuleFinding[] {
  const naming = docsNamingEnums(header.text);
  const largest = naming.length === 0 ? new Map<string, Enumerator>() : largestEnumerators(header);
  if (largest.size === 0) return [];
  return naming.flatMap(({ kind, name, members }) => {
    const record = kind === 'struct' || kind === 'union' ? header.recordsByName.get(name) : undefined;
    if (record === undefined) return [];
    return members.flatMap(({ name: path, text }) => {
      const enumName = /\benum\s+(\w+)/.exec(text)?.[1];
      const enumerator = enumName === undefined ? undefined : largest.get(enumName);
      if (enumerator === undefined) return [];
      const member = header.members(record).find((each) => each.path === path);
      const type = member === undefined ? undefined : typeChain(member.flat.member.ctype).fixedWidth;
      const bits = BigInt(/^__[usbl]e?(8|16|32|64)$/.exec(type ?? '')?.[1] ?? 64);
      if (member === undefined || bitLength(enumerator.value) <= bits) return [];
      return [
        {
          symbol: `${record.name}.${path}`,
          range: member.range,
          message: `${record.kind} ${record.name}: '${path}' is a ${type}, and ${enumerator.name} of enum ${enumName} needs ${bitLength(enumerator.value)} bits`,
          abis: header.abiIds,
          help: 'as long as the struct is unpublished, make the member an __aligned_u64, or keep the flags within its width',
          related: [{ range: enumerator.range, message: `${enumerator.name} is defined here` }],
        },
      ];
    });
  });
}

type Enumerator = { readonly name: string; readonly value: bigint; readonly range: RuleFinding['range'] };

const docsNamingEnums = perPiece((text) =>
  kernelDocsOf(text).filter(
    ({ kind, members }) =>
      (kind === 'struct' || kind === 'union') && members.some((member) => /\benum\s/.test(member.text)),
  ),
);

/** The largest enumerator of each named enum that has one beyond 8 bits; counts and ends of lists are no flags. */
function largestEnumerators({ analyses }: ReviewedHeader): ReadonlyMap<string, Enumerator> {
  const largest = new Map<string, Enumerator>();
  for (const { name: enumName, enumerators } of analyses[0].enums) {
    if (enumName === undefined) continue;
    for (const { name, value, range } of enumerators) {
      if (value === undefined || value <= 0xffn || /MAX|COUNT|LAST|END$|NUM$/i.test(name)) continue;
      if (value > (largest.get(enumName)?.value ?? 0n)) largest.set(enumName, { name, value, range });
    }
  }
  return largest;
}

function abisWithShortLong({ abis }: ReviewedHeader): readonly AbiId[] {
  return abis.filter(({ scalars }) => scalars.long.sizeBytes === 4).map(({ id }) => id);
}
