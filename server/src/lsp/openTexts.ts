/**
 * The texts that the client holds, with their versions. The library's own store counts in UTF-16 only; here a change is
 * applied in whichever encoding was agreed on.
 */
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { type PositionEncoding, toOffset } from './positions.js';

export interface OpenText {
  /** As the client spells it. */
  readonly uri: string;
  readonly version: number;
  readonly text: string;
}

export class OpenTexts {
  readonly #texts = new Map<string, OpenText>();

  get(uri: string): OpenText | undefined {
    return this.#texts.get(uri);
  }

  get all(): readonly OpenText[] {
    return [...this.#texts.values()];
  }

  open(text: OpenText): OpenText {
    this.#texts.set(text.uri, text);
    return text;
  }

  /** The text after the changes, which are applied one after the other; `undefined` for a document that is not open. */
  change(
    uri: string,
    version: number,
    changes: readonly TextDocumentContentChangeEvent[],
    encoding: PositionEncoding,
  ): OpenText | undefined {
    const before = this.#texts.get(uri);
    if (before === undefined) return undefined;
    let { text } = before;
    for (const change of changes) text = applied({ text }, change, encoding);
    return this.open({ uri, version, text });
  }

  close(uri: string): boolean {
    return this.#texts.delete(uri);
  }
}

function applied(file: { readonly text: string }, change: TextDocumentContentChangeEvent, encoding: PositionEncoding) {
  if (!('range' in change) || change.range === undefined || change.range === null) return change.text;
  const { start, end } = change.range;
  const [a, b] = [toOffset(file, start, encoding), toOffset(file, end, encoding)];
  return file.text.slice(0, Math.min(a, b)) + change.text + file.text.slice(Math.max(a, b));
}
