/** The number of a command as written in its `#define`: `FOO_CMD_RUN` of `_IO(FOO_TYPE, FOO_CMD_RUN)`. */
import { T } from '../lex/token.js';
import type { Command } from './commands.js';
import type { TextToken } from './headerText.js';

/** Which argument of the macro is the number. */
const positions = new Map([
  ['_IO', 1],
  ['_IOR', 1],
  ['_IOW', 1],
  ['_IOWR', 1],
  ['_IOR_BAD', 1],
  ['_IOW_BAD', 1],
  ['_IOWR_BAD', 1],
  ['_IOC', 2],
  ['DRM_IO', 0],
  ['DRM_IOR', 0],
  ['DRM_IOW', 0],
  ['DRM_IOWR', 0],
]);

/** `undefined` when the command is made otherwise (a macro of its own, another command's name). */
export function nrArgument({ define }: Command): readonly TextToken[] | undefined {
  if (define === undefined) return undefined;
  const { body } = define;
  const call = body.findIndex(({ text }) => positions.has(text));
  if (call < 0 || body[call + 1]?.kind !== T.leftParen) return undefined;
  const position = positions.get(body[call].text) ?? 0;
  let argument = 0;
  let depth = 0;
  const tokens: TextToken[] = [];
  for (let i = call + 2; i < body.length; i++) {
    const { kind } = body[i];
    if (kind === T.leftParen) depth++;
    else if (kind === T.rightParen && depth-- === 0) break;
    if (kind === T.comma && depth === 0) {
      if (argument === position) break;
      argument++;
    } else if (argument === position) tokens.push(body[i]);
  }
  return tokens.length === 0 ? undefined : tokens;
}

/** The number is a literal: `0x01`, also in parentheses. */
export function isLiteral(tokens: readonly TextToken[]): boolean {
  const bare = tokens.filter(({ kind }) => kind !== T.leftParen && kind !== T.rightParen);
  return bare.length === 1 && /^\d/.test(bare[0].text);
}
