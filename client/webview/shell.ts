/**
 * The page of a view: an empty body, one script and one style sheet, and a Content-Security-Policy that lets nothing else
 * in. Everything seen is made by the script from checked messages.
 */

export interface ShellOptions {
  /** `webview.cspSource`. */
  readonly cspSource: string;
  /** Addresses of the bundle, as `webview.asWebviewUri` gives them. */
  readonly scriptUri: string;
  readonly styleUri: string;
  readonly title: string;
  /** `vscode.env.language`. */
  readonly language: string;
  /** `vscode.l10n.bundle`: translations by the English text; undefined where VS Code speaks English. */
  readonly words: Readonly<Record<string, string>> | undefined;
}

/** The HTML of a page; each call has a nonce of its own. */
export function shellHtml({ cspSource, scriptUri, styleUri, title, language, words = {} }: ShellOptions): string {
  const nonce = newNonce();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escapeAttribute(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeAttribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeAttribute(title)}</title>
<link rel="stylesheet" href="${escapeAttribute(styleUri)}">
</head>
<body>
<main id="view" data-words="${escapeAttribute(JSON.stringify(words))}"></main>
<script nonce="${nonce}" src="${escapeAttribute(scriptUri)}"></script>
</body>
</html>
`;
}

/** 128 random bits. */
function newNonce(): string {
  const bytes = new Uint8Array(16);
  // Node 20 and workers have it too; only the DOM's types say so.
  (globalThis as unknown as { crypto: { getRandomValues(array: Uint8Array): void } }).crypto.getRandomValues(bytes);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeAttribute(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]);
}
