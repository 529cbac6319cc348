/**
 * The second door of `core`: what reads driver sources. Other projects enter by it with `import()` where the first source
 * is at hand, so that whoever has only headers loads nothing of it. Types may come from anywhere.
 */
export { type CallEdge, type CallGraph, type CallNode, callGraphOf } from './callGraph/callGraph.js';
export { longestChain, reached, shortestChain } from './callGraph/chains.js';
export { type GraphPart, graphPart } from './callGraph/graphPart.js';
export { isEntry, markPlace, markText, neededMarks, primitiveCallers } from './callGraph/neededMarks.js';
export { UserAccess, userAccessOf } from './callGraph/userAccess.js';
export { DriverSource, type UserAccessSettings } from './driver/driverSource.js';
export { checkSource } from './rules/runRules.js';
export type { Span } from './surface/ast.js';
export { readSurface } from './surface/readSurface.js';
