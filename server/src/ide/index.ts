/** The door of `ide`: what `lsp`, `cli` and `host` may import. */
export { AnalysisHost } from './analysisHost.js';
export { type Definition, definitionAt } from './features/definition.js';
export { documentLinks, type IncludeLink } from './features/documentLinks.js';
export { documentSymbols, type HeaderSymbol, type HeaderSymbolKind } from './features/documentSymbols.js';
export { type HoverInfo, hoverAt } from './features/hover.js';
export { HeaderDocument } from './headerDocument.js';
export type { HeaderSettings, IdeHost } from './ideHost.js';
