/** What the server finds wrong with a record, from VS Code's diagnostics, with the code actions that mend it. */
import {
  type CodeAction,
  commands,
  type Diagnostic,
  DiagnosticSeverity,
  languages,
  Range,
  type TextDocument,
  Uri,
  workspace,
} from 'vscode';
import type { Finding } from '../../webview/layout/messages.js';
import { type LayoutAnswer, rangesTouch } from './layoutAnswer.js';

export interface RecordFindings {
  readonly findings: readonly Finding[];
  readonly diagnostics: ReadonlyMap<number, Diagnostic>;
  readonly actions: ReadonlyMap<number, CodeAction>;
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

/** Actions whose edits are made at once; more than a record has findings with. */
const RESOLVED = 50;

/** Findings in the declaration of the record and at the ioctls that pass it, the worst first. */
export async function recordFindings(uri: string, answer: LayoutAnswer): Promise<RecordFindings> {
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
  const offered =
    document === undefined
      ? []
      : await commands.executeCommand<CodeAction[] | undefined>(
          'vscode.executeCodeActionProvider',
          resource,
          new Range(whole.start, whole.end),
          'quickfix',
          RESOLVED,
        );
  const actions = new Map<number, CodeAction>();
  const diagnostics = new Map<number, Diagnostic>();
  const findings = found.map((diagnostic, id): Finding => {
    diagnostics.set(id, diagnostic);
    const fixes = (offered ?? [])
      .filter((action) => action.edit !== undefined && !isAcceptance(action) && mends(action, diagnostic))
      .map((action) => {
        const fixId = actions.size;
        actions.set(fixId, action);
        return { id: fixId, title: action.title };
      });
    return {
      id,
      severity: severities[diagnostic.severity],
      rule: ruleOf(diagnostic),
      message: diagnostic.message,
      fixes,
    };
  });
  return { findings, diagnostics, actions, version: document?.version };
}

export function openDocument(uri: string): TextDocument | undefined {
  return workspace.textDocuments.find((document) => document.uri.toString() === uri);
}

function mends({ diagnostics = [] }: CodeAction, diagnostic: Diagnostic): boolean {
  return diagnostics.some((each) => ruleOf(each) === ruleOf(diagnostic) && each.range.isEqual(diagnostic.range));
}

/** The action that puts a comment beside the finding is for the editor, where the author writes the reason. */
function isAcceptance({ title, diagnostics = [] }: CodeAction): boolean {
  return diagnostics.some((diagnostic) => title.startsWith(`Accept ${ruleOf(diagnostic)} `));
}

function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : (code ?? ''));
}
