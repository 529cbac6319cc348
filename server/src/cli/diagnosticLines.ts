import { type Diagnostic, type HeaderAnalysis, lineIndexOf, mergeDiagnostics } from '../core/index.js';
import type { CliEnvironment } from './cliHost.js';
import { displayPath } from './displayPath.js';
import { printable } from './plainText.js';

/**
 * Prints diagnostics on standard error, one line each in gcc's form, for the commands whose report is not about them.
 * A diagnostic that was printed before (a header included twice over) is not repeated.
 */
export function diagnosticPrinter(env: CliEnvironment, isQuiet: boolean) {
  const printed = new Set<string>();
  return {
    /** Answers whether an error was among them. */
    print(analyses: readonly HeaderAnalysis[]): boolean {
      let hasError = false;
      for (const { diagnostic, abis } of mergeDiagnostics(analyses)) {
        if (diagnostic.severity === 'error') hasError = true;
        else if (isQuiet || diagnostic.severity !== 'warning') continue;
        const line = diagnosticLine(diagnostic, abis.length < analyses.length ? abis : [], env.cwd);
        if (printed.has(line)) continue;
        printed.add(line);
        env.stderr(line);
      }
      return hasError;
    },
  };
}

function diagnosticLine({ severity, code, message, range }: Diagnostic, abis: readonly string[], cwd: string): string {
  const { line, column } = lineIndexOf(range.file).positionAt(range.start);
  const where = `${displayPath(range.file, cwd)}:${line + 1}:${column + 1}`;
  const only = abis.length === 0 ? '' : ` (on ${abis.join(', ')})`;
  return `${where}: ${severity}: ${printable(message)}${only} [${code}]\n`;
}
