/** What other programs may use of the host: the language server and the tests. */
export { abisFor } from '../common/architecture.js';
export type { FileStore } from '../common/fileStore.js';
export { type BuiltinHeaders, createBuiltinHeaders, createIncludeResolver } from '../common/includeResolver.js';
export { createIncludePlan, findHome, findOwnTree, type IncludePlan, type Machine } from '../common/includeRoots.js';
export { fileUriOfPath, pathOfFileUri, pathStyleOf } from '../common/paths.js';
export { createFileStore } from './fileSystem.js';
export { createNodeHost, type NodeHostParts } from './nodeHost.js';
export { connectionOver, serveOn } from './serveOn.js';
