// Reads the imports of a TypeScript file from its text. Enough for our own formatted code: quotes are single, and no
// import stands in a string.

import { posix } from 'node:path';
import type { RepositoryFile } from '../harness/repository.js';

export interface Import {
  /** The file that imports, below the root. */
  readonly from: string;
  /** As written: `../lex/lexer.js`, `node:fs`, `commander`. */
  readonly specifier: string;
  /** Relative imports: the source file meant, below the root, with `.ts`. */
  readonly target?: string;
}

const patterns = [
  /^\s*(?:import|export)\b[^'";]*?\bfrom\s*'([^']+)'/gm,
  /^\s*import\s*'([^']+)'/gm,
  /\bimport\(\s*'([^']+)'\s*\)/g,
];

export function importsOf(file: RepositoryFile): Import[] {
  const text = file.readText();
  return patterns
    .flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1]))
    .map((specifier) => {
      if (!specifier.startsWith('.')) return { from: file.path, specifier };
      const target = posix.join(posix.dirname(file.path), specifier).replace(/\.js$/, '.ts');
      return { from: file.path, specifier, target };
    });
}
