/** Who handles a command: from the macro in a header, or a table line or case of a driver, to the function. */
import type { CodeLens, DefinitionParams, Location } from 'vscode-languageserver';
import { thingNamed } from '../../ide/index.js';
import { answering, placeAt, type Server } from '../serverState.js';
import { toLocation } from '../toLsp.js';
import type { DocumentListener } from './textSync.js';

export function sourceHandlers(server: Server): DocumentListener {
  const { connection, driver } = server;
  const open = new Set<string>();
  const refreshLenses = (): void => {
    if (server.client.refreshesCodeLenses) void connection.sendRequest('workspace/codeLens/refresh');
  };
  connection.onImplementation(
    answering<DefinitionParams, Location[] | null>(
      server,
      'textDocument/implementation',
      null,
      async (params, token) => {
        const place = server.settings.definition ? placeAt(server, params) : undefined;
        if (place === undefined) return null;
        const { path } = place.header.file;
        const named = driver.isSource(path)
          ? await commandInSource(server, path, place.offset)
          : { command: thingNamed(place.header, place.offset, 'ioctl'), headerPath: path };
        const { command, headerPath } = named ?? {};
        if (command === undefined || headerPath === undefined) return null;
        const sources = await driver.sourcesHandling(command, headerPath, token);
        const { room } = await driver.load();
        refreshLenses();
        const found = room.handlersOf(command, sources);
        return found.length === 0 ? null : found.map((range) => toLocation(range, server));
      },
    ),
  );
  return {
    changed(uri) {
      const path = server.pathOf(uri);
      if (!driver.isSource(path) || open.has(uri)) return;
      open.add(uri);
      // Lenses of headers say where their commands are handled, now that somebody shows.
      driver
        .load()
        .then(({ documents }) => {
          documents.source(path);
          refreshLenses();
        })
        .catch((error: unknown) => server.log(`reading ${uri} failed: ${String(error)}; please report this`));
    },
    closed: (uri) => {
      open.delete(uri);
    },
  };
}

/** The command of the link at an offset, or the one named there, with its header's path, or the source's own. */
async function commandInSource(
  server: Server,
  path: string,
  offset: number,
): Promise<{ readonly command: string; readonly headerPath: string } | undefined> {
  const { room, documents } = await server.driver.load();
  const source = documents.source(path);
  if (source === undefined) return undefined;
  const link = room.linkAt(source, offset);
  const command = link?.command ?? room.nameAt(source, offset)?.name;
  const published = command === undefined ? undefined : source.command(command);
  if (command === undefined || (link === undefined && published === undefined)) return undefined;
  return { command, headerPath: published?.header.file.path ?? path };
}

/** The lens of a command with the place where it is handled, where a source that was read says so. */
export function withHandler(server: Server, title: string, lens: CodeLens['data']): string {
  const { loaded } = server.driver;
  if (loaded === undefined || lens?.kind !== 'ioctl') return title;
  const suffix = loaded.room.lensSuffix(lens.name, loaded.documents.sources);
  return suffix === '' ? title : `${title} · ${suffix}`;
}
