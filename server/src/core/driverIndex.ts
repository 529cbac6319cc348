/**
 * The second door of `core`: what reads driver sources. Other projects enter by it with `import()` where the first source
 * is at hand, so that whoever has only headers loads nothing of it (test/tidy/driverRoom). Types may come from anywhere.
 */
export { type CallEdge, type CallGraph, type CallNode, callGraphOf } from './callGraph/callGraph.js';
export { longestChain, reached, shortestChain } from './callGraph/chains.js';
export { type GraphPart, graphPart } from './callGraph/graphPart.js';
export { isEntry, markPlace, markText, neededMarks, primitiveCallers } from './callGraph/neededMarks.js';
export { UserAccess, userAccessOf } from './callGraph/userAccess.js';
export { type CommandLink, linksOf } from './driver/commandLinks.js';
export {
  type DriverInputs,
  DriverSource,
  type FunctionInFile,
  type PublishedCommand,
  type PublishedRecord,
  type UserAccessSettings,
} from './driver/driverSource.js';
export { checkSource } from './rules/runRules.js';
export { sourceRules } from './rules/sourceRegistry.generated.js';
export type { Expression, FunctionDefinition, Span } from './surface/ast.js';
export { type FlowPoint, flowOf } from './surface/flow.js';
export { readSurface } from './surface/readSurface.js';
export { calleeName, visitExpression, visitStatement } from './surface/visit.js';
