import {
  type CancellationToken,
  type DefinitionParams,
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentHighlightParams,
  type DocumentLink,
  type DocumentLinkParams,
  type Location,
  type LocationLink,
  type ReferenceParams,
} from 'vscode-languageserver';
import {
  definitionAt,
  documentLinks,
  type HeaderDocument,
  isTag,
  referencesIn,
  referencesInHeader,
  referenceTarget,
  type Target,
  typeDefinitionAt,
} from '../../ide/index.js';
import { toRange } from '../positions.js';
import { answering, headerAt, type Place, placeAt, type Server } from '../serverState.js';
import { toLocation } from '../toLsp.js';
import { forEachPath } from './diagnostics.js';

type Find = (document: HeaderDocument, offset: number) => { to: Parameters<typeof toLocation>[0] } | undefined;

/** The command of a uapi header that a driver's source names at a place, as the header has it. */
async function commandNamedInSource(
  server: Server,
  { header: { file }, offset }: Place,
): Promise<{ readonly header: HeaderDocument; readonly target: Target } | undefined> {
  if (!server.driver.isSource(file.path)) return undefined;
  const { room, documents } = await server.driver.load();
  const source = documents.source(file.path);
  const name = source && room.nameAt(source, offset)?.name;
  const published = name === undefined ? undefined : source?.command(name);
  const header = published && server.analysis.document(published.header.file.path);
  const target = published && header && referenceTarget(header, published.command.range.start);
  return header === undefined || target === undefined ? undefined : { header, target };
}

/** Where drivers name a command, and its handlers. */
async function sourceReferences(
  server: Server,
  { file }: HeaderDocument,
  { name }: Target,
  token: CancellationToken,
): Promise<readonly Location[]> {
  const sources = await server.driver.sourcesNaming(name, file.path, token);
  if (sources.length === 0) return [];
  const { room } = await server.driver.load();
  const places = sources.flatMap((source) => room.referencesInSource(source, name));
  return [...places, ...room.handlersOf(name, sources)].map((range) => toLocation(range, server));
}

export function navigationHandlers(server: Server): void {
  const { connection } = server;
  const goTo = (name: string, find: Find) =>
    answering<DefinitionParams, Location | LocationLink[] | null>(server, name, null, (params) => {
      const place = server.settings.definition ? placeAt(server, params) : undefined;
      const found = place && find(place.header, place.offset);
      return found === undefined ? null : toLocation(found.to, server);
    });
  connection.onDefinition(goTo('textDocument/definition', definitionAt));
  connection.onDeclaration(goTo('textDocument/declaration', definitionAt));
  connection.onTypeDefinition(goTo('textDocument/typeDefinition', typeDefinitionAt));
  connection.onReferences(
    answering<ReferenceParams, Location[] | null>(server, 'textDocument/references', null, async (params, token) => {
      const place = server.settings.definition ? placeAt(server, params) : undefined;
      const named = place && (await commandNamedInSource(server, place));
      const target = named?.target ?? (place && referenceTarget(place.header, place.offset));
      if (place === undefined || target === undefined) return null;
      const inSources =
        target.thing.kind === 'ioctl'
          ? await sourceReferences(server, named?.header ?? place.header, target, token)
          : [];
      const wanted = (isDeclaration: boolean): boolean => params.context.includeDeclaration || !isDeclaration;
      const found = referencesInHeader(place.header, target)
        .filter(({ isDeclaration }) => wanted(isDeclaration))
        .map(({ range }) => toLocation(range, server));
      if (target.isLocal) return found;
      const paths = server.analysis.allPaths.filter((path) => path !== place.header.file.path);
      const declaring = target.declaredAt.file;
      if (declaring !== place.header.file && !paths.includes(declaring.path) && wanted(true)) {
        found.push(toLocation(target.declaredAt, server));
      }
      await forEachPath(server, paths, token, (path) => {
        const file = server.analysis.fileAt(path);
        if (file === undefined) return;
        for (const { range, isDeclaration } of referencesIn(
          file,
          target.name,
          target.declaredAt,
          isTag(target.thing),
        )) {
          if (wanted(isDeclaration)) found.push(toLocation(range, server));
        }
      });
      const known = new Set(found.map((each) => `${each.uri} ${each.range.start.line} ${each.range.start.character}`));
      const isNew = ({ uri, range: { start } }: Location): boolean =>
        !known.has(`${uri} ${start.line} ${start.character}`);
      return [...found, ...inSources.filter(isNew)];
    }),
  );
  connection.onDocumentHighlight(
    answering<DocumentHighlightParams, DocumentHighlight[] | null>(
      server,
      'textDocument/documentHighlight',
      null,
      (params) => {
        const place = server.settings.definition ? placeAt(server, params) : undefined;
        const target = place && referenceTarget(place.header, place.offset);
        if (place === undefined || target === undefined) return null;
        return referencesInHeader(place.header, target)
          .filter(({ range }) => range.file === place.header.file)
          .map(({ range, isDeclaration, isInComment }) => ({
            range: toRange(range, server.client.encoding),
            kind: isDeclaration
              ? DocumentHighlightKind.Write
              : isInComment
                ? DocumentHighlightKind.Text
                : DocumentHighlightKind.Read,
          }));
      },
    ),
  );
  connection.onDocumentLinks(
    answering<DocumentLinkParams, DocumentLink[] | null>(
      server,
      'textDocument/documentLink',
      null,
      ({ textDocument }) => {
        const header = headerAt(server, textDocument.uri);
        if (header === undefined) return null;
        return documentLinks(header).map(({ range, target }) => ({
          range: toRange(range, server.client.encoding),
          target: server.uriOf(target.path),
        }));
      },
    ),
  );
}
