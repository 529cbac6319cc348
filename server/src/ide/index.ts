/** The door of `ide`: what `lsp`, `cli` and `host` may import. */
export { AnalysisHost } from './analysisHost.js';
export { dispatchMarkdown, matrixMarkdown } from './dispatch/dispatchMarkdown.js';
export { type DispatchOptions, noDispatchOptions } from './dispatch/dispatchOptions.js';
export { modelOfStyle } from './dispatch/modelOfStyle.js';
export { type Preview, previewCall } from './dispatch/preview.js';
export { costLine, gradedOnly, memoryLines, resultLine } from './dispatch/reportLines.js';
export {
  type BothSides,
  type DispatchSource,
  otherVersions,
  type SimulatedCall,
  simulateIoctl,
  versionMatrix,
} from './dispatch/runDispatch.js';
export { compatAbiOf, type Side } from './dispatch/sides.js';
export { type WireEvent, type WireReport, wireReport } from './dispatch/wireReport.js';
export {
  codeActions,
  fixAllEdits,
  type HeaderAction,
  offeredFixes,
  reasonPlaceholder,
} from './features/codeActions.js';
export { codeLenses, type Lens, lensTitle } from './features/codeLenses.js';
export { type CommandGroup, groupCommands } from './features/commandGroups.js';
export { type ComparedHeader, comparedMarkdown, compareWith } from './features/comparison.js';
export {
  type Completion,
  type CompletionItemInfo,
  type CompletionKind,
  type CompletionMode,
  completionAt,
  completionDocumentation,
  plainSnippet,
} from './features/completion.js';
export { type Decoded, decode, decodedMarkdown } from './features/decodeIoctl.js';
export { type Definition, definitionAt, typeDefinitionAt } from './features/definition.js';
export { documentLinks, type IncludeLink } from './features/documentLinks.js';
export { documentSymbols, type HeaderSymbol, type HeaderSymbolKind } from './features/documentSymbols.js';
export { type Fold, foldingRanges } from './features/folding.js';
export { foreignNumberAt, type HoverInfo, hoverAt } from './features/hover.js';
export { type InlayHintInfo, type InlayHintMode, inlayHints } from './features/inlayHints.js';
export { type KnownIoctl, knownIoctls } from './features/knownIoctls.js';
export {
  type LayoutGroup,
  type RecordReport,
  recordAt,
  recordReport,
  reportMarkdown,
} from './features/layoutReport.js';
export { code, hex, plainText, table } from './features/markdown.js';
export { nearestNames } from './features/nearestNames.js';
export {
  isTag,
  type Reference,
  referencesIn,
  referencesInHeader,
  referenceTarget,
  type Target,
} from './features/references.js';
export { type RegisteredBlock, registeredBlocks } from './features/registration.js';
export { prepareRename, type RenameProblem, type Renaming, rename } from './features/rename.js';
export { selectionRanges } from './features/selection.js';
export { type SemanticToken, semanticTokens, tokenModifiers, tokenTypes } from './features/semanticTokens.js';
export { type Signature, signatureHelp } from './features/signatureHelp.js';
export { thingNamed } from './features/thingAt.js';
export { bestMatches, type Match, matchSymbols } from './features/workspaceSymbols.js';
export { HeaderDocument } from './headerDocument.js';
export type { HeaderCommit, HeaderSettings, HeaderVersion, IdeHost, Workspace } from './ideHost.js';
export { parseField, parseIoctlNumber, parseIoctlType } from './ioctlArguments.js';
export { type LexicalKind, type LexicalSymbol, lexicalSymbols } from './lexicalSymbols.js';
export { practice } from './practice.js';
export { UsageError } from './usageError.js';
