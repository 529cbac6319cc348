// Node's module hook that gives the mutant's text.

import { readFileSync } from 'node:fs';

export async function load(url, context, nextLoad) {
  if (url !== process.env.UAPI_MUTANT_OF) return nextLoad(url, context);
  return { format: 'module', shortCircuit: true, source: readFileSync(process.env.UAPI_MUTANT, 'utf8') };
}
