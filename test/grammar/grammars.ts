/**
 * The grammars that the extension contributes, over the grammars for C and C++ of VS Code itself, which `tm-grammars`
 * carries. A `.h` opens as C++ in an unchanged VS Code, so whatever holds for one must hold for the other.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as common from 'vscode-tmgrammar-test/dist/common/index.js';
import { repositoryRoot } from '../harness/repository.js';

export const rootScopes = ['source.c', 'source.cpp'] as const;
export type RootScope = (typeof rootScopes)[number];

interface ContributedGrammar {
  readonly scopeName: string;
  readonly path: string;
  readonly injectTo: string[];
}

const manifest = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8'));
export const contributedGrammars: readonly ContributedGrammar[] = manifest.contributes.grammars;

const resolve = createRequire(import.meta.url).resolve;
/** Those of VS Code, and an empty one in place of each language that can be embedded in C++ (assembler and others). */
const baseGrammars = [
  { path: resolve('tm-grammars/grammars/c.json'), scopeName: 'source.c' },
  { path: resolve('tm-grammars/grammars/cpp.json'), scopeName: 'source.cpp' },
  { path: resolve('tm-grammars/grammars/cpp-macro.json'), scopeName: 'source.cpp.embedded.macro' },
].map((grammar) => ({ grammar, content: readFileSync(grammar.path, 'utf8') }));
const embedded = ['asm', 'x86', 'x86_64', 'arm', 'regexp.python', 'glsl'].map((name) => {
  const scopeName = `source.${name}`;
  return { grammar: { path: `${name}.json`, scopeName }, content: JSON.stringify({ scopeName, patterns: [] }) };
});

export const registry = common.createRegistryFromGrammars([
  ...contributedGrammars.map(({ scopeName, path, injectTo }) => ({
    grammar: { path, scopeName, injectTo },
    content: readFileSync(join(repositoryRoot, path), 'utf8'),
  })),
  ...baseGrammars,
  ...embedded,
]);

/** A piece of one line that one of our grammars gave a name to. */
export interface ScopedText {
  /** From 0. */
  readonly line: number;
  /** UTF-16 units from the start of the line. */
  readonly start: number;
  readonly text: string;
  /** The innermost scope: `support.type.aligned.uapi`. */
  readonly scope: string;
}

/** What our grammars see in a text that is opened as C or as C++, in order. */
export async function scopedTexts(rootScope: RootScope, text: string): Promise<readonly ScopedText[]> {
  const grammar = await registry.loadGrammar(rootScope);
  if (grammar === null) throw new Error(`no grammar for ${rootScope}`);
  let state: Parameters<typeof grammar.tokenizeLine>[1] = null;
  return text.split('\n').flatMap((content, line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(content, state);
    state = ruleStack;
    return tokens.flatMap(({ startIndex, endIndex, scopes }) => {
      const scope = scopes.at(-1) ?? '';
      if (!/\.(uapi|kernel-doc)$/.test(scope)) return [];
      return [{ line, start: startIndex, text: content.slice(startIndex, endIndex), scope }];
    });
  });
}
