// An edit of a source in memory: one place in one function, table, record or macro.

/**
 * Mutants of one rule, from rows: file, definition, what the edit does, what it replaces and by what; then which of several
 * places, and further edits, each of a definition, what it replaces and by what (without: it is taken away).
 */
export function mutantsIn(rule, rows) {
  return rows.map(([file, inside, name, find, replace, ...rest]) => {
    const at = typeof rest[0] === 'number' ? rest.shift() : undefined;
    const then = [];
    for (let i = 0; i < rest.length; i += 3)
      then.push({ inside: rest[i], find: rest[i + 1], replace: rest[i + 2] ?? '' });
    return { rule, file, inside, name, find, replace, at, then };
  });
}

/**
 * The text of a source after an edit, and where the first edited definition begins and ends before it (offsets). White
 * space in `find` stands for any or none; it has to occur once, `at` says which where it occurs more often (from 0). `then`
 * holds further edits, of this definition or of others. `problem` alone where the tree has another text there.
 */
export function replaceIn(source, mutant) {
  const { file, inside, then = [] } = mutant;
  const whole = definitionOf(source, inside);
  if (whole === undefined) return { problem: `${inside} of ${file}` };
  const spans = new Map();
  for (const edit of [mutant, ...then]) {
    const name = edit.inside ?? inside;
    const span = spans.get(name) ?? definitionOf(source, name);
    if (span === undefined) return { problem: `${name} of ${file}` };
    const text = replaceOnce(span.text ?? source.file.text.slice(span.start, span.end), edit);
    if (text === undefined) return { problem: `"${edit.find}" in ${name} of ${file}` };
    spans.set(name, { ...span, text });
  }
  let { text } = source.file;
  for (const span of [...spans.values()].sort((a, b) => b.start - a.start)) {
    text = text.slice(0, span.start) + span.text + text.slice(span.end);
  }
  return { text, start: whole.start, end: whole.end };
}

function definitionOf({ surface }, name) {
  const { functions, variables, records, macros } = surface;
  const all = [...functions, ...variables, ...macros, ...records.map((each) => ({ ...each, name: each.tag }))];
  // Of a variable that is declared before it is defined, the definition.
  const found = all.findLast((each) => each.name.text === name);
  return found === undefined ? undefined : { start: found.start, end: found.end };
}

function replaceOnce(text, { find, replace, at }) {
  const words = find.trim().split(/\s+/);
  const pattern = new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('\\s*'), 'g');
  const places = [...text.matchAll(pattern)];
  if ((at === undefined && places.length > 1) || (at ?? 0) >= places.length) return undefined;
  const { index, 0: found } = places[at ?? 0];
  return text.slice(0, index) + replace + text.slice(index + found.length);
}
