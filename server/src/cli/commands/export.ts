import { Argument, type Command, Option } from 'commander';
import {
  ALL_ABIS,
  type HeaderAnalysis,
  layoutFile,
  type OpTableStyle,
  opTable,
  opTableStyles,
  ReviewedHeader,
  staticAsserts,
} from '../../core/index.js';
import type { CliEnvironment, IncludeOptions } from '../cliHost.js';
import { openAgainst, type Published } from '../compat/published.js';
import { diagnosticPrinter } from '../diagnosticLines.js';
import type { ExitStatus } from '../exitStatus.js';
import { forEachHeader, type OpenHeader } from '../headers.js';
import { addCommonOptions, type CommonOptions } from '../options.js';
import { openOutput } from '../output.js';
import { printable } from '../plainText.js';
import { UsageError } from '../usageError.js';

/** `uapi export FORMAT FILE`: text made from a header, for use elsewhere. */
interface ExportOptions extends CommonOptions {
  readonly style?: OpTableStyle;
  readonly against?: string;
}

type Exporter = (header: OpenHeader, analyses: readonly HeaderAnalysis[]) => string;

const formats: Readonly<Record<string, (path: string, options: ExportOptions, env: CliEnvironment) => Exporter>> = {
  'static-asserts': layoutExporter('static-asserts', staticAsserts),
  json: layoutExporter('json', layoutFile),
  'op-table': opTableExporter,
};

export function addExportCommand(program: Command, env: CliEnvironment, exit: (status: ExitStatus) => void): void {
  const command = program
    .command('export')
    .summary('print C11 assertions, JSON, or the dispatch table of a driver')
    .description(
      'Print text made from a header: static-asserts is a C11 file that checks its layout on each ABI, json is a stable file ' +
        "to keep beside the header, op-table is C for a driver: a table of the header's ioctl commands with its dispatcher.",
    )
    .addArgument(new Argument('<format>', 'what to make').choices(Object.keys(formats)))
    .argument('<file>', 'header, or - for standard input')
    .addOption(
      new Option(
        '--style <style>',
        "op-table: fwctl (numbers of _IO, structs that begin with '__u32 size', copy_struct_from_user) or kivity " +
          '(matched by type and number, filled up with zeros or cut off)',
      ).choices(opTableStyles),
    )
    .option(
      '--against <version>',
      'op-table in the style of fwctl: the version that programs were built against first, whose structs are the smallest ' +
        'accepted ones: a git revision, a folder, a header or a baseline (default: each struct as a whole)',
    );
  addCommonOptions(command, 'ABIs: ids with commas, or all (default: the settings, else all)');
  command.action(async (format: string, path: string, options: ExportOptions) =>
    exit(await exportText(formats[format](path, options, env), path, options, env)),
  );
}

async function exportText(
  exporter: Exporter,
  path: string,
  options: ExportOptions,
  env: CliEnvironment,
): Promise<ExitStatus> {
  const output = openOutput(options.output, env);
  const diagnostics = diagnosticPrinter(env, options.quiet === true);
  let hasError = false;
  const run = await forEachHeader({ paths: [path], options, defaultAbis: ALL_ABIS }, env, (header) => {
    const analyses = header.session.analyze(header.file, header.abis);
    hasError = diagnostics.print(analyses) || hasError;
    output.write(exporter(header, analyses));
  });
  output.finish();
  if (run.hasProblems) return 2;
  return hasError ? 1 : 0;
}

function layoutExporter(format: string, write: (analyses: readonly HeaderAnalysis[]) => string | undefined) {
  return (_: string, { style, against }: ExportOptions): Exporter => {
    if (style !== undefined || against !== undefined) {
      throw new UsageError(`--${style === undefined ? 'against' : 'style'} is for op-table, not for ${format}`);
    }
    return ({ file }, analyses) => {
      const text = write(analyses);
      if (text !== undefined) return text;
      throw new UsageError(`no #include can spell '${printable(file.displayName)}'; rename the header`);
    };
  };
}

function opTableExporter(path: string, options: ExportOptions, env: CliEnvironment): Exporter {
  const { style, against } = options;
  if (style === undefined) throw new UsageError(`op-table needs --style: ${opTableStyles.join(' or ')}`);
  if (against !== undefined && style !== 'fwctl') {
    throw new UsageError(`--against is for --style fwctl: a table in the style of ${style} has no smallest sizes`);
  }
  const published = against === undefined ? undefined : openVersion(against, path, options, env);
  return ({ file, abis, settings }, analyses) => {
    const headerStyle = settings.style;
    const header = new ReviewedHeader(file, analyses, headerStyle === undefined ? {} : { style: headerStyle });
    const snapshot = published?.snapshotOf({ file, abis, style: headerStyle });
    if (published !== undefined && snapshot === undefined) {
      throw new UsageError(`'${against}' does not have '${file.displayName}'; leave out --against for a new header`);
    }
    const result = opTable(style, { header, published: snapshot, publishedName: against });
    if ('problem' in result) throw new UsageError(result.problem);
    return result.text;
  };
}

function openVersion(against: string, path: string, options: ExportOptions, env: CliEnvironment): Published {
  const include: IncludeOptions = {
    includeRoots: options.includeRoot,
    archIncludes: options.archInclude,
    ...(options.kernelTree === undefined ? {} : { kernelTree: options.kernelTree }),
  };
  return openAgainst(against, [path], include, env);
}
