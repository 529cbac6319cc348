/**
 * The second door of `core`: what reads driver sources. Other projects enter by it with `import()` where the first source
 * is at hand, so that whoever has only headers loads nothing of it (test/tidy/driverRoom). Types may come from anywhere.
 */
export { type CommandLink, linksOf } from './driver/commandLinks.js';
export {
  type DriverInputs,
  DriverSource,
  type FunctionInFile,
  type PublishedCommand,
  type PublishedRecord,
} from './driver/driverSource.js';
export { checkSource } from './rules/runRules.js';
export { sourceRules } from './rules/sourceRegistry.generated.js';
export type { Expression, FunctionDefinition, Span } from './surface/ast.js';
export { type FlowPoint, flowOf } from './surface/flow.js';
export { calleeName, visitExpression, visitStatement } from './surface/visit.js';
