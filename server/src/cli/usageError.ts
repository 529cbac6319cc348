/**
 * Wrong usage of the command line. The message is one line without the program's name: what is wrong and what to write
 * instead. `runCli` prints it on standard error and exits with 2. Nothing outside `cli/` sees this class.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
