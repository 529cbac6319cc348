/** The command line as a library: `runCli` and the machine it asks for. */
export type * from './cliHost.js';
export { isFileProblem } from './cliHost.js';
export { runCli } from './main.js';
