/**
 * The macro table that a unit of one ABI starts with. Lines that ABIs have in common give one definition object, so that
 * a question about such a macro has the same answer on all of them.
 */
import { intern } from '../base/names.js';
import { lex } from '../lex/lexer.js';
import type { Abi } from '../target/abi.js';
import { predefinedMacros } from '../target/predefines.js';
import { definitionOf, directivesOf } from './directives.js';
import { bodilessMacro, type MacroDefinition } from './macro.js';
import { RecordingTable, SharedDefinitions } from './recordingTable.js';

const macroNames = new SharedDefinitions<MacroDefinition>();
/** By the lines that define them. */
const definitions = new Map<string, readonly MacroDefinition[]>();

const builtins = (
  [
    ['__FILE__', 'file'],
    ['__LINE__', 'line'],
    ['__COUNTER__', 'counter'],
    ['__INCLUDE_LEVEL__', 'include-level'],
    ['__BASE_FILE__', 'base-file'],
    ['__DATE__', 'date'],
    ['__TIME__', 'time'],
    ['__TIMESTAMP__', 'date'],
  ] as const
).map(([name, kind]) => bodilessMacro(intern(name), kind));

/** A fresh macro table with what gcc predefines on `abi`. */
export function predefinedTable(abi: Abi): RecordingTable<MacroDefinition> {
  const table = new RecordingTable<MacroDefinition>(macroNames);
  for (const lines of predefinedMacros(abi)) {
    let defined = definitions.get(lines);
    if (defined === undefined) {
      defined = definitionsFrom(lines);
      definitions.set(lines, defined);
    }
    for (const definition of defined) table.set(definition.name, definition);
  }
  for (const definition of builtins) table.set(definition.name, definition);
  table.keep();
  return table;
}

/** All lines are lexed as one text: one by one they would cost a good part of what a small header takes. */
function definitionsFrom(lines: string): MacroDefinition[] {
  const text = lines.replace(/^/gm, '#define ');
  const lexed = lex({ path: 'predefined:', displayName: 'predefined', text, view: 'installed' });
  return directivesOf(lexed).directives.flatMap((directive) => {
    const definition = definitionOf(lexed, directive);
    return 'error' in definition ? [] : [definition];
  });
}
