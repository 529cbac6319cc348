/**
 * Settings of the server itself: what it shows in an editor, and which groups of features are left to another server. The
 * keys of `.uapi.json` come the same way and are read by the host (docs/editors.md, "Settings").
 */
import type { CompletionMode, InlayHintMode } from '../ide/index.js';

export interface EditorSettings {
  readonly hover: boolean;
  /** Definition, type definition, references, highlights. */
  readonly definition: boolean;
  readonly outline: boolean;
  readonly completion: CompletionMode;
  readonly inlayHints: InlayHintMode;
  readonly codeLens: boolean;
}

export const defaultSettings: EditorSettings = {
  hover: true,
  definition: true,
  outline: true,
  completion: 'all',
  inlayHints: 'holes',
  codeLens: true,
};

/** Keys that the editor alone has. */
export const editorKeys: readonly string[] = Object.keys(defaultSettings);

/** Values that are none keep the default; `problems` says which. */
export function readEditorSettings(value: unknown): {
  readonly settings: EditorSettings;
  readonly problems: readonly string[];
} {
  const given: Readonly<Record<string, unknown>> = isObject(value) ? value : {};
  const problems: string[] = [];
  const choose = <T>(key: keyof EditorSettings, choices: readonly T[], usual: T): T => {
    const wanted = given[key];
    if (wanted === undefined || wanted === null) return usual;
    const chosen = choices.find((choice) => choice === wanted);
    if (chosen === undefined) problems.push(`uapi.${key} must be one of ${choices.join(', ')}`);
    return chosen ?? usual;
  };
  const onOff = [true, false] as const;
  return {
    settings: {
      hover: choose('hover', onOff, defaultSettings.hover),
      definition: choose('definition', onOff, defaultSettings.definition),
      outline: choose('outline', onOff, defaultSettings.outline),
      completion: choose('completion', ['all', 'snippets', 'off'] as const, defaultSettings.completion),
      inlayHints: choose('inlayHints', ['off', 'holes', 'all'] as const, defaultSettings.inlayHints),
      codeLens: choose('codeLens', onOff, defaultSettings.codeLens),
    },
    problems,
  };
}

/** Those keys that a header's settings may hold too. */
export function headerSettings(value: unknown): Readonly<Record<string, unknown>> {
  if (!isObject(value)) return {};
  const foreign = new Set([...editorKeys, 'trusted', 'trace']);
  // An editor that knows a key without a value sends null.
  return Object.fromEntries(Object.entries(value).filter(([key, each]) => !foreign.has(key) && each !== null));
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
