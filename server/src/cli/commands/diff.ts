import type { Command } from 'commander';
import {
  type Abi,
  ALL_ABIS,
  compareTrees,
  type HeaderPair,
  type RemovedHeader,
  type SourceFile,
} from '../../core/index.js';
import { parseAbiList } from '../abiList.js';
import { type CliEnvironment, isFileProblem } from '../cliHost.js';
import { type ReadVersion, readVersion } from '../compat/analyzeVersion.js';
import { diffSides, type Sides } from '../compat/diffSides.js';
import type { ExitStatus } from '../exitStatus.js';
import type { DiffReport } from '../format/diff.js';
import { diffJson } from '../format/diffJson.js';
import { diffText } from '../format/diffText.js';
import { headerNames } from '../globs.js';
import { type HeaderSettings, headerSettings } from '../headerSettings.js';
import { chooseAbis, settingsFor } from '../headers.js';
import { addCommonOptions, type CommonOptions, formatOption } from '../options.js';
import { openOutput } from '../output.js';
import { startProgress } from '../progress.js';
import { createStyle, wantsColor } from '../style.js';

/** `uapi diff OLD NEW`: what a new version of headers means for programs that were built against the old one. */
interface DiffOptions extends CommonOptions {
  readonly format: 'text' | 'json';
}

export function addDiffCommand(program: Command, env: CliEnvironment, exit: (status: ExitStatus) => void): void {
  const command = program
    .command('diff')
    .summary('compare two versions of headers')
    .description(
      'Compare two versions of headers, and say what breaks programs that were built against the old one. OLD and NEW are ' +
        'two files, two folders, or git revisions: REV:PATH, or REV REV -- PATH.',
    )
    .argument('<old>', 'file, folder, REV:PATH or REV')
    .argument('<new>', 'the same of the new version')
    .argument('[path...]', 'files and folders of two git revisions');
  command.addOption(formatOption('text', 'json'));
  addCommonOptions(command, 'ABIs to compare on: ids with commas, or all (default: the settings, else x86_64,i386)');
  command.action(async (old: string, after: string, paths: readonly string[], options: DiffOptions) =>
    exit(diff(diffSides(old, after, paths, env), options, env)),
  );
}

const usualAbis = ALL_ABIS.filter(({ id }) => id === 'x86_64' || id === 'i386');

function diff(sides: Sides, options: DiffOptions, env: CliEnvironment): ExitStatus {
  const { pairs, removed, addedHeaders, hasProblems } = readPairs(sides, options, env);
  const report: DiffReport = {
    old: sides.old.label,
    new: sides.new.label,
    comparison: compareTrees(pairs, { removed, newHome: createNewHome(sides.new, addedHeaders, options) }),
    addedHeaders,
    compared: pairs.length,
    cwd: env.cwd,
    style: createStyle(wantsColor(options.color, options.output === undefined ? env : { ...env, isTty: false })),
    isQuiet: options.quiet === true,
  };
  const output = openOutput(options.output, env);
  output.write(options.format === 'json' ? diffJson(report) : diffText(report));
  output.finish();
  if (hasProblems) return 2;
  return report.comparison.changes.some(({ verdict }) => verdict === 'break') ? 1 : 0;
}

/**
 * Where a name is declared among the headers that are new, by their text alone: they are of any architecture, and reading
 * what they mean would cost more than the comparison.
 */
function createNewHome(
  { host, paths }: Sides['new'],
  headers: readonly string[],
  options: DiffOptions,
): (name: string) => string | undefined {
  const include = { includeRoots: options.includeRoot, archIncludes: options.archInclude };
  let homes: Map<string, string> | undefined;
  return (name) => {
    if (homes === undefined) {
      homes = new Map();
      for (const header of headers) {
        const file = host.openFile(paths.get(header) ?? header, include);
        if (isFileProblem(file)) continue;
        for (const [, macro, tag, enumerator] of file.text.matchAll(declarations)) {
          const declared = macro ?? tag ?? enumerator;
          if (!homes.has(declared)) homes.set(declared, header);
        }
        host.closeFile(file);
      }
    }
    return homes.get(name);
  };
}

const declarations =
  /^[ \t]*#[ \t]*define[ \t]+(\w+)|\b(?:struct|union|enum)[ \t\n]+(\w+)[ \t\n]*\{|^[ \t]+([A-Z]\w*)[ \t]*[,=]/gm;

interface ReadPairs {
  readonly pairs: readonly HeaderPair[];
  readonly removed: readonly RemovedHeader[];
  readonly addedHeaders: readonly string[];
  readonly hasProblems: boolean;
}

/** Reads what both sides have; of a header that one side lacks, the other is not read. */
function readPairs({ old, new: after }: Sides, options: DiffOptions, env: CliEnvironment): ReadPairs {
  const asked = options.abi === undefined ? undefined : parseAbiList(options.abi);
  const reported = new Set<string>();
  const pairs: HeaderPair[] = [];
  const removed: RemovedHeader[] = [];
  const progress = startProgress(old.paths.size, env, options.quiet === true, options.output !== undefined);
  const read = (set: Sides['old'], key: string, other?: ReadVersion): ReadVersion | undefined => {
    const path = set.paths.get(key) ?? key;
    // The settings are those of the new version where it lies on the disk, else of the working directory.
    const settingsPath = after.host === env.host ? (after.paths.get(key) ?? '.') : '.';
    const { loaded, include } = settingsFor(settingsPath, options, env);
    const settings = (file: SourceFile): HeaderSettings =>
      headerSettings(loaded.config, headerNames(file, loaded.path ?? ''));
    const version = readVersion({
      host: set.host,
      path,
      key,
      include: set === after ? include : { ...include, includeRoots: options.includeRoot },
      style: (file) => settings(file).style,
      abis: (file): readonly Abi[] => chooseAbis(file, asked, settings(file), usualAbis, { host: set.host }),
      ...(other === undefined ? {} : { old: other.snapshot }),
    });
    if (version === undefined || !isFileProblem(version)) return version;
    progress.clear();
    if (!reported.has(version.message)) env.stderr(`uapi: ${version.message}\n`);
    reported.add(version.message);
    return undefined;
  };
  for (const key of old.paths.keys()) {
    progress.step(key);
    if (!after.paths.has(key)) {
      removed.push({ header: key, abis: (asked ?? usualAbis).map(({ id }) => id) });
      continue;
    }
    const before = read(old, key);
    const now = before === undefined ? undefined : read(after, key, before);
    if (before === undefined || now === undefined) continue;
    pairs.push({ header: key, old: before.snapshot, new: now.snapshot, reaches: now.reaches });
  }
  progress.clear();
  const addedHeaders = [...after.paths.keys()].filter((key) => !old.paths.has(key));
  return { pairs, removed, addedHeaders, hasProblems: reported.size > 0 };
}
