// Driver sources of a kernel tree, read as `uapi check` reads them: with their folder and the uapi headers that they use.

import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, UserError } from '../lib/repository.mjs';

/**
 * `read(path, text)` gives a DriverSource; without `text`, of what is in the file. `olderTree` is an earlier kernel, whose
 * headers are taken for the first published versions.
 */
export async function createDriverReader(tree, olderTree) {
  const load = (path) => {
    const file = join(root, 'server/out', path);
    if (!existsSync(file)) throw new UserError('Run npm run build first: the program is not built.');
    return import(pathToFileURL(file).href);
  };
  const core = await load('core/index.js');
  const driver = await load('core/driverIndex.js');
  const { createHeaderFiles } = await load('host/common/headerFiles.js');
  const { createBuiltinHeaders } = await load('host/common/includeResolver.js');
  const { POSIX } = await load('host/common/paths.js');
  const { createFileStore } = await load('host/node/fileSystem.js');
  const files = createHeaderFiles({
    store: createFileStore(POSIX),
    machine: { systemRoot: undefined, architecture: undefined },
    builtins: createBuiltinHeaders(core.builtinHeader),
    createSession: core.createAnalysisSession,
    cwd: tree,
  });
  const include = { includeRoots: [], archIncludes: [] };
  const abis = core.ALL_ABIS.filter(({ id }) => id === 'x86_64' || id === 'i386');
  const reviewed = new Map();
  const review = (header) => {
    if (!reviewed.has(header.path)) {
      const own = files.abisFor(header, abis);
      const analyses = files
        .sessionFor(header, include)
        .analyze(header, own.length > 0 ? own : files.abisFor(header, core.ALL_ABIS).slice(0, 1), {
          lookUp: [...core.mentionedNames(header)],
        });
      reviewed.set(header.path, core.ruleContext(header, analyses).header);
    }
    return reviewed.get(header.path);
  };
  const snapshots = new Map();
  const firstVersion = (header) => {
    if (olderTree === undefined || header.path.startsWith(olderTree)) return [];
    const path = join(olderTree, relative(tree, header.path));
    if (!snapshots.has(path)) {
      const older = existsSync(path) ? files.openFile(path, include) : undefined;
      snapshots.set(path, older === undefined || 'problem' in older ? [] : [core.takeSnapshot(review(older))]);
    }
    return snapshots.get(path);
  };
  const read = (path, text) => {
    const opened = files.openFile(path, include);
    if ('problem' in opened) throw new UserError(opened.message);
    const file = text === undefined ? opened : { ...opened, text };
    const { folder, headers } = files.driverFilesOf(file, include);
    return new driver.DriverSource({
      file,
      folder: folder.filter((each) => each.path !== file.path),
      headers: headers.map(review),
      firstVersions: headers.flatMap(firstVersion),
    });
  };
  return { read, core, driver };
}
