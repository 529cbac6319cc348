/** Answers of `ide` in the terms of LSP. Types of `ide` never leave the process. */
import {
  type Diagnostic,
  DiagnosticSeverity,
  type DocumentSymbol,
  type Hover,
  MarkupKind,
  SymbolKind,
} from 'vscode-languageserver';
import { allRules, type FileRange, type Finding } from '../core/index.js';
import type { HeaderSymbol, HeaderSymbolKind, HoverInfo } from '../ide/index.js';
import { type PositionEncoding, toRange } from './positions.js';

/** What the conversions need to know of the client. */
export interface ClientView {
  readonly encoding: PositionEncoding;
  readonly uriOf: (path: string) => string;
  /** The client shows Markdown in hovers. */
  readonly hoverMarkdown: boolean;
  readonly hierarchicalSymbols: boolean;
}

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

const rulePages = new Map(allRules.map((rule) => [rule.id, rule.reference.url]));

export function toDiagnostic(finding: Finding, client: ClientView): Diagnostic {
  const { rule, severity, message, range, facts = [], help, related = [] } = finding;
  const url = rulePages.get(rule);
  const lines = [message, ...facts, ...(help === undefined ? [] : [`help: ${help}`])];
  return {
    range: toRange(range, client.encoding),
    severity: severities[severity],
    source: 'uapi',
    code: rule,
    ...(url === undefined ? {} : { codeDescription: { href: url } }),
    message: lines.join('\n'),
    ...(related.length === 0
      ? {}
      : {
          relatedInformation: related.map((each) => ({
            location: toLocation(each.range, client),
            message: each.message,
          })),
        }),
  };
}

export function toLocation(range: FileRange, client: ClientView): { uri: string; range: ReturnType<typeof toRange> } {
  return { uri: client.uriOf(range.file.path), range: toRange(range, client.encoding) };
}

export function toHover({ markdown, range }: HoverInfo, client: ClientView): Hover {
  return {
    contents: client.hoverMarkdown
      ? { kind: MarkupKind.Markdown, value: markdown }
      : { kind: MarkupKind.PlainText, value: markdown.replace(/`+/g, '') },
    range: toRange(range, client.encoding),
  };
}

const symbolKinds: Readonly<Record<HeaderSymbolKind, SymbolKind>> = {
  struct: SymbolKind.Struct,
  union: SymbolKind.Struct,
  member: SymbolKind.Field,
  enum: SymbolKind.Enum,
  enumerator: SymbolKind.EnumMember,
  macro: SymbolKind.Constant,
  ioctl: SymbolKind.Function,
  group: SymbolKind.Namespace,
};

export function toDocumentSymbol(symbol: HeaderSymbol, client: ClientView): DocumentSymbol {
  const { name, kind, detail, range, nameRange, children } = symbol;
  return {
    name,
    kind: symbolKinds[kind],
    detail,
    range: toRange(range, client.encoding),
    selectionRange: toRange(nameRange, client.encoding),
    children: children.map((child) => toDocumentSymbol(child, client)),
  };
}
