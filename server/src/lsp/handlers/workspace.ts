/**
 * What surrounds the documents: folders, settings and files on disk. Settings come with `initialize`, are asked for where
 * the client can answer, and are pushed by older clients; the last word counts. A header's `.uapi.json` wins over all of
 * them, since the command line reads it too.
 */
import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type InitializeParams,
} from 'vscode-languageserver';
import type { Workspace } from '../../ide/index.js';
import { headerSettings, isObject, readEditorSettings } from '../editorSettings.js';
import type { Server } from '../serverState.js';
import type { DiagnosticsChannel } from './diagnostics.js';

/** Milliseconds between two looks at the files that were read, for clients that do not tell when files change. */
const POLL_INTERVAL = 3000;

export interface WorkspaceView {
  /** From the params of `initialize`. */
  readonly initialize: (params: InitializeParams) => void;
  /** Files outside the editors are not what they were. */
  readonly filesChanged: () => void;
}

export function workspaceHandlers(server: Server, diagnostics: DiagnosticsChannel): WorkspaceView {
  const { connection, analysis } = server;
  let initial: Readonly<Record<string, unknown>> = {};
  let configured: Readonly<Record<string, unknown>> = {};
  let ofFolders: ReadonlyMap<string, unknown> = new Map();
  let folders: readonly string[] = [];
  let isTrusted = true;
  let hasFolderEvents = false;

  const apply = (): void => {
    const all = { ...initial, ...configured };
    const { settings, problems } = readEditorSettings(all);
    server.settings = settings;
    const folderSettings = new Map([...ofFolders].map(([folder, value]) => [folder, headerSettings(value)]));
    const workspace: Workspace = { folders, isTrusted, settings: headerSettings(all), folderSettings };
    for (const problem of [...problems, ...analysis.configure(workspace)]) connection.console.warn(problem);
  };
  const refresh = (): void => {
    diagnostics.allChanged();
    if (server.client.refreshesCodeLenses) void connection.sendRequest('workspace/codeLens/refresh');
    if (server.client.refreshesInlayHints) void connection.languages.inlayHint.refresh();
    if (server.client.refreshesSemanticTokens) void connection.languages.semanticTokens.refresh();
  };
  const ask = async (): Promise<void> => {
    const section = 'uapi';
    const scopes = folders.map((folder) => ({ section, scopeUri: server.uriOf(folder) }));
    const asked = folders;
    const answers: unknown[] = await connection.workspace.getConfiguration([{ section }, ...scopes]);
    const [answer, ...scoped] = Array.isArray(answers) ? answers : [];
    configured = isObject(answer) ? answer : {};
    ofFolders = new Map(asked.map((folder, index) => [folder, scoped[index]]));
    apply();
    refresh();
  };
  const askSafely = (): void => {
    ask().catch((error: unknown) => server.log(`workspace/configuration failed: ${String(error)}`));
  };

  const watch = (...globPatterns: readonly string[]): void => {
    const watchers = globPatterns.map((globPattern) => ({ globPattern }));
    void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  };

  connection.onInitialized(() => {
    if (!server.client.watchesFiles) {
      const timer = setInterval(() => {
        if (analysis.readFilesChanged(server.driver.readWith)) refresh();
      }, POLL_INTERVAL);
      (timer as { unref?: () => void }).unref?.();
    }
    if (server.client.watchesFiles) {
      // Headers, settings and baselines; a checkout of another revision changes many at once.
      watch('**/*.h', '**/*.json', '**/Kbuild', '**/*.tbl');
      // A source is read with its folder. Who has headers only is not told of each source that changes.
      server.driver.whenLoaded(() => watch('**/*.c'));
    }
    if (server.client.registersConfiguration) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'uapi' });
    }
    if (hasFolderEvents) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => server.pathOf(uri)));
        const more = added.map(({ uri }) => server.pathOf(uri)).filter((path) => path !== undefined);
        folders = [...folders.filter((folder) => !gone.has(folder)), ...more];
        apply();
        refresh();
        if (server.client.configuration) askSafely();
      });
    }
    if (server.client.configuration) askSafely();
  });
  connection.onDidChangeConfiguration(({ settings }) => {
    if (server.client.configuration) {
      askSafely();
      return;
    }
    const given: unknown = settings;
    const section = isObject(given) && isObject(given.uapi) ? given.uapi : given;
    configured = isObject(section) ? section : {};
    apply();
    refresh();
  });
  // Trust only grows, and only by the editor's own word: settings may come from the folder that is not trusted.
  connection.onNotification('uapi/didGrantTrust', () => {
    if (isTrusted) return;
    isTrusted = true;
    apply();
    refresh();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    // What an editor holds of a file hides what it wrote to disk.
    const isNews = changes.some(
      ({ uri, type }) =>
        (type !== FileChangeType.Changed || server.texts.get(uri) === undefined) &&
        !isMade(uri) &&
        !isForeignJson(server, uri),
    );
    if (isNews) filesChanged();
  });
  const filesChanged = (): void => {
    analysis.changedOnDisk();
    refresh();
  };

  return {
    filesChanged,
    initialize({ workspaceFolders, rootUri, initializationOptions, capabilities }) {
      const uris = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri == null ? [] : [rootUri]);
      folders = uris.map((uri) => server.pathOf(uri)).filter((path) => path !== undefined);
      hasFolderEvents = capabilities.workspace?.workspaceFolders ?? false;
      const options: unknown = initializationOptions;
      if (isObject(options)) {
        isTrusted = options.trusted !== false;
        initial = isObject(options.uapi) ? options.uapi : isObject(options.settings) ? options.settings : options;
      }
      apply();
    },
  };
}

/** A source that a build of the kernel makes for each module. */
function isMade(uri: string): boolean {
  return uri.endsWith('.mod.c');
}

/** A JSON file that is neither settings nor the baseline of an open header: builds write many. */
function isForeignJson(server: Server, uri: string): boolean {
  if (!uri.endsWith('.json') || /(?:^|\/)(?:\.|%2[eE])uapi\.json$/.test(uri)) return false;
  const path = server.pathOf(uri);
  return path === undefined || !server.analysis.isSettingsFile(path);
}
