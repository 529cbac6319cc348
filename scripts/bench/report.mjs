// The report of the benchmarks as a Markdown page.

/** @param {{ measurements: import('./measure.mjs').Measurement[] }} report */
export function reportText(report) {
  const { measurements, growth, date, processor, processors, node, gcc, clangd, linux, headers, runs } = report;
  const lines = [
    '# Benchmarks',
    '',
    `${date.slice(0, 10)}, ${processor}, ${processors} processors, Node ${node}, gcc ${gcc}, clangd ${clangd ?? 'not installed'};`,
    `${headers} headers of linux/${linux === undefined ? '' : `, Linux ${linux}`}; medians of ${runs} runs or more, each beside the other in the`,
    'same run.',
    'Made by `npm run bench`.',
  ];
  for (const group of new Set(measurements.map((each) => each.group))) {
    lines.push('', `## ${group}`, '', '| what | ours | other | ratio | |', '| --- | --- | --- | --- | --- |');
    for (const each of measurements.filter((one) => one.group === group)) lines.push(row(each));
  }
  if (growth !== undefined) {
    lines.push(
      '',
      '## Growth',
      '',
      '![growth](growth.svg)',
      '',
      '| records | ms | | includes | ms |',
      '| --- | --- | --- | --- | --- |',
    );
    growth.byRecords.forEach(([records, ms], index) => {
      const [includes, other] = growth.byIncludes[index] ?? [];
      lines.push(`| ${records} | ${ms.toFixed(1)} | | ${includes ?? ''} | ${other?.toFixed(1) ?? ''} |`);
    });
  }
  return `${lines.join('\n')}\n`;
}

function row({ what, unit, ours, theirs, other, note = '', ratio }) {
  if (ours === undefined) return `| ${what} | | | | ${note} |`;
  if (theirs === undefined) return `| ${what} | ${number(ours)} ${unit} | | | ${note} |`;
  const against = (ratio ?? ours / theirs).toFixed(2);
  return `| ${what} | ${number(ours)} ${unit} | ${number(theirs)} ${unit} (${other}) | ${against} | ${note} |`;
}

function number(value) {
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}
