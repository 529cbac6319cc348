/** What the server finds wrong with a record, from VS Code's diagnostics, with the code actions that mend it. */
import { type Diagnostic, DiagnosticSeverity, languages, type TextDocument, Uri, workspace } from 'vscode';
import type { Finding } from '../../webview/layout/messages.js';
import type { ServerConnection } from '../serverConnection.js';
import { isAcceptance, mends, readActions, type ServerAction } from './codeActions.js';
import { type LayoutAnswer, rangesTouch } from './layoutAnswer.js';

export interface RecordFindings {
  readonly findings: readonly Finding[];
  readonly diagnostics: ReadonlyMap<number, Diagnostic>;
  readonly actions: ReadonlyMap<number, ServerAction>;
  /** Version of the text that the actions are for; undefined where it is not open. */
  readonly version: number | undefined;
}

export const noFindings: RecordFindings = {
  findings: [],
  diagnostics: new Map(),
  actions: new Map(),
  version: undefined,
};

const severities = {
  [DiagnosticSeverity.Error]: 'error',
  [DiagnosticSeverity.Warning]: 'warning',
  [DiagnosticSeverity.Information]: 'info',
  [DiagnosticSeverity.Hint]: 'hint',
} as const;

/** Findings in the declaration of the record and at the ioctls that pass it, the worst first. */
export async function recordFindings(
  server: ServerConnection,
  uri: string,
  answer: LayoutAnswer,
): Promise<RecordFindings> {
  const resource = Uri.parse(uri, true);
  const places = [answer.location, ...answer.commands.map(({ location }) => location)].filter(
    (each) => each.uri === uri,
  );
  const found = languages
    .getDiagnostics(resource)
    .filter(({ source, range }) => source === 'uapi' && places.some((place) => rangesTouch(range, place.range)))
    .sort((a, b) => a.severity - b.severity || a.range.start.compareTo(b.range.start));
  if (found.length === 0) return noFindings;
  const document = openDocument(uri);
  const whole = found.map(({ range }) => range).reduce((one, other) => one.union(other));
  const offered = document === undefined ? [] : await actionsIn(server, uri, whole);
  const actions = new Map<number, ServerAction>();
  const diagnostics = new Map<number, Diagnostic>();
  const findings = found.map((diagnostic, id): Finding => {
    const rule = ruleOf(diagnostic);
    diagnostics.set(id, diagnostic);
    const fixes = offered
      .filter((action) => mends(action, rule, diagnostic.range) && !isAcceptance(action, rule))
      .map((action) => {
        const fixId = actions.size;
        actions.set(fixId, action);
        return { id: fixId, title: action.title };
      });
    return { id, severity: severities[diagnostic.severity], rule, message: diagnostic.message, fixes };
  });
  return { findings, diagnostics, actions, version: document?.version };
}

/** A server that fails here leaves the findings without remedies. */
async function actionsIn(server: ServerConnection, uri: string, { start, end }: Diagnostic['range']) {
  const range = {
    start: { line: start.line, character: start.character },
    end: { line: end.line, character: end.character },
  };
  const context = { diagnostics: [], only: ['quickfix'] };
  try {
    return readActions(await server.request('textDocument/codeAction', { textDocument: { uri }, range, context }));
  } catch {
    return [];
  }
}

export function openDocument(uri: string): TextDocument | undefined {
  return workspace.textDocuments.find((document) => document.uri.toString() === uri);
}

function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : (code ?? ''));
}
