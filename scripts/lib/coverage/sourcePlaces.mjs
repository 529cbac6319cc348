// From a branch of a compiled file to the line of the source that a reader looks for.

import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, join } from 'node:path';

/** A function from a branch as Istanbul describes it to `line`, from 1, and `text`: which way was not taken, and the line. */
export function sourcePlaces(path) {
  const payload = JSON.parse(readFileSync(`${path}.map`, 'utf8'));
  const map = new SourceMap(payload);
  const source = readFileSync(join(dirname(path), payload.sourceRoot ?? '', payload.sources[0]), 'utf8').split('\n');
  return (type, index, location, whole) => {
    // The way that is not written (an `if` without `else`) has no place of its own.
    const { line, column } = location.start?.line === undefined ? whole.start : location.start;
    const { originalLine = 0 } = map.findEntry(line - 1, column);
    const code = source[originalLine]?.trim() ?? '';
    return { line: originalLine + 1, text: `${wayNames[type]?.[index] ?? `way ${index + 1} of ${type}`}: ${code}` };
  };
}

const wayNames = {
  if: ['never true', 'never false'],
  'cond-expr': ['never true', 'never false'],
  'default-arg': ['default never used'],
};
