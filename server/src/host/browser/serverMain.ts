/** The web worker: speaks with the client over the worker's own port. */
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { serveClientFiles } from './serveOn.js';

/** The global of a worker; the project has no DOM types. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

serveClientFiles(
  createConnection(ProposedFeatures.all, new BrowserMessageReader(self), new BrowserMessageWriter(self)),
);
