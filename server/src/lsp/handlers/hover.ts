import type { Hover, HoverParams, SignatureHelp, SignatureHelpParams } from 'vscode-languageserver';
import { hoverAt, signatureHelp } from '../../ide/index.js';
import { answering, placeAt, type Server } from '../serverState.js';
import { toHover } from '../toLsp.js';

export function hoverHandlers(server: Server): void {
  const { connection } = server;
  connection.onHover(
    answering<HoverParams, Hover | null>(server, 'textDocument/hover', null, (params) => {
      const place = server.settings.hover ? placeAt(server, params) : undefined;
      const hover = place && hoverAt(place.header, place.offset);
      return hover === undefined ? null : toHover(hover, server);
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
