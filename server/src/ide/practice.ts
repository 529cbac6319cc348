/**
 * The JavaScript engine compiles a function well only after it has run many times, so the first keystrokes in a new server
 * would cost ten times what the hundredth does. While nobody asks anything, the server practises: it edits a header of its
 * own, with the built-in headers as includes, and asks itself what an editor would ask. Nothing of it is kept.
 */
import {
  ALL_ABIS,
  builtinHeader,
  createAnalysisSession,
  cutDocument,
  RuleMemory,
  type SourceFile,
} from '../core/index.js';
import { codeLenses } from './features/codeLenses.js';
import { documentSymbols } from './features/documentSymbols.js';
import { hoverAt } from './features/hover.js';
import { type DocumentHost, HeaderDocument } from './headerDocument.js';
import { practiceHeader } from './practiceHeader.js';

/** How often the header is edited: about as long as it takes until a keystroke gets no cheaper. */
const EDITS = 80;
const PARTS = 3;

/**
 * Practises in steps of a few milliseconds; whoever drives it does other things between two of them. What runs for the
 * first time takes longest: so the first steps are about one ABI each.
 */
export function* practice(): Generator<void, void, void> {
  const host = practiceHost();
  const memory = new RuleMemory();
  const text = practiceHeader(PARTS);
  const abis = ALL_ABIS.map(({ id }) => id);
  for (const abi of abis) {
    new HeaderDocument(source(text), { abis: [abi] }, host).context;
    yield;
  }
  const members = [...text.matchAll(/(?:length|value|offset|index);/g)].map(
    ({ index, 0: match }) => index + match.length - 1,
  );
  let last: SourceFile | undefined;
  for (let edit = 0; edit < EDITS; edit++) {
    const at = members[(edit >> 1) % members.length];
    const file = source(edit % 2 === 0 ? text : `${text.slice(0, at)}x${text.slice(at)}`);
    if (cutDocument(file, last)) last = file;
    const document = new HeaderDocument(file, { abis }, host, { memory });
    document.onAllAbis;
    yield;
    document.found;
    yield;
    for (const place of [at - 1, text.indexOf('PRACTICE_1_OLD'), text.indexOf('struct practice_2 {') + 8]) {
      hoverAt(document, place);
    }
    yield;
    documentSymbols(document);
    codeLenses(document);
    yield;
  }
}

function source(text: string): SourceFile {
  return { path: 'practice:/uapi/practice.h', displayName: 'practice.h', text, view: 'installed' };
}

function practiceHost(): DocumentHost {
  const files = new Map<string, SourceFile>();
  const include = (spelling: string): SourceFile | undefined => {
    let file = files.get(spelling);
    const text = file === undefined ? builtinHeader(spelling)?.text : undefined;
    if (text !== undefined) {
      file = { path: `practice:/${spelling}`, displayName: spelling, text, view: 'installed' };
      files.set(spelling, file);
    }
    return file;
  };
  const session = createAnalysisSession({
    resolverFor: () => ({
      resolve: ({ spelling }) => {
        const file = include(spelling);
        return file === undefined ? undefined : { file, root: 0 };
      },
    }),
  });
  return {
    sessionFor: () => session,
    abisFor: (_, abis) => abis,
    isReviewed: () => true,
    namesBeside: () => new Set(),
  };
}
