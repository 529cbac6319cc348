/** What differs between two versions of a header, and what that means for programs built against the old one. */
import { type InterfaceStyle, interfaceStyles } from '../review/style.js';
import type { FileRange } from '../source/sourceFile.js';
import type { AbiId } from '../target/abi.js';

/**
 * - `break`: a program built against the old header goes wrong with the new kernel, or no longer compiles;
 * - `ambiguous`: whether it does depends on what the header does not say;
 * - `ok`: compatible.
 */
export type Verdict = 'ok' | 'ambiguous' | 'break';

export type ChangeKind =
  | 'header-removed'
  | 'header-added'
  | 'struct-removed'
  | 'struct-added'
  | 'struct-grown'
  | 'struct-shrunk'
  | 'struct-incomplete'
  | 'alignment-changed'
  | 'member-removed'
  | 'member-renamed'
  | 'member-added'
  | 'member-reordered'
  | 'member-offset-changed'
  | 'member-size-changed'
  | 'member-type-changed'
  | 'member-signedness'
  | 'array-bound-changed'
  | 'flex-migration'
  | 'inserted-middle'
  | 'reserved-consumed'
  | 'tail-padding-reuse'
  | 'hole-filled'
  | 'padding-abi-skew'
  | 'kdoc-weakened'
  | 'macro-removed'
  | 'macro-added'
  | 'macro-value-changed'
  | 'enumerator-removed'
  | 'enumerator-added'
  | 'enum-value-changed'
  | 'constant-renamed'
  | 'flag-bit-reused'
  | 'min-size-raised'
  | 'min-size-lowered'
  | 'ioctl-added'
  | 'ioctl-number-changed'
  | 'nr-reused'
  | 'style-changed';

export interface Change {
  /** `record`, `record.member`, a macro, an enum or an enumerator; the header for `header-removed`. */
  readonly symbol: string;
  readonly kind: ChangeKind;
  /** For the style that the header was told to have. */
  readonly verdict: Verdict;
  readonly perStyle: PerStyle;
  /** The ABIs on which it is so. */
  readonly abis: readonly AbiId[];
  /** One sentence, with the numbers. */
  readonly message: string;
  /** What each ABI says, where they differ. */
  readonly facts: readonly string[];
  /** Place in the new header; undefined for what is gone. */
  readonly range?: FileRange;
  /** What changes along with it. */
  readonly related: readonly RelatedChange[];
  /** Records that it only follows from, since they are part of this one. */
  readonly follows?: readonly string[];
}

export interface RelatedChange {
  readonly symbol: string;
  readonly message: string;
  readonly range?: FileRange;
}

export type PerStyle = Readonly<Record<InterfaceStyle, Verdict>>;

const uniform: Readonly<Record<Verdict, PerStyle>> = {
  ok: everyStyle('ok'),
  ambiguous: everyStyle('ambiguous'),
  break: everyStyle('break'),
};

function everyStyle(verdict: Verdict): PerStyle {
  const entries = interfaceStyles.map((style) => [style, verdict] as const);
  // Safe: every style is among the entries.
  return Object.fromEntries(entries) as Record<InterfaceStyle, Verdict>;
}

/** The same verdict in every style. */
export function inEveryStyle(verdict: Verdict): PerStyle {
  return uniform[verdict];
}

/**
 * A record that gets longer at its end. Where the caller says how much it passes, both sides know; drm drivers zero what
 * is missing and never see what an old kernel does not know; elsewhere the number, or the meaning of the bytes behind the
 * argument, changes.
 */
export const growthPerStyle: PerStyle = {
  'size-first': 'ok',
  argsz: 'ok',
  'ioc-size': 'ok',
  'syscall-ext': 'ok',
  drm: 'ambiguous',
  classic: 'break',
  'mux-attr': 'break',
};

const order: readonly Verdict[] = ['ok', 'ambiguous', 'break'];

export function worse(a: Verdict, b: Verdict): Verdict {
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}

export function worsePerStyle(a: PerStyle, b: PerStyle): PerStyle {
  if (a === b) return a;
  const entries = interfaceStyles.map((style) => [style, worse(a[style], b[style])] as const);
  return Object.fromEntries(entries) as Record<InterfaceStyle, Verdict>;
}
