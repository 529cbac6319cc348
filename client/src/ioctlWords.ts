/** How numbers of ioctls are written for people, the same in every place. */

/** `0xc0189436`. */
export function numberText(number: number): string {
  return `0x${number.toString(16)}`;
}

/** `'V' 0x56`, and `0x94` for a byte that no letter stands for. */
export function typeText(type: number): string {
  const hex = `0x${type.toString(16).padStart(2, '0')}`;
  const isGraphic = type > 0x20 && type < 0x7f;
  return isGraphic ? `'${String.fromCharCode(type)}' ${hex}` : hex;
}

/** `_IOWR, 24 bytes`; the macro that gives this direction. */
export function directionText(dir: string, size: number): string {
  const macro = { none: '_IO', r: '_IOR', w: '_IOW', rw: '_IOWR' }[dir];
  if (macro === undefined) return dir;
  return macro === '_IO' && size === 0 ? macro : `${macro}, ${size} ${size === 1 ? 'byte' : 'bytes'}`;
}

/** `5`, `7–9`. */
export function rangeText(first: number, last: number): string {
  return first === last ? `${first}` : `${first}–${last}`;
}
