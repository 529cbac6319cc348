// Node's module hook of a coverage run: the text of a module of `core` with counters in it, made once for all processes.

import { fileURLToPath } from 'node:url';
import { instrumentedText, isMeasured } from './instrument.mjs';

export async function load(url, context, nextLoad) {
  if (!url.startsWith('file:')) return nextLoad(url, context);
  const path = fileURLToPath(url);
  if (!isMeasured(path)) return nextLoad(url, context);
  return { format: 'module', shortCircuit: true, source: instrumentedText(path).text };
}
