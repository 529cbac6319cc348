// Serves the files of a folder to a browser, as a web site from which VS Code loads an extension does: the worker host
// starts a server's worker from an address of the web only.

import { once } from 'node:events';
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import type { TestContext } from 'node:test';

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

export interface StaticServer {
  /** Without a slash at its end. The worker host's policy allows this name and no number. */
  readonly url: string;
  /** Paths that were asked for and are there. */
  readonly served: readonly string[];
}

/** Serves until the test ends. */
export async function serveFolder(context: TestContext, folder: string): Promise<StaticServer> {
  const served: string[] = [];
  const server = createServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
    const file = join(folder, path);
    if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) {
      response.writeHead(404).end();
      return;
    }
    served.push(path);
    response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'text/plain; charset=utf-8' });
    createReadStream(file).pipe(response);
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://localhost:${(server.address() as AddressInfo).port}`, served };
}
