/** Names of include/linux/uaccess.h that the rules of this group know, by what they do. */

/** Index of the user pointer among the arguments of a primitive that does not check it. */
export const uncheckedPointer: ReadonlyMap<string, number> = new Map([
  ['__get_user', 1],
  ['__put_user', 1],
  ['__copy_from_user', 1],
  ['__copy_from_user_inatomic', 1],
  ['__copy_from_user_nocache', 1],
  ['__copy_to_user', 0],
  ['__copy_to_user_inatomic', 0],
  ['__clear_user', 0],
]);

/** Accesses of an open window. */
export function isUnsafeAccess(name: string): boolean {
  return name.startsWith('unsafe_') && /^unsafe_(get|put|copy)_/.test(name);
}

/** Opens a window where it answers true. */
export const tryingBegins: ReadonlySet<string> = new Set([
  'user_access_begin',
  'user_read_access_begin',
  'user_write_access_begin',
]);

/** Opens a window. */
export const plainBegins: ReadonlySet<string> = new Set([
  'masked_user_access_begin',
  'masked_user_read_access_begin',
  'masked_user_write_access_begin',
  '__uaccess_begin',
  '__uaccess_begin_nospec',
  'stac',
]);

export const windowEnds: ReadonlySet<string> = new Set([
  'user_access_end',
  'user_read_access_end',
  'user_write_access_end',
  '__uaccess_end',
  'clac',
]);

/** Another way to have a window, which is not followed. */
export function isOtherWindow(name: string): boolean {
  return /^(scoped_)?(masked_)?user_\w*access\w*$/.test(name) || name === 'user_access_save' || name === 'smap_save';
}
