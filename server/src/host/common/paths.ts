import { posix, win32 } from 'node:path';

/**
 * What a path means, as pure functions of the text and a path style, so that the rules of Windows and macOS are tested
 * on any machine. Nothing here touches the disk.
 */
export interface PathStyle {
  readonly path: typeof posix;
  /** Windows and macOS volumes take `Linux` and `linux` for one folder. */
  readonly caseSensitive: boolean;
}

export const POSIX: PathStyle = { path: posix, caseSensitive: true };
export const MACOS: PathStyle = { path: posix, caseSensitive: false };
export const WINDOWS: PathStyle = { path: win32, caseSensitive: false };

/** The style of a platform as `process.platform` names it. */
export function pathStyleOf(platform: string): PathStyle {
  if (platform === 'win32') return WINDOWS;
  return platform === 'darwin' ? MACOS : POSIX;
}

/** Limits of Linux (`NAME_MAX`, `PATH_MAX` in linux/limits.h); a longer include cannot name a file. */
const MAX_NAME_BYTES = 255;
const MAX_PATH_BYTES = 4096;

/**
 * The path that an include spelling names when it is looked for in `folder`, with `.` and `..` worked out on the text.
 *
 * `undefined` where no file may be meant: an absolute path (also a drive letter or a share), a NUL byte, an empty or
 * over-long name. Whether the answer may be read is the caller's question: it can lie above `folder`.
 */
export function pathOfSpelling(folder: string, spelling: string, style: PathStyle): string | undefined {
  if (!isRelativeSpelling(spelling, style)) return undefined;
  const separator = folder.endsWith(style.path.sep) || folder.endsWith('/') ? '' : style.path.sep;
  const joined = folder + separator + spelling;
  if (joined.length > MAX_PATH_BYTES) return undefined;
  const isPlain = style.path === posix && !hasDotOrEmptyName(spelling);
  return isPlain ? joined : style.path.normalize(joined);
}

function isRelativeSpelling(spelling: string, style: PathStyle): boolean {
  if (spelling === '' || spelling.endsWith('/') || spelling.includes('\0')) return false;
  if (style.path.isAbsolute(spelling)) return false;
  if (style.path === win32 && /^[a-z]:|^\\/i.test(spelling)) return false;
  if (spelling.length > MAX_NAME_BYTES) {
    if (spelling.length > MAX_PATH_BYTES) return false;
    if (spelling.split('/').some((name) => name.length > MAX_NAME_BYTES)) return false;
  }
  return true;
}

function hasDotOrEmptyName(spelling: string): boolean {
  return spelling.startsWith('.') || spelling.includes('/.') || spelling.includes('//');
}

/**
 * The part of `path` below `base`, with forward slashes (`linux/vfio.h`); `undefined` where it does not lie below it.
 * Both are absolute and normalised.
 */
export function pathBelow(base: string, path: string, style: PathStyle): string | undefined {
  const prefix = base.endsWith(style.path.sep) ? base : base + style.path.sep;
  if (path.length <= prefix.length) return undefined;
  const head = path.slice(0, prefix.length);
  const same = style.caseSensitive ? head === prefix : head.toLowerCase() === prefix.toLowerCase();
  if (!same) return undefined;
  return withSlashes(path.slice(prefix.length), style);
}

/** `path` is `base` or lies below it. */
export function isInside(base: string, path: string, style: PathStyle): boolean {
  if (path === base || (!style.caseSensitive && path.toLowerCase() === base.toLowerCase())) return true;
  return pathBelow(base, path, style) !== undefined;
}

export function withSlashes(path: string, style: PathStyle): string {
  return style.path === win32 ? path.replaceAll('\\', '/') : path;
}

/** The folder of `path` and every folder above it, nearest first. */
export function foldersUpwards(folder: string, style: PathStyle): readonly string[] {
  const folders = [folder];
  for (let above = style.path.dirname(folder); above !== folders.at(-1); above = style.path.dirname(above)) {
    folders.push(above);
  }
  return folders;
}

/**
 * Texts that no disk holds carry a scheme in place of a folder: `builtin:/linux/types.h`, `generated:/…`. Two letters at
 * least, so that a drive is not taken for one.
 */
export function isVirtualPath(path: string): boolean {
  return /^(?:builtin|generated):/.test(path);
}

/**
 * The path of a `file:` URI (RFC 8089). Editors write a drive as `c:`, `C:` or `c%3A`; all give `c:\…`, in lower case,
 * so that one file has one path. `undefined` for another scheme or a malformed escape.
 */
export function pathOfFileUri(uri: string, style: PathStyle): string | undefined {
  const match = /^file:(?:\/\/([^/?#]*))?(\/[^?#]*)/i.exec(uri);
  if (match === null) return undefined;
  let host: string;
  let path: string;
  try {
    host = decodeURIComponent(match[1] ?? '');
    path = decodeURIComponent(match[2]);
  } catch {
    return undefined;
  }
  if (path.includes('\0')) return undefined;
  if (style.path !== win32) return host === '' || host === 'localhost' ? posix.normalize(path) : undefined;
  if (host !== '' && host !== 'localhost') return win32.normalize(`//${host}${path}`);
  const drive = /^\/([a-z]):/i.exec(path);
  if (drive === null) return win32.normalize(path);
  return win32.normalize(`${drive[1].toLowerCase()}:${path.slice(3)}`);
}

/** The `file:` URI of an absolute path, escaped as VS Code escapes it (`c%3A`). */
export function fileUriOfPath(path: string, style: PathStyle): string {
  const slashed = withSlashes(path, style);
  const escaped = (text: string): string => text.split('/').map(encodeURIComponent).join('/');
  if (slashed.startsWith('//')) return `file:${escaped(slashed)}`;
  if (slashed.startsWith('/')) return `file://${escaped(slashed)}`;
  return `file:///${escaped(slashed[0].toLowerCase() + slashed.slice(1))}`;
}
