/**
 * The macro table that a unit of one ABI starts with. Lines that ABIs have in common give one definition object, so that
 * a question about such a macro has the same answer on all of them.
 */
import { intern } from '../base/names.js';
import { lex } from '../lex/lexer.js';
import type { Abi } from '../target/abi.js';
import { predefinedMacros } from '../target/predefines.js';
import { definitionOf, directivesOf } from './directives.js';
import { type BuiltinMacro, bodilessMacro, type MacroDefinition } from './macro.js';
import { RecordingTable, SharedDefinitions } from './recordingTable.js';

const macroNames = new SharedDefinitions<MacroDefinition>();
const definitions = new Map<string, MacroDefinition>();

const builtins: readonly (readonly [string, BuiltinMacro])[] = [
  ['__FILE__', 'file'],
  ['__LINE__', 'line'],
  ['__COUNTER__', 'counter'],
  ['__INCLUDE_LEVEL__', 'include-level'],
  ['__BASE_FILE__', 'base-file'],
  ['__DATE__', 'date'],
  ['__TIME__', 'time'],
  ['__TIMESTAMP__', 'date'],
];

/** A fresh macro table with what gcc predefines on `abi`. */
export function predefinedTable(abi: Abi): RecordingTable<MacroDefinition> {
  const table = new RecordingTable<MacroDefinition>(macroNames);
  for (const line of predefinedMacros(abi)) {
    let definition = definitions.get(line);
    if (definition === undefined) {
      definition = definitionFromLine(line);
      if (definition === undefined) continue;
      definitions.set(line, definition);
    }
    table.set(definition.name, definition);
  }
  for (const [name, kind] of builtins) {
    let definition = definitions.get(name);
    if (definition === undefined) {
      definition = bodilessMacro(intern(name), kind);
      definitions.set(name, definition);
    }
    table.set(definition.name, definition);
  }
  table.keep();
  return table;
}

function definitionFromLine(line: string): MacroDefinition | undefined {
  const lexed = lex({ path: 'predefined:', displayName: 'predefined', text: `#define ${line}`, view: 'installed' });
  const definition = definitionOf(lexed, directivesOf(lexed).directives[0]);
  return 'error' in definition ? undefined : definition;
}
