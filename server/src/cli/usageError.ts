/** Wrong usage of the command line: `runCli` prints the message on standard error and exits with 2. */
export { UsageError } from '../ide/index.js';
