// Text of others inside generated C: a header's name or a reason must neither end a comment nor begin a line.

/** A text that neither ends nor splits the comment that it is put into, nor begins another inside it. */
export function commentText(text: string): string {
  return text
    .replaceAll('*/', '* /')
    .replaceAll('/*', '/ *')
    .replace(/[\r\n]+/g, ' ');
}

/**
 * The `#include` of a header by its name; undefined where none can spell it. There are no escapes in it: the name ends at
 * the next quote or line (C11 6.4.7), and gcc and clang take a backslash as it is.
 */
export function includeLine(name: string): string | undefined {
  return /["\r\n]/.test(name) ? undefined : `#include "${name}"\n`;
}

/** A comment of the kernel's form, wrapped to its line length: one paragraph for each text. */
export function blockComment(paragraphs: readonly string[]): string {
  const lines = paragraphs.flatMap((text, index) => [...(index === 0 ? [] : ['']), ...wrapped(commentText(text))]);
  return `/*\n${lines.map((line) => ` *${line === '' ? '' : ` ${line}`}\n`).join('')} */\n`;
}

const lineLength = 77;

function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= lineLength) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
