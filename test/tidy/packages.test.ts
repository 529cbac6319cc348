// package.json files and the lock file: exact versions, no host, one version number for the product, scripts that exist.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { repositoryFiles, repositoryRoot } from '../harness/repository.js';

interface PackageJson {
  readonly version?: string;
  readonly bin?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly engines?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const manifests = ['package.json', 'client/package.json', 'server/package.json'].map((path) => {
  const [file] = repositoryFiles('.', (candidate) => candidate === path);
  return { path, json: JSON.parse(file.readText()) as PackageJson };
});

test('every dependency is pinned to one version', () => {
  const loose = manifests.flatMap(({ path, json }) =>
    [json.dependencies, json.devDependencies, json.peerDependencies, json.optionalDependencies].flatMap((group) =>
      Object.entries(group ?? {})
        .filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))
        .map(([name, version]) => `${path}: ${name} ${version}`),
    ),
  );
  assert.deepEqual(loose, []);
});

test('the lock file names no host', () => {
  const [lock] = repositoryFiles('.', (path) => path === 'package-lock.json');
  const packages = JSON.parse(lock.readText()).packages as Record<string, { resolved?: string; integrity?: string }>;
  const named = Object.entries(packages).filter(([, entry]) => /^[a-z+]+:/.test(entry.resolved ?? ''));
  assert.deepEqual(named, []);
  const unhashed = Object.entries(packages)
    .filter(([path, entry]) => path.startsWith('node_modules/') && entry.resolved === undefined && !entry.integrity)
    .map(([path]) => path);
  assert.deepEqual(unhashed, []);
});

test('the lock file has the optional packages of every system, without which npm ci refuses it', () => {
  const [lock] = repositoryFiles('.', (path) => path === 'package-lock.json');
  const packages = JSON.parse(lock.readText()).packages as Record<string, PackageJson>;
  const missing = Object.entries(packages).flatMap(([path, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name, version]) => packages[`node_modules/${name}`]?.version !== version)
      .map(([name, version]) => `${path}: ${name}@${version}`),
  );
  assert.deepEqual(missing, []);
});

test('the packages agree on version and Node', () => {
  assert.deepEqual([...new Set(manifests.map(({ json }) => json.version))].length, 1);
  for (const { path, json } of manifests.filter(({ path }) => path !== 'client/package.json')) {
    assert.equal(json.engines?.node, '>=20', path);
  }
});

test('the version that the program prints is that of the package', () => {
  const result = spawnSync(process.execPath, ['server/bin/uapi.js', '--version'], {
    cwd: repositoryRoot,
    encoding: 'utf8',
  });
  assert.equal(result.stderr, '');
  assert.ok(result.stdout.includes(manifests[0].json.version ?? 'none'), result.stdout);
});

test('every executable exists', () => {
  const programs = manifests.flatMap(({ path, json }) =>
    Object.values(json.bin ?? {}).map((program) => join(repositoryRoot, path, '..', program)),
  );
  assert.ok(programs.length > 0);
  assert.deepEqual(
    programs.filter((program) => !existsSync(program)),
    [],
  );
});

test('every npm script runs a file that exists', () => {
  const missing = Object.entries(manifests[0].json.scripts ?? {}).filter(([, command]) => {
    const script = command.match(/^node (\S+)/)?.[1];
    return script !== undefined && !existsSync(join(repositoryRoot, script));
  });
  assert.deepEqual(missing, []);
});
