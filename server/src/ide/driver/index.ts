/**
 * The door to what `ide` knows of driver sources. `lsp` enters by it with `import()` where the first source is open, or
 * somebody asks who handles a command: with headers alone nothing of it is loaded (test/tidy/driverRoom).
 */
export { type DriverFact, driverFact } from './dispatchFacts.js';
export { DriverDocuments } from './driverDocuments.js';
export { handlersOf, type LinkInSource, lensSuffix, linkAt, nameAt, referencesInSource } from './linkPlaces.js';
export { leastSize, sourceHoverAt } from './sourceHover.js';
