import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Command,
  type Diagnostic,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { TextEdit } from '../../core/index.js';
import { codeActions, fixAllEdits, type HeaderAction } from '../../ide/index.js';
import { isObject } from '../editorSettings.js';
import { contentModified } from '../guard.js';
import { toOffset } from '../positions.js';
import { answering, headerAt, type Server } from '../serverState.js';
import { toDiagnostic, toTextEdit } from '../toLsp.js';

/** Neutral fixes only: what runs on save must not change an interface. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.uapi`;

export function codeActionHandlers(server: Server): void {
  const { connection } = server;
  connection.onCodeAction(
    answering<CodeActionParams, (CodeAction | Command)[] | null>(server, 'textDocument/codeAction', null, (params) => {
      const { uri } = params.textDocument;
      const header = headerAt(server, uri);
      // A client that knows no literals would need a command that edits; it gets the findings without actions.
      if (header === undefined || !server.client.codeActionLiterals) return null;
      const { only } = params.context;
      const wants = (kind: string): boolean =>
        only === undefined || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
      const { encoding } = server.client;
      const { range } = params;
      const actions: CodeAction[] = [];
      if (wants(CodeActionKind.QuickFix)) {
        const within = {
          start: toOffset(header.file, range.start, encoding),
          end: toOffset(header.file, range.end, encoding),
        };
        codeActions(header, within).forEach((action, index) => {
          actions.push(quickFix(server, uri, action, index, params.context.diagnostics, within));
        });
      }
      // Only for those who ask: it is for saving, not for the menu at a finding.
      if (only !== undefined && wants(FIX_ALL)) {
        const edits = fixAllEdits(header);
        if (edits.length > 0) {
          actions.push({
            title: 'Apply all fixes that leave the ABI as it is',
            kind: FIX_ALL,
            edit: editOf(server, uri, edits),
          });
        }
      }
      return actions;
    }),
  );
  connection.onCodeActionResolve(
    answering<CodeAction, CodeAction>(server, 'codeAction/resolve', { title: '' }, (action) => {
      const data: unknown = action.data;
      if (!isObject(data)) return action;
      const { uri, version, index, start, end } = data;
      if (
        typeof uri !== 'string' ||
        typeof index !== 'number' ||
        typeof start !== 'number' ||
        typeof end !== 'number'
      ) {
        return action;
      }
      const header = headerAt(server, uri);
      if (header === undefined || (server.texts.get(uri)?.version ?? null) !== version) throw contentModified();
      const chosen = codeActions(header, { start, end })[index];
      if (chosen === undefined || chosen.title !== action.title) throw contentModified();
      return { ...action, edit: editOf(server, uri, chosen.edits) };
    }),
  );
}

function quickFix(
  server: Server,
  uri: string,
  action: HeaderAction,
  index: number,
  asked: readonly Diagnostic[],
  within: { readonly start: number; readonly end: number },
): CodeAction {
  const { title, finding, isPreferred, edits } = action;
  const own = toDiagnostic(finding, server);
  const matching = asked.filter(
    ({ code, range }) => code === finding.rule && JSON.stringify(range) === JSON.stringify(own.range),
  );
  const common = {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: matching.length > 0 ? matching : [own],
    ...(isPreferred ? { isPreferred } : {}),
  };
  if (!server.client.resolvesEdits) return { ...common, edit: editOf(server, uri, edits) };
  return { ...common, data: { uri, version: server.texts.get(uri)?.version ?? null, index, ...within } };
}

/** An edit of the version at hand where the client can tell versions apart. */
export function editOf(server: Server, uri: string, edits: readonly TextEdit[]): WorkspaceEdit {
  const changes = edits.map((edit) => toTextEdit(edit, server));
  if (!server.client.documentChanges) return { changes: { [uri]: changes } };
  return {
    documentChanges: [{ textDocument: { uri, version: server.texts.get(uri)?.version ?? null }, edits: changes }],
  };
}
