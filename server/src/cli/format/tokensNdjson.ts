import { type FileRange, lineIndexOf } from '../../core/index.js';
import type { PreprocessedToken } from '../cliHost.js';

/**
 * One token a line, with both of its places: where its characters stand, and where the outermost macro call stands that
 * brought it. Lines and columns count from 1, columns in UTF-16 units.
 */
export function tokensNdjson(tokens: readonly PreprocessedToken[]): string {
  return tokens
    .map(({ kind, spelling, spellingRange, expansionRange }) => {
      const place = `"kind":${JSON.stringify(kind)},"spelling":${JSON.stringify(spelling)},${placeJson(spellingRange)}`;
      return `{${place},"expansion":{${placeJson(expansionRange)}}}\n`;
    })
    .join('');
}

function placeJson({ file, start }: FileRange): string {
  const { line, column } = lineIndexOf(file).positionAt(start);
  return `"file":${JSON.stringify(file.displayName)},"line":${line + 1},"column":${column + 1}`;
}
