/** The door of `core`: what other projects may import. */
export type { Diagnostic, RelatedLocation, Severity } from './base/diagnostic.js';
export type * from './ioctl/ioctlNumber.js';
export { decodeIoctlNumber, directionName, encodeIoctlNumber } from './ioctl/ioctlNumber.js';
export type { FlatMember, MemberLayout, PaddingRange, RecordLayout } from './layout/recordLayout.js';
export type { FoundInclude, IncludeRequest, IncludeResolver } from './preprocess/includeResolver.js';
export { LineIndex, lineIndexOf, type Position } from './source/lineIndex.js';
export type { FileRange, SourceFile } from './source/sourceFile.js';
export type { Abi, AbiId } from './target/abi.js';
export { ALL_ABIS, abiById } from './target/abis.js';
export { type AnalysisSession, createAnalysisSession, type PreprocessedToken } from './unit/analysisSession.js';
export type * from './unit/headerAnalysis.js';
export { builtinHeader } from './target/builtinHeaders.js';
