import type { SourceFile } from '../core/index.js';

/**
 * A file as a report names it: relative to the working directory where it lies below it, so that lines stay short and
 * editors can open them; else the host's absolute path. Always with forward slashes.
 */
export function displayPath(file: SourceFile, cwd: string): string {
  const path = file.path.replaceAll('\\', '/');
  const folder = cwd.replaceAll('\\', '/').replace(/\/$/, '');
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}
