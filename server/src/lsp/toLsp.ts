/** Answers of `ide` in the terms of LSP. Types of `ide` never leave the process. */
import {
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentSymbol,
  type Hover,
  type Location,
  MarkupKind,
  type SymbolInformation,
  SymbolKind,
  type TextEdit,
} from 'vscode-languageserver';
import { allRules, type TextEdit as CoreEdit, type FileRange, type Finding } from '../core/index.js';
import { type HeaderSymbol, type HeaderSymbolKind, type HoverInfo, type LexicalKind, plainText } from '../ide/index.js';
import { toRange } from './positions.js';
import type { Server } from './serverState.js';

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

const rulePages = new Map(allRules.map((rule) => [rule.id, rule.reference.url]));

export function toDiagnostic(finding: Finding, server: Server): Diagnostic {
  const { rule, severity, message, range, facts = [], help, related = [], abis } = finding;
  const url = rulePages.get(rule);
  const lines = [message, ...facts, ...(help === undefined ? [] : [`help: ${help}`])];
  return {
    range: toRange(range, server.client.encoding),
    severity: severities[severity],
    source: 'uapi',
    code: rule,
    ...(url === undefined ? {} : { codeDescription: { href: url } }),
    message: lines.join('\n'),
    // A comment that suppresses nothing can go.
    ...(rule === 'suppression/unused' && server.client.diagnosticTags ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    data: { rule, symbol: finding.symbol, abis },
    ...(related.length === 0 || !server.client.relatedInformation
      ? {}
      : {
          relatedInformation: related.map((each) => ({
            location: toLocation(each.range, server),
            message: each.message,
          })),
        }),
  };
}

export function toLocation(range: FileRange, server: Server): Location {
  return { uri: server.uriOf(range.file.path), range: toRange(range, server.client.encoding) };
}

export function toTextEdit({ range, newText }: CoreEdit, server: Server): TextEdit {
  return { range: toRange(range, server.client.encoding), newText };
}

export function toHover({ markdown, range }: HoverInfo, server: Server): Hover {
  return {
    contents: server.client.hoverMarkdown
      ? { kind: MarkupKind.Markdown, value: markdown }
      : { kind: MarkupKind.PlainText, value: plainText(markdown) },
    range: toRange(range, server.client.encoding),
  };
}

const symbolKinds: Readonly<Record<HeaderSymbolKind | LexicalKind, SymbolKind>> = {
  struct: SymbolKind.Struct,
  union: SymbolKind.Struct,
  member: SymbolKind.Field,
  enum: SymbolKind.Enum,
  enumerator: SymbolKind.EnumMember,
  macro: SymbolKind.Constant,
  ioctl: SymbolKind.Function,
  group: SymbolKind.Namespace,
  typedef: SymbolKind.Class,
};

export function symbolKindOf(kind: HeaderSymbolKind | LexicalKind): SymbolKind {
  return symbolKinds[kind];
}

export function toDocumentSymbol(symbol: HeaderSymbol, server: Server): DocumentSymbol {
  const { name, kind, detail, range, nameRange, children } = symbol;
  const { encoding } = server.client;
  return {
    name,
    kind: symbolKinds[kind],
    detail,
    range: toRange(range, encoding),
    selectionRange: toRange(nameRange, encoding),
    children: children.map((child) => toDocumentSymbol(child, server)),
  };
}

/** For clients that know no tree: each symbol with the name of the one that holds it; groups are left out. */
export function toFlatSymbols(symbols: readonly HeaderSymbol[], server: Server, holder?: string): SymbolInformation[] {
  return symbols.flatMap(({ name, kind, range, children }) => [
    ...(kind === 'group'
      ? []
      : [
          {
            name,
            kind: symbolKinds[kind],
            location: toLocation(range, server),
            ...(holder === undefined ? {} : { containerName: holder }),
          },
        ]),
    ...toFlatSymbols(children, server, name),
  ]);
}
