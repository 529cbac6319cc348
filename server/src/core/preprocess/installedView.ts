/**
 * A header below `include/uapi` of a kernel tree as `scripts/headers_install.sh` would install it, with every token where
 * it stands in the author's file.
 */
import type { LexedFile } from '../lex/lexer.js';

export function installedView(lexed: LexedFile): LexedFile {
  return lexed;
}
