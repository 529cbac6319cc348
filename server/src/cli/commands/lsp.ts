import type { Command } from 'commander';
import { UsageError } from '../usageError.js';

/**
 * `uapi lsp`: the language server. It is a program of its own, which `bin/uapi.js` starts in place of this one; here the
 * command is only listed.
 */
export function addLspCommand(program: Command): void {
  program
    .command('lsp')
    .summary('serve an editor')
    .description('The language server (LSP) for Linux uapi headers.')
    .action(() => {
      throw new UsageError("the language server is started by 'uapi lsp' itself, not from another program");
    });
}
