/**
 * The words of a view in the language of VS Code. The page brings the translations along (`shell.ts`); where there is none,
 * the English text is shown. What the language server says stays as it says it, as on the command line.
 */

export interface L10n {
  /**
   * The name is that of VS Code's own function, and translators get its texts in the same bundle.
   *
   * @param message the English text, with `{0}`, `{1}`, … for the others
   */
  t(message: string, ...values: readonly (string | number)[]): string;
}

/** For text that leaves the editor, as a mail to a list does. */
export const inEnglish: L10n = {
  t: (message, ...values) => message.replace(/\{(\d+)\}/g, (place, index) => `${values[Number(index)] ?? place}`),
};

export const l10n: L10n = {
  t: (message, ...values) => inEnglish.t(translations.get(message) ?? message, ...values),
};

const translations = readTranslations();

function readTranslations(): ReadonlyMap<string, string> {
  // Unit tests have no page.
  const text = typeof document === 'undefined' ? undefined : document.getElementById('view')?.dataset.words;
  if (text === undefined) return new Map();
  const given: unknown = JSON.parse(text);
  const pairs = Object.entries(given ?? {}).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  return new Map(pairs);
}
