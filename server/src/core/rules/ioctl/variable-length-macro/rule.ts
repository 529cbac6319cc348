import { T } from '../../../lex/token.js';
import type { TextDefine, TextToken } from '../../../review/headerText.js';
import { perPiece } from '../../../review/headerText.js';
import { type FileRule, type RuleContext, type RuleFinding, severities } from '../../rule.js';
import { callOf, textOf } from '../commandText.js';

/**
 * A macro with parameters whose command has the size that the caller chooses: `EVIOCGNAME(len)`. Macros that make commands
 * from a nr and a type (`DRM_IOWR(nr, type)`) are ways to write a command, and are left alone.
 */
export const rule: FileRule = {
  id: 'ioctl/variable-length-macro',
  scope: 'file',
  why:
    'Each length is a number of its own, so the number cannot be turned back into a name without a search, and a driver ' +
    'has to compare numbers with the size masked out.',
  reference: {
    title: 'Decoding an IOCTL magic number',
    url: 'https://docs.kernel.org/userspace-api/ioctl/ioctl-decoding.html',
  },
  severity: severities('info'),
  check: ({ header }: RuleContext) => {
    return functionMacros(header.text).flatMap((define) => findingsOf(define, header.abiIds));
  },
};

const functionMacros = perPiece(({ file, defines }) =>
  file.text.includes('_IO') ? defines.filter(({ parameters }) => parameters !== undefined) : [],
);

function findingsOf(define: TextDefine, abis: RuleFinding['abis']): readonly RuleFinding[] {
  const { parameters, body, name, nameRange } = define;
  if (parameters === undefined || parameters.length === 0 || parameters.length > 3) return [];
  const call = callOf(body);
  if (call === undefined) return [];
  const parts = partsOf(call.name.text, call.args);
  if (parts === undefined) return [];
  const { type, nr, size } = parts;
  const uses = (tokens: readonly TextToken[]): boolean =>
    tokens.some(({ kind, text }) => kind === T.identifier && parameters.includes(text));
  const isBare = (tokens: readonly TextToken[]): boolean => uses(tokens) && /^[\s()]*\w+[\s()]*$/.test(textOf(tokens));
  // A type or nr that is the parameter itself: the macro is a way to write commands.
  if (!uses(size) || isBare(nr) || uses(type)) return [];
  if (call.name.text !== '_IOC' && isBare(size)) return [];
  return [
    {
      symbol: name,
      range: nameRange,
      message: `${name}(${parameters.join(', ')}) makes a command for each length: its size is '${textOf(size)}'`,
      abis,
      help: 'for a new command, pass a struct with the address and the length of the buffer',
    },
  ];
}

function partsOf(macro: string, args: readonly (readonly TextToken[])[]) {
  if (macro === '_IOC' && args.length === 4) return { type: args[1], nr: args[2], size: args[3] };
  if (/^_IO[RW]{1,2}$/.test(macro) && args.length === 3) return { type: args[0], nr: args[1], size: args[2] };
  return undefined;
}
