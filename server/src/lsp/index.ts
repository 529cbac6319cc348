export { type ServerParts, startServer } from './server.js';
