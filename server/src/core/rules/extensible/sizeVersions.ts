/** The constants for the published sizes of a struct: `FOO_SIZE_VER0` and so on (openat2, clone3, pidfd). */
import type { RecordOnAbis } from '../../review/byAbi.js';
import { question } from '../../review/question.js';
import type { ReviewedHeader } from '../../review/reviewedHeader.js';
import { versionedRecord } from '../../review/style.js';
import type { FileRange } from '../../source/sourceFile.js';

export interface SizeVersion {
  readonly name: string;
  readonly version: number;
  readonly sizeBytes: number;
  readonly range: FileRange;
}

export interface VersionedRecord {
  readonly record: RecordOnAbis;
  /** Ascending by version; at least one. */
  readonly versions: readonly SizeVersion[];
}

export function sizeVersions(header: ReviewedHeader): readonly VersionedRecord[] {
  return header.part('sizeVersions', () => {
    const byPrefix = new Map<string, SizeVersion[]>();
    const seen = new Set<string>();
    for (const { macros } of header.file.text.includes('_SIZE_VER') ? header.analyses : []) {
      for (const { name, value, range } of macros) {
        const match = /^(\w+)_SIZE_VER(\d{1,3})$/.exec(name);
        if (match === null || seen.has(name) || value > 1_000_000n || value < 0n) continue;
        seen.add(name);
        const entry = { name, version: Number(match[2]), sizeBytes: Number(value), range };
        const known = byPrefix.get(match[1]);
        if (known === undefined) byPrefix.set(match[1], [entry]);
        else known.push(entry);
      }
    }
    return [...byPrefix].flatMap(([prefix, entries]) => {
      const record = versionedRecord(prefix.toLowerCase(), header.recordsByName);
      return record === undefined ? [] : [{ record, versions: entries.sort((a, b) => a.version - b.version) }];
    });
  });
}

/** Ascending by version; empty for a record without such constants. */
export function sizeVersionsOf(header: ReviewedHeader, record: RecordOnAbis): readonly SizeVersion[] {
  return header.ask(versionsOf, record);
}

const versionsOf = question(
  (header, record: RecordOnAbis): readonly SizeVersion[] =>
    sizeVersions(header)
      .filter((each) => each.record === record)
      .flatMap(({ versions }) => versions),
  (a, b) =>
    a.length === b.length && a.every(({ name, sizeBytes }, i) => name === b[i].name && sizeBytes === b[i].sizeBytes),
);
