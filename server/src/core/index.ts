/** The door of `core`: what other projects may import. */
export type { Diagnostic, RelatedLocation, Severity } from './base/diagnostic.js';
export { didYouMean, nearestName } from './base/nearestName.js';
export type { Change, ChangeKind, PerStyle, Verdict } from './compat/change.js';
export { type Addition, compareSnapshots } from './compat/compareSnapshots.js';
export {
  compareTrees,
  type HeaderChange,
  type HeaderPair,
  type RemovedHeader,
  type TreeComparison,
} from './compat/compareTrees.js';
export type { HeaderSnapshot } from './compat/headerSnapshot.js';
export { publishedNames, reachesOf } from './compat/reaches.js';
export { type BaselineResult, readBaseline } from './compat/readBaseline.js';
export { memberShape, takeSnapshot } from './compat/takeSnapshot.js';
export { writeBaseline } from './compat/writeBaseline.js';
export {
  type AttributeAnnotation,
  accessPlan,
  ambiguousAttributes,
  attributeAnnotations,
  checkerRanges,
  matchingAttributes,
  tracerText,
} from './dispatch/attributes.js';
export { allZero, fromHex, toHex } from './dispatch/bytes.js';
export {
  type Call,
  type DispatchModel,
  genericCommand,
  type ModelStep,
  type ParameterValue,
  runSteps,
} from './dispatch/dispatchModel.js';
export { originsOf } from './dispatch/kernelBuffer.js';
export { compatibilityMatrix, type Matrix, type StructVersion } from './dispatch/matrix.js';
export { dispatchModels, modelById } from './dispatch/models.js';
export { possibleVersions, randomBytes, setMember, settableMembers, sizeAfter } from './dispatch/recordValues.js';
export { readRecordedFile } from './dispatch/replay/recordedCall.js';
export { type ReplayResult, replay } from './dispatch/replay/replay.js';
export {
  type DispatchReport,
  type DispatchRequest,
  parameterDefaults,
  simulateCall,
  sizePlace,
} from './dispatch/simulateCall.js';
export { type HandlerEffect, type Mutation, type Outcome, Simulation, type UserStore } from './dispatch/simulation.js';
export type { TraceEvent, Warning } from './dispatch/trace.js';
export { type MemoryRange, UserMemory } from './dispatch/userMemory.js';
export { errnoReason, warningText } from './dispatch/words.js';
export type { CommandLink } from './driver/commandLinks.js';
export type { DriverInputs, DriverSource } from './driver/driverSource.js';
export { layoutFile } from './export/layoutFile.js';
export { type OpTableStyle, opTable, opTableStyles } from './export/opTable.js';
export { staticAsserts } from './export/staticAsserts.js';
export {
  decodeIoctlNumber,
  directionName,
  encodeIoctlNumber,
  type IoctlDirection,
  type IoctlFields,
} from './ioctl/ioctlNumber.js';
export type { IoctlBlock } from './ioctl/ioctlNumberTable.js';
export { flattenMembers, visitMembers } from './layout/flatten.js';
export { heldRecord } from './layout/heldRecord.js';
export type { FlatMember, MemberLayout, PaddingRange, RecordLayout } from './layout/recordLayout.js';
export { cutDocument, piecesOf } from './lex/documentPieces.js';
export { identifiersAmong } from './lex/identifiersAmong.js';
export { forgetFile, forgetLexedFiles, type LexedFile, lex, lexCount, spellingOf } from './lex/lexer.js';
export { T as tokenKinds } from './lex/token.js';
export { tokenIndexAt } from './lex/tokenAt.js';
export type { FoundInclude, IncludeRequest, IncludeResolver } from './preprocess/includeResolver.js';
export type { IncludeEdge } from './preprocess/preprocessedUnit.js';
export {
  type AbiGroup,
  abiNames,
  createGroupLabels,
  type GroupLabels,
  groupByAnswer,
  shortFactLines,
} from './review/abiGroups.js';
export {
  bytes,
  factLines,
  type MemberOnAbis,
  membersOf,
  membersOnAbis,
  type RecordOnAbis,
  recordsOnAbis,
} from './review/byAbi.js';
export type { Command } from './review/commands.js';
export { conditionalParts } from './review/conditionals.js';
export { kernelDocDirectives } from './review/documentationIndex.js';
export { commandEnums, type EnumeratorAsWritten, isBaseName, isSentinelName } from './review/enums.js';
export { type HeaderText, headerText, type TextComment, type TextDefine } from './review/headerText.js';
export type { KernelDoc, KernelDocMember } from './review/kernelDoc.js';
export { memberDocs, plainText as commentText } from './review/memberDocs.js';
export { mentionedNames } from './review/mentionedNames.js';
export { ReviewedHeader } from './review/reviewedHeader.js';
export { type HeaderStyle, type InterfaceStyle, interfaceStyles } from './review/style.js';
export { isFixedWidthName, typeChain } from './review/typeChain.js';
export { freezeFindings } from './rules/freezeFindings.js';
export { type AbiDiagnostic, frontEndFindings, mergeDiagnostics } from './rules/frontEndFindings.js';
export { blockText, holderText, holds, type TypeUse, typeUses } from './rules/ioctl/registration.js';
export { allRules } from './rules/registry.generated.js';
export {
  type Finding,
  type Fix,
  type NamesBeside,
  type Profile,
  profiles,
  type Rule,
  type RuleContext,
  type SourceRule,
  type TextEdit,
} from './rules/rule.js';
export { type RuleContextOptions, ruleContext } from './rules/ruleContext.js';
export { RuleMemory } from './rules/ruleMemory.js';
export { isDiagnosticCode, isRuleId, isRuleName } from './rules/ruleNames.js';
export { matchesRule, type RuleSettings } from './rules/ruleSettings.js';
export {
  byPlace,
  checkFacts,
  checkHeader,
  checkSource,
  collectFacts,
  type HeaderFacts,
  type RuleFailure,
  type RuleRun,
} from './rules/runRules.js';
export { suppressionComments } from './rules/suppressionComments.js';
export {
  applySuppressions,
  checkSuppressions,
  judgeSuppressions,
  type NamedRule,
  ranAllOf,
  type Suppression,
} from './rules/suppressions.js';
export { applyFixes, type FixProbe, type FixTrial, fixesToApply, verifyFixes } from './rules/verifyFixes.js';
export { basicType } from './sema/ctype.js';
export { LineIndex, lineIndexOf, type Position } from './source/lineIndex.js';
export type { FileRange, SourceFile } from './source/sourceFile.js';
export type { Abi, AbiId, IoctlEncoding } from './target/abi.js';
export { ALL_ABIS, abiById } from './target/abis.js';
export { builtinHeader } from './target/builtinHeaders.js';
export { type AnalysisSession, createAnalysisSession, type PreprocessedToken } from './unit/analysisSession.js';
export type {
  DeclaredEnum,
  DeclaredRecord,
  HeaderAnalysis,
  IoctlDefinition,
  MacroConstant,
  UnresolvedIoctl,
} from './unit/headerAnalysis.js';
