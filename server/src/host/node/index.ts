/** What other programs may use of the host: the language server and the tests. */
export { abisFor } from './architecture.js';
export { createFileStore, type FileStore } from './fileSystem.js';
export { type BuiltinHeaders, createBuiltinHeaders, createIncludeResolver } from './includeResolver.js';
export { createIncludePlan, findHome, findOwnTree, type IncludePlan, type Machine } from './includeRoots.js';
export { createNodeHost, type NodeHostParts } from './nodeHost.js';
export { fileUriOfPath, pathOfFileUri, pathStyleOf } from './paths.js';
export { connectionOver, serveOn } from './serveOn.js';
