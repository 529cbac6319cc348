// npm run driver:links -- --tree DIR PATH… [--sample N] [--seed N] [--verbose]: how many of the commands that sources of a
// kernel tree name are linked to the code that handles them. PATH is a source or a folder, below DIR.
//
// What is to be found is counted without the program's own search for headers: every macro below include/uapi (and
// arch/*/include/uapi) whose replacement begins with `_IO…`, wherever the sources name it outside of comments and
// strings. `--sample` prints links by chance, the same ones for the same seed, to be read against the source.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createDriverReader } from './driver/reader.mjs';
import { runMain, UserError } from './lib/repository.mjs';

await runMain(async () => {
  const options = readArguments();
  const { read, core } = await createDriverReader(options.tree);
  const published = publishedCommands(options.tree);
  const links = [];
  let named = 0;
  let linkedNames = 0;
  for (const path of options.paths) {
    const known = new Set();
    const places = new Map();
    const own = [];
    for (const file of sourcesBelow(join(options.tree, path))) {
      const source = read(file);
      const found = source.links.map((link) => ({ link, source, file }));
      own.push(...found);
      for (const { link } of found) known.add(link.command);
      for (const [name, at] of namesIn(source.file, published, core)) {
        if (!places.has(name)) places.set(name, `${relative(options.tree, file)}:${lineAt(source.file, at)}`);
      }
    }
    const missing = [...places].filter(([name]) => !known.has(name));
    const count = places.size - missing.length;
    named += places.size;
    linkedNames += count;
    links.push(...own);
    console.log(
      `${path}: ${own.length} links; of ${places.size} commands named, ${count} linked (${share(count, places.size)})`,
    );
    for (const [name, place] of missing) console.log(`  not linked: ${name} at ${place}`);
    if (options.verbose) for (const each of own) console.log(`  ${describe(each, options.tree)}`);
  }
  console.log(
    `all: ${links.length} links; of ${named} commands named, ${linkedNames} linked (${share(linkedNames, named)})`,
  );
  for (const each of sampleOf(links, options.sample, options.seed)) console.log(`- ${describe(each, options.tree)}`);
  return 0;
});

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      tree: { type: 'string' },
      sample: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      verbose: { type: 'boolean', default: false },
    },
  });
  if (values.tree === undefined || positionals.length === 0) {
    throw new UserError('Give a kernel tree and what to look at: --tree DIR drivers/vhost virt/kvm', 2);
  }
  const tree = resolve(values.tree);
  if (!existsSync(join(tree, 'include/uapi/linux/types.h')))
    throw new UserError(`No kernel tree at ${values.tree}.`, 2);
  for (const path of positionals) {
    if (!existsSync(join(tree, path))) throw new UserError(`${values.tree} has no ${path}.`, 2);
  }
  return {
    tree,
    paths: positionals,
    sample: Number(values.sample),
    seed: Number(values.seed),
    verbose: values.verbose,
  };
}

/** Names of macros that make ioctl numbers, in every header for user space. */
function publishedCommands(tree) {
  const folders = [join(tree, 'include/uapi')];
  for (const name of existsSync(join(tree, 'arch')) ? readdirSync(join(tree, 'arch')) : []) {
    const uapi = join(tree, 'arch', name, 'include/uapi');
    if (existsSync(uapi)) folders.push(uapi);
  }
  const names = new Set();
  for (const folder of folders) {
    for (const path of readdirSync(folder, { recursive: true })) {
      if (!path.endsWith('.h')) continue;
      const text = readFileSync(join(folder, path), 'utf8').replaceAll('\\\n', '  ');
      for (const [, name] of text.matchAll(
        /^[ \t]*#[ \t]*define[ \t]+([A-Za-z]\w*)(?:\([^)\n]*\))?[ \t]+\(?(?:_IO|DRM_IO)[A-Z]*\(/gm,
      )) {
        if (!/^DRM_IO[RW]*$/.test(name)) names.add(name);
      }
    }
  }
  return names;
}

function sourcesBelow(path) {
  if (statSync(path).isFile()) return [path];
  const names = readdirSync(path, { recursive: true }).filter((name) => name.endsWith('.c'));
  return names.sort().map((name) => join(path, name));
}

/** Where a source names commands, first places only. */
function namesIn(file, published, core) {
  const lexed = core.lex(file);
  const found = new Map();
  for (let i = 0; i < lexed.count; i++) {
    if (lexed.kinds[i] !== core.tokenKinds.identifier) continue;
    const name = core.spellingOf(lexed, i);
    if (published.has(name) && !found.has(name)) found.set(name, lexed.starts[i]);
  }
  return found;
}

function describe({ link, source, file }, tree) {
  const place = `${relative(tree, file)}:${lineAt(source.file, link.span.start)}`;
  const record = link.recordName === undefined ? '' : `, struct ${link.recordName}`;
  const last = link.lastMember === undefined ? '' : ` up to ${link.lastMember}`;
  return `${link.command} | ${place} | ${link.kind} | ${handlerText(link)}${record}${last}`;
}

function handlerText({ handlerName, handler, dispatcher, table }) {
  if (handlerName === undefined) return `in ${dispatcher?.name.text ?? table?.name.text} itself`;
  return `${handlerName}${handler === undefined ? ' (not in this folder)' : ''}`;
}

function lineAt(file, offset) {
  return file.text.slice(0, offset).split('\n').length;
}

function share(part, whole) {
  return whole === 0 ? 'none' : `${((100 * part) / whole).toFixed(1)} %`;
}

/** Links by chance: a shuffle with a small generator, whose numbers follow from the seed. */
function sampleOf(links, count, seed) {
  const rest = [...links];
  const sample = [];
  let state = seed;
  while (sample.length < count && rest.length > 0) {
    state = (state * 48271) % 2147483647;
    sample.push(...rest.splice(state % rest.length, 1));
  }
  return sample;
}
