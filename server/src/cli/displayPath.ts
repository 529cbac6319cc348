import type { SourceFile } from '../core/index.js';

/**
 * A file as a report names it: relative to the working directory where it lies below it, so that lines stay short and
 * editors can open them; else the host's absolute path. Always with forward slashes.
 */
export function displayPath(file: SourceFile, cwd: string): string {
  const path = file.path.replaceAll('\\', '/');
  const revision = revisionPath.exec(path);
  if (revision !== null) return `${decodeURIComponent(revision[1])}:${revision[2]}`;
  const folder = cwd.replaceAll('\\', '/').replace(/\/$/, '');
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}

/** Where `host` keeps what it reads from git: `/.uapi-git/v6.1:/linux/vfio.h` is shown as `v6.1:linux/vfio.h`. */
const revisionPath = /^(?:[a-z]:)?\/\.uapi-git\/([^/]+):\/(.*)$/i;
