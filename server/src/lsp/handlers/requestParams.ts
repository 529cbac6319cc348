/** Reading the params of custom requests. Whatever is wrong with them is the answer, with the names that are near. */
import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import { type AbiId, ALL_ABIS } from '../../core/index.js';
import { type HeaderDocument, nearestNames } from '../../ide/index.js';
import { isObject } from '../editorSettings.js';
import { headerAt, type Server } from '../serverState.js';

export type Params = Readonly<Record<string, unknown>>;

export function paramsOf(params: unknown): Params {
  if (isObject(params)) return params;
  throw invalid('the params must be an object');
}

export function uriOf({ textDocument }: Params): string | undefined {
  const uri = isObject(textDocument) ? textDocument.uri : undefined;
  return typeof uri === 'string' ? uri : undefined;
}

export function headerOf(server: Server, params: Params): { readonly header: HeaderDocument; readonly uri: string } {
  const uri = uriOf(params);
  if (uri === undefined) throw invalid("'textDocument' is needed");
  const header = headerAt(server, uri);
  if (header === undefined) throw invalid(`cannot read ${uri}`);
  return { header, uri };
}

/** The header asked for, or all that are open. */
export function headersOf(server: Server, params: Params): readonly HeaderDocument[] {
  if (uriOf(params) !== undefined) return [headerOf(server, params).header];
  return server.texts.all.map(({ uri }) => headerAt(server, uri)).filter((header) => header !== undefined);
}

export function versionOf(server: Server, params: Params): number | null {
  const uri = uriOf(params);
  return uri === undefined ? null : (server.texts.get(uri)?.version ?? null);
}

export function abisOf(value: unknown): readonly AbiId[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw invalid("'abis' must be a list of ABI ids");
  const ids = ALL_ABIS.map(({ id }) => id);
  return value.map((given: unknown) => {
    const id = ids.find((each) => each === given);
    if (id === undefined) throw invalid(`no ABI '${String(given)}'${near(String(given), ids)}`);
    return id;
  });
}

export function isPosition(value: unknown): value is { line: number; character: number } {
  return isObject(value) && typeof value.line === 'number' && typeof value.character === 'number';
}

export function near(given: string, known: readonly string[]): string {
  const names = nearestNames(given, known);
  return names.length === 0 ? '' : `; near it: ${names.join(', ')}`;
}

export function invalid(message: string): ResponseError {
  return new ResponseError(ErrorCodes.InvalidParams, message);
}
