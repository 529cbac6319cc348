import { type Command, InvalidArgumentError, Option } from 'commander';
import { abiFromId } from './abiList.js';
import type { ArchInclude } from './cliHost.js';
import type { ColorChoice } from './style.js';

/** The options that every command which reads headers takes (`uapi COMMAND --help`). */
export interface CommonOptions {
  readonly abi?: string;
  readonly includeRoot: readonly string[];
  readonly archInclude: readonly ArchInclude[];
  readonly kernelTree?: string;
  readonly config?: string;
  readonly output?: string;
  readonly color: ColorChoice;
  readonly quiet?: boolean;
}

/** Options of a report that reads no header. */
export type ReportOptions = Pick<CommonOptions, 'output' | 'color' | 'quiet'>;

export function addCommonOptions(command: Command, abiHelp: string): Command {
  command
    .option('--abi <list>', abiHelp)
    .addOption(repeatable('--include-root <dir>', 'folder that holds linux/*.h; searched first (repeatable)', String))
    .addOption(
      repeatable('--arch-include <abi=dir>', 'folder that holds asm/*.h for one ABI (repeatable)', archInclude),
    )
    .option('--kernel-tree <dir>', 'kernel source tree; reads its include/uapi and arch/*/include/uapi')
    .option('--config <file>', 'settings file (default: the nearest .uapi.json above each header)');
  return addReportOptions(command);
}

export function addReportOptions(command: Command): Command {
  return command
    .option('--output <file>', 'write the report to a file instead of standard output')
    .addOption(new Option('--color <when>', 'colours in text').choices(['auto', 'always', 'never']).default('auto'))
    .option('--quiet', 'print the report and errors only');
}

/** `--format`, first choice is the default. */
export function formatOption(...formats: readonly [string, ...string[]]): Option {
  return new Option('--format <format>', 'form of the report').choices(formats).default(formats[0]);
}

function repeatable<T>(flags: string, description: string, parse: (value: string) => T): Option {
  return new Option(flags, description)
    .argParser((value: string, previous: readonly T[] = []) => [...previous, parse(value)])
    .default([], 'none');
}

function archInclude(value: string): ArchInclude {
  const equals = value.indexOf('=');
  if (equals <= 0 || equals === value.length - 1)
    throw new InvalidArgumentError('Write it as ABI=DIR, for example m68k=/srv/m68k/include.');
  return { abi: abiFromId(value.slice(0, equals)).id, directory: value.slice(equals + 1) };
}
