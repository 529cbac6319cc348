import { createHash } from 'node:crypto';
import type { Finding } from '../core/index.js';

/**
 * A short name for a finding that outlives edits elsewhere in the file: 16 hex digits made of rule, header, symbol and
 * message. Lines do not enter, and neither do the numbers in the message, so a member that moves keeps its fingerprint.
 */
export function fingerprintOf(finding: Finding): string {
  return digest(keyOf(finding));
}

/**
 * The fingerprints of a report, each once: where several findings have the same, the later ones are counted. Then they
 * are told apart by their order, which a moved line does not change.
 */
export function fingerprints(findings: readonly Finding[]): ReadonlyMap<Finding, string> {
  const seen = new Map<string, number>();
  return new Map(
    findings.map((finding) => {
      const key = keyOf(finding);
      const before = seen.get(key) ?? 0;
      seen.set(key, before + 1);
      return [finding, digest(before === 0 ? key : `${key}\0${before}`)];
    }),
  );
}

function keyOf({ rule, range, symbol, message }: Finding): string {
  const words = message.replace(/\d+/g, '#').replace(/\s+/g, ' ').trim();
  return [rule, range.file.displayName, symbol ?? '', words].join('\0');
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
