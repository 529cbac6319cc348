/** File scope of one unit: tags and ordinary identifiers (C11 6.2.3), each a table that records what it is asked. */
import { RecordingTable, SharedDefinitions } from '../preprocess/recordingTable.js';
import type { EnumType, OrdinarySymbol, RecordType } from './ctype.js';

export interface Scope {
  readonly tags: RecordingTable<RecordType | EnumType>;
  readonly ordinary: RecordingTable<OrdinarySymbol>;
}

const tagNames = new SharedDefinitions<RecordType | EnumType>();
const ordinaryNames = new SharedDefinitions<OrdinarySymbol>();

export function newScope(): Scope {
  return { tags: new RecordingTable(tagNames), ordinary: new RecordingTable(ordinaryNames) };
}
