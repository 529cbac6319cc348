import type { Diagnostic } from '../../../base/diagnostic.js';
import type { FileRule, RuleContext, RuleFinding } from '../../rule.js';
import { abisOf } from '../includes.js';

/**
 * A header that uses a type of the C library which neither it nor its includes declare, so that a program must include
 * something else first. A name that nobody knows is an error of the front end, and names of linux/types.h are the matter
 * of header-hygiene/missing-types-include. Nothing is said when an include was not found.
 */
export const rule: FileRule = {
  id: 'header-hygiene/self-contained',
  scope: 'file',
  why:
    'Every exported header is compiled by itself when the kernel is built (UAPI_HEADER_TEST), without the headers of a C ' +
    'library. One that needs another header first fails there, or fails for the programs that do not know which.',
  reference: {
    title: 'Linux Kernel Makefiles, "Kbuild syntax for exported headers"',
    url: 'https://docs.kernel.org/kbuild/makefiles.html#kbuild-syntax-for-exported-headers',
  },
  severity: { recommended: 'error', new: 'error', legacy: 'off', strict: 'error' },
  check,
};

/** What to include, or to write, instead of what the C library declares. */
const remedies: readonly (readonly [RegExp, string])[] = [
  [/"size_t"/, '__kernel_size_t from <linux/posix_types.h>, or better a type of fixed width'],
  [/"(?:struct sockaddr|sa_family_t|struct sockaddr_storage)"/, '<linux/socket.h> and __kernel_sockaddr_storage'],
  [/"(?:struct in_addr|struct sockaddr_in)"/, '<linux/in.h>'],
  [/"(?:struct in6_addr|struct sockaddr_in6)"/, '<linux/in6.h>'],
  [/"(?:struct timespec|struct timeval|time_t)"/, 'struct __kernel_timespec from <linux/time_types.h>'],
  [/"(?:struct ifreq|IFNAMSIZ)"/, '<linux/if.h>'],
  [/"u?int(?:8|16|32|64)_t"/, 'the types of <linux/types.h>: __u32 and relatives'],
];

const fixedType = /"__(?:[us](?:8|16|32|64)|[lb]e(?:16|32|64)|aligned_(?:[us]|[lb]e)64|sum16|wsum|poll_t)"/;

function check({ header }: RuleContext): readonly RuleFinding[] {
  if (header.includeClosure.isPartial) return [];
  const found = header.analyses.flatMap(({ diagnostics }) => diagnostics.filter(isAboutNames));
  const [first] = found;
  if (first === undefined) return [];
  const names = [...new Set(found.flatMap(({ message }) => message.match(/"[^"]+"/g) ?? []))].filter(
    (name) => !fixedType.test(name),
  );
  if (names.length === 0) return [];
  const shown = names.slice(0, 4).map((name) => name.slice(1, -1));
  const list = shown.length < names.length ? `${shown.join(', ')} and others` : shown.join(', ');
  const remedy = remedies.filter(([pattern]) => names.some((name) => pattern.test(name))).map(([, text]) => text);
  return [
    {
      range: first.range,
      message: `the header uses ${list} without an include that declares ${names.length === 1 ? 'it' : 'them'}`,
      abis: abisOf(header),
      help: remedy.length === 0 ? 'include the header that declares what is used' : `use ${remedy.join('; ')}`,
    },
  ];
}

function isAboutNames({ code, message }: Diagnostic): boolean {
  return code === 'sema/not-self-contained' && message.includes('"');
}
