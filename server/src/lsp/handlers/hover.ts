import type { Hover, HoverParams, SignatureHelp, SignatureHelpParams } from 'vscode-languageserver';
import { foreignNumberAt, hoverAt, signatureHelp } from '../../ide/index.js';
import { contentModified } from '../guard.js';
import { IoctlIndex } from '../ioctlIndex.js';
import { answering, headerAt, placeAt, type Server } from '../serverState.js';
import { toHover } from '../toLsp.js';

export function hoverHandlers(server: Server): void {
  const { connection } = server;
  const index = new IoctlIndex();
  connection.onHover(
    answering<HoverParams, Hover | null>(server, 'textDocument/hover', null, (params, token) => {
      const place = server.settings.hover ? placeAt(server, params) : undefined;
      if (place === undefined) return null;
      const { path } = place.header.file;
      if (server.driver.isSource(path)) {
        return server.driver.load().then(({ room, documents }) => {
          const found = room.sourceHoverAt(documents, path, place.offset);
          if (found !== undefined) return toHover(found, server);
          const hover = hoverAt(place.header, place.offset);
          return hover === undefined ? null : toHover(hover, server);
        });
      }
      const { header, offset } = place;
      const number = foreignNumberAt(header, offset);
      if (number === undefined) {
        const hover = hoverAt(header, offset);
        return hover === undefined ? null : toHover(hover, server);
      }
      return index.find(server, number, token).then((found) => {
        if (headerAt(server, params.textDocument.uri) !== header) throw contentModified();
        const hover = hoverAt(header, offset, new Map([[number, found]]));
        return hover === undefined ? null : toHover(hover, server);
      });
    }),
  );
  connection.onSignatureHelp(
    answering<SignatureHelpParams, SignatureHelp | null>(server, 'textDocument/signatureHelp', null, (params) => {
      const place = placeAt(server, params);
      const signature = place && signatureHelp(place.header, place.offset);
      if (signature === undefined) return null;
      const { label, documentation, parameters, active } = signature;
      return {
        signatures: [{ label, documentation, parameters: parameters.map((each) => ({ ...each })) }],
        activeSignature: 0,
        activeParameter: active,
      };
    }),
  );
}
