/**
 * What a snippet of VS Code leaves in the file when its user takes every default: tab stops, placeholders, choices (the
 * first one), and a tab stop's text in capitals (`${1/(.*)/${1:/upcase}/}`, the only transformation that we use). The
 * syntax is that of "Snippets in Visual Studio Code"; what is not understood is an error, since it would be left in the
 * file as it stands.
 */

const inCapitals = /\$\{(\d+)\/\(\.\*\)\/\$\{1:\/upcase\}\/\}/g;

/** Throws when the snippet holds something that this reader does not know. */
export function expandSnippet(body: readonly string[]): string {
  const snippet = body.join('\n');
  const defaults = defaultTexts(snippet.replace(inCapitals, ''));
  const text = (number: string): string => {
    const found = defaults.get(number);
    if (found === undefined) throw new Error(`tab stop ${number} has no default`);
    return found;
  };
  const expanded = snippet
    .replace(inCapitals, (_, number: string) => text(number).toUpperCase())
    .replace(/\$\{(\d+)(?::[^${}]*|\|[^${}|]*\|)?\}/g, (_, number: string) => text(number))
    .replace(/\$0/g, '');
  if (expanded.includes('$')) throw new Error(`not understood: ${/\$.{0,30}/.exec(expanded)?.[0]}`);
  return expanded;
}

/** By number. A tab stop has its default at one place; two that differ are an error. */
function defaultTexts(snippet: string): ReadonlyMap<string, string> {
  const defaults = new Map<string, string>();
  for (const [, number, placeholder, choices] of snippet.matchAll(/\$\{(\d+)(?::([^${}]*)|\|([^${}|]*)\|)\}/g)) {
    const text = placeholder ?? choices.split(',')[0];
    if (defaults.has(number) && defaults.get(number) !== text) throw new Error(`tab stop ${number} has two defaults`);
    defaults.set(number, text);
  }
  return defaults;
}
