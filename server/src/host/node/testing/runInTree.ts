import type { CliEnvironment } from '../../../cli/cliHost.js';
import { runCli } from '../../../cli/main.js';
import { allRules, builtinHeader, createAnalysisSession, type Rule } from '../../../core/index.js';
import { createBuiltinHeaders } from '../../common/includeResolver.js';
import { POSIX } from '../../common/paths.js';
import { createFileStore } from '../fileSystem.js';
import { createNodeHost } from '../nodeHost.js';
import { BARE_MACHINE } from './tempTree.js';

export interface TreeResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in this process on real files, with other rules where a test brings its own. */
export async function runInTree(
  cwd: string,
  argv: readonly string[],
  rules: readonly Rule[] = allRules,
  change: (host: CliEnvironment['host']) => CliEnvironment['host'] = (host) => host,
): Promise<TreeResult> {
  let stdout = '';
  let stderr = '';
  const host = createNodeHost({
    store: createFileStore(POSIX),
    machine: BARE_MACHINE,
    builtins: createBuiltinHeaders(builtinHeader),
    createSession: createAnalysisSession,
    stdin: async function* () {
      yield Buffer.from('');
    },
    cwd,
  });
  const env: CliEnvironment = {
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    isTty: false,
    isStderrTty: false,
    columns: 100,
    env: {},
    cwd,
    rules,
    loadDriverRoom: () => import('../../../core/driverIndex.js'),
    host: change(host),
  };
  const status = await runCli(argv, env);
  return { status, stdout, stderr };
}
