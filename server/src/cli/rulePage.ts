/** The page of a rule, as it lies in the folder of the rule: Markdown whose sections are fixed. */

/** As Markdown, without the marks by which its examples are tested; as text also without Markdown's own. */
export function rulePage(page: string, form: 'text' | 'markdown'): string {
  const markdown = page
    .replace(/^```c .*$/gm, '```c')
    .replace(/^[ \t]*\/\/~ .*\n/gm, (line) => line.replace('//~ ', '// '))
    .replaceAll('//~ ', '// ');
  return form === 'markdown' ? markdown : plainText(markdown);
}

/** The first sentence: what the rule finds. */
export function summaryOf(page: string): string {
  const section = /^## What it does\n+([\s\S]*?)(?:\n\n|$(?![\s\S]))/m.exec(page)?.[1] ?? '';
  const text = section.replace(/\s+/g, ' ').replaceAll('`', '');
  return /^.*?\.(?=\s|$)/.exec(text)?.[0] ?? text;
}

/** For a terminal: headings underlined, code indented, links with their address behind. */
function plainText(markdown: string): string {
  const lines: string[] = [];
  let isCode = false;
  for (const line of markdown.split('\n')) {
    if (line.startsWith('```')) {
      isCode = !isCode;
      continue;
    }
    if (isCode) {
      lines.push(line === '' ? '' : `    ${line}`);
      continue;
    }
    const heading = /^(#+) (.*)$/.exec(line);
    if (heading === null) lines.push(inlineText(line));
    else lines.push(heading[2], (heading[1] === '#' ? '=' : '-').repeat(heading[2].length));
  }
  return lines.join('\n');
}

function inlineText(line: string): string {
  return line.replace(/\[([^\][]*)\]\(([^()\s]*)\)/g, '$1 <$2>').replace(/`([^`]*)`/g, '$1');
}
