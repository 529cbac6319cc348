/** One member in both versions: its size, its array bounds and its type. Where it lies is `compareLayouts`'s matter. */
import type { Difference, MemberPair } from './compareLayouts.js';
import type { MemberSnapshot } from './headerSnapshot.js';

export function memberChange(pair: MemberPair): Difference | undefined {
  return boundChange(pair) ?? sizeChange(pair) ?? typeChange(pair);
}

/** `[]`, or the `[0]` and `[1]` that stood for it before C99. */
function isOpenEnded({ dimensions }: MemberSnapshot): boolean {
  return dimensions.length > 0 && dimensions[0] <= 1;
}

function boundChange({ old, new: after }: MemberPair): Difference | undefined {
  const [before, now] = [old, after].map(({ dimensions }) =>
    dimensions.map((bound) => `[${bound < 0 ? '' : bound}]`).join(''),
  );
  if (before === now) return undefined;
  const text = `'${after.path}' went from ${before === '' ? 'no array' : before} to ${now === '' ? 'no array' : now}`;
  const fact = `'${after.path}' ${old.sizeBytes} → ${after.sizeBytes} bytes`;
  if (isOpenEnded(old) && after.dimensions[0] === -1) {
    const isSame = old.sizeBytes === after.sizeBytes;
    return {
      kind: 'flex-migration',
      path: after.path,
      verdict: isSame ? 'ok' : 'ambiguous',
      text: isSame
        ? `${text}: no byte moves`
        : `${text}: programs that compute lengths with sizeof see ${old.sizeBytes - after.sizeBytes} bytes less`,
      fact,
    };
  }
  // `__u8 a[8]` and `__u64 a` are the same bytes; that is a change of type.
  if (old.sizeBytes === after.sizeBytes) return undefined;
  return { kind: 'array-bound-changed', path: after.path, verdict: 'break', text, fact };
}

function sizeChange({ old, new: after }: MemberPair): Difference | undefined {
  if (old.sizeBytes === after.sizeBytes && old.widthBits === after.widthBits) return undefined;
  // An untagged record that is looked into: its members tell.
  if (old.shape === 'record ' && after.shape === 'record ') return undefined;
  const sizeOf = ({ widthBits, sizeBytes }: MemberSnapshot): string =>
    widthBits === undefined ? `${sizeBytes} bytes` : `${widthBits} bits`;
  if (old.widthBits !== undefined && old.widthBits === after.widthBits) return undefined;
  const types = old.type === after.type ? '' : ` (${old.type}, now ${after.type})`;
  return {
    kind: 'member-size-changed',
    path: after.path,
    verdict: 'break',
    text: `'${after.path}' went from ${sizeOf(old)} to ${sizeOf(after)}${types}`,
    fact: `'${after.path}' ${sizeOf(old)} → ${sizeOf(after)}`,
  };
}

function typeChange({ old, new: after }: MemberPair): Difference | undefined {
  if (old.shape === after.shape) return undefined;
  const [before, now] = [old, after].map(({ type, shape }) => (old.type === after.type ? `${type} (${shape})` : type));
  const isInteger = (shape: string): boolean => /^(?:signed|unsigned|char|enum)$/.test(shape);
  if (isInteger(old.shape) && isInteger(after.shape)) {
    const isSign = /signed/.test(old.shape) && /signed/.test(after.shape);
    if (!isSign || isOfBytes(old)) return undefined;
    return {
      kind: 'member-signedness',
      path: after.path,
      verdict: 'ambiguous',
      text: `'${after.path}' went from ${before} to ${now}: a value with the top bit set is read with another sign`,
      fact: `${before} → ${now}`,
    };
  }
  // A tag or a typedef's own that was added, or a record that went where raw bytes were, leaves the bytes as they are.
  if (old.shape === 'record ' || after.shape === 'record ' || old.type === after.type) return undefined;
  return {
    kind: 'member-type-changed',
    path: after.path,
    verdict: 'ambiguous',
    text: `'${after.path}' went from ${before} to ${now}, which has the same size`,
    fact: `${before} → ${now}`,
  };
}

/** Bytes are read as characters, whatever their sign. The type alone tells of an array that has no size. */
function isOfBytes({ sizeBytes, dimensions, type }: MemberSnapshot): boolean {
  if (sizeBytes === 0) return /\bchar\b|[us]8\b|int8_t\b/.test(type);
  return dimensions.reduce((size, bound) => size / bound, sizeBytes) === 1;
}
