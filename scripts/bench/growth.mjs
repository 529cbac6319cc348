// What one edit costs our server against the size of the header, and against the number of its includes, with headers of
// our making. Linear or better is the aim: ten times the records, at most ten times the milliseconds.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { median } from './measure.mjs';
import { oursFor, startSession } from './session.mjs';

const recordCounts = [1, 10, 100, 1_000, 5_000, 10_000, 20_000, 50_000];
const includeCounts = [1, 10, 50, 100, 200];
const edits = 20;

/** Milliseconds from a keystroke to its diagnostics, by number of records and by number of includes. */
export async function growth() {
  const folder = mkdtempSync(join(tmpdir(), 'uapi-bench-'));
  try {
    const byRecords = [];
    for (const records of recordCounts) byRecords.push([records, await costOf(folder, headerOf(records, 1))]);
    const byIncludes = [];
    for (const includes of includeCounts) {
      for (let n = 0; n < includes; n++) writeFileSync(join(folder, `part${n}.h`), recordsOf(20, `part${n}`));
      byIncludes.push([includes, await costOf(folder, headerOf(20, includes))]);
    }
    return { byRecords, byIncludes };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function headerOf(records, includes) {
  const lines = Array.from({ length: includes }, (_, n) => `#include "part${n}.h"\n`);
  return `#include <linux/types.h>\n#include <linux/ioctl.h>\n${lines.join('')}\n${recordsOf(records, 'foo')}`;
}

function recordsOf(count, prefix) {
  return Array.from(
    { length: count },
    (_, n) => `/**
 * struct ${prefix}_${n} - ioctl(${prefix.toUpperCase()}_IOCTL_${n})
 * @size: sizeof(struct ${prefix}_${n})
 * @flags: Must be 0
 * @addr: User pointer
 */
struct ${prefix}_${n} {
	__u32 size;
	__u32 flags;
	__aligned_u64 addr;
};
#define ${prefix.toUpperCase()}_IOCTL_${n} _IO('f', ${n % 256})

`,
  ).join('');
}

/** The median of edits in the middle of the text, once the first few are over. */
async function costOf(folder, text) {
  const path = join(folder, 'growth.h');
  writeFileSync(path, text);
  const uri = pathToFileURL(path).href;
  const session = await startSession(oursFor([]));
  try {
    const opened = session.diagnosticsOf(1);
    const textDocument = { uri, languageId: 'c', version: 1, text };
    await session.connection.sendNotification('textDocument/didOpen', { textDocument });
    await opened;
    const lines = text.split('\n');
    const members = lines.flatMap((line, index) => (line.startsWith('\t__u32 flags') ? [index] : []));
    const at = { line: members[Math.floor(members.length / 2)], character: '\t__u32 flags'.length };
    const milliseconds = [];
    for (let n = 0; n < edits; n++) {
      const started = performance.now();
      await session.edit(uri, at, n % 2 === 0);
      milliseconds.push(performance.now() - started);
    }
    return median(milliseconds.slice(edits / 2));
  } finally {
    session.end();
  }
}

/** A plot with logarithmic axes, and the line of linear growth through the last point. */
export function plot({ byRecords, byIncludes }) {
  const [width, height, margin] = [420, 300, 48];
  const panel = (points, title, left) => {
    const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
    const range = (values) => [
      Math.floor(Math.log10(Math.min(...values))),
      Math.ceil(Math.log10(Math.max(...values)) + 1e-9),
    ];
    const [x0, x1] = range(xs);
    const [y0, y1] = range(ys);
    const px = (x) => left + margin + ((Math.log10(x) - x0) / (x1 - x0)) * (width - 2 * margin);
    const py = (y) => height - margin - ((Math.log10(y) - y0) / (y1 - y0)) * (height - 2 * margin);
    const ticks = (from, to) => Array.from({ length: to - from + 1 }, (_, n) => 10 ** (from + n));
    const [lastX, lastY] = points[points.length - 1];
    const linear = xs.map((x) => [x, (lastY * x) / lastX]).filter(([, y]) => y >= 10 ** y0);
    const line = (list) => list.map(([x, y]) => `${px(x).toFixed(1)},${py(y).toFixed(1)}`).join(' ');
    return [
      `<text x="${left + width / 2}" y="20" text-anchor="middle" font-weight="bold">${title}</text>`,
      ...ticks(x0, x1).map(
        (x) =>
          `<line x1="${px(x)}" y1="${py(10 ** y0)}" x2="${px(x)}" y2="${py(10 ** y1)}" stroke="#ddd"/><text x="${px(x)}" y="${height - margin + 16}" text-anchor="middle">${x}</text>`,
      ),
      ...ticks(y0, y1).map(
        (y) =>
          `<line x1="${px(10 ** x0)}" y1="${py(y)}" x2="${px(10 ** x1)}" y2="${py(y)}" stroke="#ddd"/><text x="${px(10 ** x0) - 6}" y="${py(y) + 4}" text-anchor="end">${y < 1000 ? `${y} ms` : `${y / 1000} s`}</text>`,
      ),
      `<polyline points="${line(linear)}" fill="none" stroke="#999" stroke-dasharray="4 4"/>`,
      `<polyline points="${line(points)}" fill="none" stroke="#0366d6" stroke-width="2"/>`,
      ...points.map(
        ([x, y]) =>
          `<circle cx="${px(x).toFixed(1)}" cy="${py(y).toFixed(1)}" r="3" fill="#0366d6"><title>${x}: ${y.toFixed(1)} ms</title></circle>`,
      ),
    ].join('\n');
  };
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${2 * width} ${height}" font-family="sans-serif" font-size="11">
<title>Milliseconds from a keystroke to its diagnostics, by records and by includes</title>
<rect width="100%" height="100%" fill="white"/>
${panel(byRecords, 'keystroke to diagnostics, by records in the header', 0)}
${panel(byIncludes, 'keystroke to diagnostics, by included headers', width)}
</svg>
`;
}
