/**
 * The little of the kernel's Makefile language that names of headers are written in: plain assignments.
 */

/** The words of every `NAME += …` and `NAME := …` line of a Kbuild file; `\` joins lines, `#` starts a comment. */
export function kbuildList(text: string, name: string): readonly string[] {
  const words: string[] = [];
  for (const line of text.replace(/\\\r?\n/g, ' ').split(/\r?\n/)) {
    const match = /^\s*([\w%.-]+)\s*[+:?]?=\s*([^#]*)/.exec(line);
    if (match?.[1] === name) words.push(...match[2].split(/\s+/).filter((word) => word !== ''));
  }
  return words;
}
