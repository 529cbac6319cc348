import type { CliEnvironment } from './cliHost.js';
import { UsageError } from './usageError.js';

/** Where the report goes: standard output, or the file that `--output` names. */
export interface Output {
  readonly write: (text: string) => void;
  /**
   * Ends the report; with `--output` this writes the file.
   *
   * @throws UsageError when the file cannot be written
   */
  readonly finish: () => void;
}

export function openOutput(path: string | undefined, env: CliEnvironment): Output {
  if (path === undefined || path === '-') return { write: env.stdout, finish: () => {} };
  const parts: string[] = [];
  return {
    write: (text) => {
      parts.push(text);
    },
    finish: () => {
      const problem = env.host.writeFile(path, parts.join(''));
      if (problem !== undefined) throw new UsageError(problem.message);
    },
  };
}
