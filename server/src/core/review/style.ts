/**
 * How an interface grows. Each command is looked at by itself; a header has the style of most of its commands. What the
 * header's comment or the settings say counts for all of them, and only then is a style sure: a guess may make a finding
 * milder, never more severe.
 */
import type { RecordOnAbis } from './byAbi.js';
import type { Command } from './commands.js';
import { type HeaderText, perPiece } from './headerText.js';
import { typeChain } from './typeChain.js';

export type InterfaceStyle = 'size-first' | 'argsz' | 'ioc-size' | 'drm' | 'classic' | 'syscall-ext' | 'mux-attr';

export const interfaceStyles: readonly InterfaceStyle[] = [
  'size-first',
  'argsz',
  'ioc-size',
  'drm',
  'classic',
  'syscall-ext',
  'mux-attr',
];

export interface HeaderStyle {
  readonly style: InterfaceStyle;
  /** The header's comment or the settings say so. */
  readonly isSet: boolean;
  /** What it was told from, for the status line and the hover. */
  readonly reason: string;
}

/** The `uapi-style:` comment of a header; a name that is no style is left alone here. */
export function styleComment(text: HeaderText): InterfaceStyle | undefined {
  return namedStyles(text)[0];
}

const namedStyles = perPiece(({ file, comments }) => {
  if (!file.text.includes('uapi-style:')) return [];
  return comments.flatMap(({ text }) => {
    const named = /\buapi-style:\s*([\w-]+)/.exec(text)?.[1];
    return interfaceStyles.find((each) => each === named) ?? [];
  });
});

/** The style of one command, from its number and its record. */
export function commandStyle(
  command: Command,
  record: RecordOnAbis | undefined,
  versioned: ReadonlySet<string>,
): InterfaceStyle {
  const { ioctl } = command;
  if (ioctl.wrapper?.startsWith('DRM_IO') === true) return 'drm';
  const first = firstMember(record);
  if (ioctl.argumentType === undefined && first !== undefined) {
    if (first.isU32 && first.name === 'size') return 'size-first';
    if (first.isU32 && first.name === 'argsz') return 'argsz';
  }
  if (record !== undefined && ioctl.argumentType !== undefined) {
    if (versioned.has(record.name)) return 'ioc-size';
    if (isMultiplexer(record)) return 'mux-attr';
  }
  return 'classic';
}

export function headerStyle(
  styles: readonly InterfaceStyle[],
  comment: InterfaceStyle | undefined,
  configured: InterfaceStyle | undefined,
  versioned: ReadonlySet<string>,
): HeaderStyle {
  if (comment !== undefined) return { style: comment, isSet: true, reason: 'the uapi-style comment of the header' };
  if (configured !== undefined) return { style: configured, isSet: true, reason: 'the settings' };
  if (styles.length === 0) {
    return versioned.size > 0
      ? { style: 'syscall-ext', isSet: false, reason: 'structs with _SIZE_VERn and no ioctl' }
      : { style: 'classic', isSet: false, reason: 'no ioctl says otherwise' };
  }
  const counts = new Map<InterfaceStyle, number>();
  for (const style of styles) counts.set(style, (counts.get(style) ?? 0) + 1);
  const [[style, number]] = [...counts].sort((a, b) => b[1] - a[1]);
  return { style, isSet: false, reason: `${number} of ${styles.length} ioctls` };
}

const sizePrefixes = perPiece(({ file, defines }) =>
  file.text.includes('_SIZE_VER')
    ? defines.flatMap(({ name }) => /^(\w+)_SIZE_VER\d+$/.exec(name)?.[1].toLowerCase() ?? [])
    : [],
);

/**
 * Records with constants for their published sizes: `PIDFD_INFO_SIZE_VER0` belongs to `struct pidfd_info`. A prefix that
 * is no record's name (`PERF_ATTR_SIZE_VER0` of `struct perf_event_attr`) is matched word by word.
 */
export function versionedRecords(text: HeaderText, records: readonly RecordOnAbis[]): ReadonlySet<string> {
  const prefixes = new Set(sizePrefixes(text));
  const versioned = new Set<string>();
  if (prefixes.size === 0) return versioned;
  const byName = new Map(records.map((record) => [record.name, record]));
  for (const prefix of prefixes) {
    const record = versionedRecord(prefix, byName);
    if (record !== undefined) versioned.add(record.name);
  }
  return versioned;
}

/** The record that the constants with a prefix (in lower case) belong to. */
export function versionedRecord(prefix: string, records: ReadonlyMap<string, RecordOnAbis>): RecordOnAbis | undefined {
  return records.get(prefix) ?? [...records.values()].find(({ name }) => hasWords(name, prefix));
}

function hasWords(name: string, prefix: string): boolean {
  const words = name.split('_');
  let at = 0;
  for (const word of prefix.split('_')) {
    at = words.indexOf(word, at) + 1;
    if (at === 0) return false;
  }
  return at === words.length;
}

function firstMember(record: RecordOnAbis | undefined): { readonly name: string; readonly isU32: boolean } | undefined {
  const layout = record?.onAbis.find(({ record: { layout: known } }) => known !== undefined)?.record.layout;
  const member = layout?.members[0];
  if (layout?.kind !== 'struct' || member === undefined) return undefined;
  return { name: member.name, isU32: typeChain(member.ctype).fixedWidth === '__u32' && member.dimensions.length === 0 };
}

/** A selector and the address of a payload that only the selector explains (`struct kvm_device_attr`). */
function isMultiplexer(record: RecordOnAbis): boolean {
  const layout = record.onAbis.find(({ record: { layout: known } }) => known !== undefined)?.record.layout;
  const names = new Set(layout?.members.map(({ name }) => name));
  const has = (...list: readonly string[]): boolean => list.some((name) => names.has(name));
  return (
    layout?.kind === 'struct' &&
    has('attr', 'group', 'option_id') &&
    has('addr', 'data', 'ptr') &&
    !has('len', 'data_len')
  );
}
