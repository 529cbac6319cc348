import { decodeIoctlNumber } from '../../../ioctl/ioctlNumber.js';
import { T } from '../../../lex/token.js';
import type { Command } from '../../../review/commands.js';
import { perPiece } from '../../../review/headerText.js';
import type { ReviewedHeader } from '../../../review/reviewedHeader.js';
import type { MacroConstant } from '../../../unit/headerAnalysis.js';
import { type FileRule, type Fix, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { hex, hexNumber, typeText, UNPUBLISHED } from '../commandFacts.js';

/**
 * A macro with a number that looks like a command and was written out: a direction, a size, and either the type of another
 * command of the header or a name with IOC in it. Numbers without direction and size (0x5401) are older than the macros,
 * and are left alone, and so are flags: a single bit has no nr and type.
 */
export const rule: FileRule = {
  id: 'ioctl/raw-number',
  scope: 'file',
  why:
    'A number that was written out holds the size and the direction codes of one architecture. It is wrong on those that ' +
    'pack numbers in another way, and nothing ties it to the struct.',
  reference: {
    title: 'Ioctl Numbers',
    url: 'https://docs.kernel.org/userspace-api/ioctl/ioctl-number.html',
  },
  severity: severities('warning'),
  check: ({ header }: RuleContext) => {
    const written = rawNumbers(header.text);
    if (written.length === 0) return [];
    const types = new Set(header.commands.map(({ ioctl }) => ioctl.type));
    const names = new Set(written.map(({ name }) => name));
    return header.analyses[0].macros.flatMap((macro) =>
      names.has(macro.name) ? findingsOf(macro, header, types) : [],
    );
  },
};

const rawNumbers = perPiece(({ file, defines }) =>
  /\b0x[0-9a-f]{8}/i.test(file.text)
    ? defines.filter(
        ({ body, parameters }) =>
          parameters === undefined &&
          body.length === 1 &&
          body[0].kind === T.number &&
          /^0x[0-9a-f]{8}u?l?$/i.test(body[0].text),
      )
    : [],
);

function findingsOf(
  { name, value, range }: MacroConstant,
  header: ReviewedHeader,
  types: ReadonlySet<number>,
): readonly RuleFinding[] {
  const [abi] = header.abis;
  const { direction, type, nr, sizeBytes } = decodeIoctlNumber(BigInt.asUintN(32, value), abi.ioctl);
  const isNamed = /(^|_)IOC(TL)?[A-Z_]*(_|$)/.test(name) && !/FLAG|MASK|_BIT/.test(name);
  const hasCommand = header.commands.length > 0 ? types.has(type) : isNamed && type > 32 && type < 127;
  if (direction === 'none' || direction.startsWith('raw') || sizeBytes === 0 || sizeBytes > 4096) return [];
  if (!isNamed || !hasCommand) return [];
  const fix = macroFix(name, header, { direction, type, nr, sizeBytes });
  return [
    {
      symbol: name,
      range,
      message: `${name} is written out as ${hexNumber(value)}: direction ${direction}, type ${typeText(type)}, nr ${hex(nr)}, size ${sizeBytes}`,
      abis: header.abiIds,
      help: `${UNPUBLISHED} make the number with _IOR(), _IOW() or _IOWR() and the type that is passed`,
      ...(fix === undefined ? {} : { fixes: [fix] }),
    },
  ];
}

/** `_IOR('f', 1, struct foo)`, where one struct of the header alone has the command's name and its size on all ABIs. */
function macroFix(
  name: string,
  header: ReviewedHeader,
  fields: Pick<Command['ioctl'], 'direction' | 'type' | 'nr' | 'sizeBytes'>,
): Fix | undefined {
  const record = header.recordsByName.get(name.toLowerCase());
  const define = header.defineOf(name);
  const fits = record?.onAbis.every(({ record: { layout } }) => layout?.sizeBytes === fields.sizeBytes) === true;
  if (record === undefined || define === undefined || !fits) return undefined;
  const macro = { r: '_IOR', w: '_IOW', rw: '_IOWR' }[fields.direction as 'r' | 'w' | 'rw'];
  const newText = `${macro}(${typeText(fields.type)}, ${hex(fields.nr)}, ${record.kind} ${record.name})`;
  return { title: `Write ${newText}`, edits: [{ range: define.body[0].range, newText }], effect: 'layout' };
}
