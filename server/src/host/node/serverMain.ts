import { type Connection, createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { isFileProblem } from '../../cli/cliHost.js';
import { version } from '../../cli/version.js';
import { builtinHeader, createAnalysisSession, type InterfaceStyle, interfaceStyles } from '../../core/index.js';
import type { IdeHost } from '../../ide/index.js';
import { startServer } from '../../lsp/index.js';
import { architectureOfMachine } from './architecture.js';
import { createFileStore } from './fileSystem.js';
import { createBuiltinHeaders } from './includeResolver.js';
import { createNodeHost, type NodeHost } from './nodeHost.js';
import { pathStyleOf } from './paths.js';

/** The executable `uapi-language-server` on Node: gives the server the real machine and a connection. */
function main(): void {
  const host = createNodeHost({
    store: createFileStore(pathStyleOf(process.platform)),
    machine: {
      systemRoot: process.platform === 'linux' ? '/usr/include' : undefined,
      architecture: architectureOfMachine(process.arch),
    },
    builtins: createBuiltinHeaders(builtinHeader),
    createSession: createAnalysisSession,
    stdin: () => process.stdin,
    cwd: process.cwd(),
  });
  startServer({
    connection: connect(process.argv.slice(2)),
    host: ideHostOf(host),
    version,
    pathOf(uri) {
      const parsed = URI.parse(uri);
      return parsed.scheme === 'file' ? parsed.fsPath : undefined;
    },
    uriOf: (path) => (path.startsWith('builtin:') ? URI.parse(path) : URI.file(path)).toString(),
  });
}

/** `--stdio` is the default; the library reads `--socket`, `--pipe` and `--node-ipc` itself. */
function connect(args: readonly string[]): Connection {
  const isNamed = args.some((arg) => /^--(stdio|socket|pipe|node-ipc)\b/.test(arg));
  return isNamed
    ? createConnection(ProposedFeatures.all)
    : createConnection(ProposedFeatures.all, process.stdin, process.stdout);
}

const noIncludes = { includeRoots: [], archIncludes: [] };

function ideHostOf(host: NodeHost): IdeHost {
  return {
    open(path) {
      const file = host.openFile(path, includesOf(host, path));
      return isFileProblem(file) ? undefined : file;
    },
    setText: host.setText,
    changedOnDisk: () => host.refresh(),
    sessionFor: (file) => host.sessionFor(file, includesOf(host, file.path)),
    abisFor: host.abisFor,
    settingsFor(path) {
      const loaded = host.loadConfig(path);
      if (isFileProblem(loaded)) return { problem: loaded.message };
      const { profile, abis, rules, style } = loaded.config;
      const known = interfaceStyles.find((each): each is InterfaceStyle => each === style);
      return {
        ...(profile === undefined ? {} : { profile }),
        ...(abis === undefined ? {} : { abis }),
        ...(rules === undefined ? {} : { severities: rules }),
        ...(known === undefined ? {} : { style: known }),
      };
    },
  };
}

function includesOf(host: NodeHost, path: string) {
  const loaded = host.loadConfig(path);
  if (isFileProblem(loaded)) return noIncludes;
  const { includeRoots = [], kernelTree } = loaded.config;
  return { includeRoots, archIncludes: [], ...(kernelTree === undefined ? {} : { kernelTree }) };
}

main();
