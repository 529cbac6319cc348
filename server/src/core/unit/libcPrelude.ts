/**
 * Headers that are not self-contained: they use types of the C library and leave its includes to the program (`struct
 * sockaddr_storage` in linux/sctp.h, `size_t` in linux/sysctl.h). Such a header is read once more after the library's
 * headers, as its users read it; when that completes records or ioctl numbers, they are given, and the missing include is
 * said.
 */
import type { Diagnostic } from '../base/diagnostic.js';
import type { HeaderAnalysis } from './headerAnalysis.js';

/** What a program usually includes before a kernel header, in an order that glibc and the kernel headers agree on. */
const PRELUDE = [
  'stddef.h',
  'stdint.h',
  'limits.h',
  'sys/types.h',
  'sys/socket.h',
  'sys/time.h',
  'time.h',
  'netinet/in.h',
  'linux/types.h',
  'linux/ioctl.h',
  'linux/if.h',
];

/** `alone`, or the analysis after the C library's headers where that leaves fewer records and ioctls without numbers. */
export function withLibc(
  alone: HeaderAnalysis,
  analyzeAfter: (before: readonly string[]) => HeaderAnalysis | undefined,
): HeaderAnalysis {
  const missing = incompleteCount(alone);
  if (missing === 0) return alone;
  const after = analyzeAfter(PRELUDE);
  if (after === undefined || incompleteCount(after) >= missing) return alone;
  const unsolved = new Set(after.diagnostics.map(keyOf));
  const solved = alone.diagnostics.filter((d) => isAboutTypes(d) && !unsolved.has(keyOf(d)));
  if (solved.length === 0) return after;
  const names = [...new Set(solved.map(({ message }) => missingName(message)))].filter((name) => name !== undefined);
  const notice: Diagnostic = {
    code: 'sema/not-self-contained',
    severity: 'warning',
    message:
      `this header needs ${listed(names)} and includes nothing that declares ${names.length === 1 ? 'it' : 'them'}; the ` +
      "layouts shown assume that the C library's headers (<sys/socket.h>, <sys/time.h> and the like) come first",
    range: solved[0].range,
  };
  const diagnostics = [...after.diagnostics, notice].sort((a, b) => a.range.start - b.range.start);
  return { ...after, diagnostics };
}

/** The name at the bottom of a reason such as `member "m" has no size here: struct foo is declared but not defined here`. */
function missingName(message: string): string | undefined {
  const declared = /((?:struct|union|enum) \w+) is declared but not defined here$/.exec(message);
  if (declared !== null) return `"${declared[1]}"`;
  return /(?:type )?("\w+") (?:is not known|has no value) here/.exec(message)?.[1];
}

function listed(names: readonly (string | undefined)[]): string {
  const shown = names.slice(0, 4).join(', ');
  if (names.length === 0) return 'types of the C library';
  return names.length > 4 ? `${shown} and ${names.length - 4} more names` : shown;
}

/** True when a record of the header has no layout, or an ioctl no number. */
export function isIncomplete(analysis: HeaderAnalysis): boolean {
  return analysis.unresolvedIoctls.length > 0 || analysis.records.some((record) => record.layout === undefined);
}

function incompleteCount({ records, unresolvedIoctls }: HeaderAnalysis): number {
  return unresolvedIoctls.length + records.filter((record) => record.layout === undefined).length;
}

function isAboutTypes({ code }: Diagnostic): boolean {
  return code === 'sema/unknown-type' || code === 'sema/incomplete-record';
}

function keyOf({ code, range }: Diagnostic): string {
  return `${code} ${range.start}`;
}
