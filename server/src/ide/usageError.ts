/**
 * What a user gave cannot be used: an option of the command line, or a parameter of a request. The message is one line
 * without the program's name: what is wrong, and what to write instead. The command line prints it and exits with 2; the
 * language server answers the request with it. Nothing else is thrown across rooms.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
