import { type DispatchReport, type Matrix, warningText } from '../../core/index.js';
import { costLine, gradedOnly, memoryLines, resultLine, unpainted } from './reportLines.js';

/** The timeline as Markdown, for editors and pages. */
export function dispatchMarkdown(report: DispatchReport, title: string): string {
  const rows = report.events.map(({ seq, step, text, errno, warnings, source }) => {
    const marks = gradedOnly(warnings)
      .map((warning) => ` **${warning}**`)
      .join('');
    const end = errno === undefined ? '' : ` → \`${errno}\``;
    return `| ${seq} | \`${step}\` | ${cell(text)}${end}${marks} | ${cell(source ?? '')} |`;
  });
  const warnings = gradedOnly(report.warnings).map((warning) => `- **${warning}**: ${warningText(warning)}`);
  return [
    `### ${title}`,
    '',
    `The caller's structure has ${report.callerSize} bytes, the kernel's ${report.kernelSize}.`,
    '',
    '| | Step | What happens | Source |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    `**Result:** ${resultLine(report, unpainted)}; ${costLine(report)}.`,
    '',
    '```text',
    ...memoryLines(report, unpainted),
    '```',
    ...(warnings.length === 0 ? [] : ['', ...warnings]),
    '',
  ].join('\n');
}

export function matrixMarkdown(matrix: readonly Matrix[]): string {
  return matrix
    .map(({ model, cells }) => {
      const kernels = [...new Set(cells.map(({ kernel }) => kernel))];
      const callers = [...new Set(cells.map(({ caller }) => caller))];
      const rows = callers.map((caller) => {
        const outcomes = kernels.map(
          (kernel) => cells.find((one) => one.caller === caller && one.kernel === kernel)?.outcome ?? '',
        );
        return `| caller ${caller} | ${outcomes.join(' | ')} |`;
      });
      const head = `| \`${model}\` | ${kernels.map((kernel) => `kernel ${kernel}`).join(' | ')} |`;
      return [head, `| --- |${' --- |'.repeat(kernels.length)}`, ...rows, ''].join('\n');
    })
    .join('\n');
}

function cell(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/\s+/g, ' ');
}
