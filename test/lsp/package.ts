/** The npm package as it is published: packed, and unpacked into a folder that has nothing else. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../harness/repository.js';

export interface Unpacked {
  readonly folder: string;
  /** Programs by name, absolute. */
  readonly programs: Readonly<Record<string, string>>;
}

export function unpackPackage(folder: string): Unpacked {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const pack = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder];
  const name = execFileSync(npm, pack, { cwd: path.join(repositoryRoot, 'server'), encoding: 'utf8' }).trim();
  execFileSync('tar', ['-xzf', path.join(folder, name), '-C', folder]);
  const unpacked = path.join(folder, 'package');
  const { bin }: { bin: Record<string, string> } = JSON.parse(
    readFileSync(path.join(unpacked, 'package.json'), 'utf8'),
  );
  const programs = Object.entries(bin).map(([program, file]) => [program, path.join(unpacked, file)]);
  return { folder: unpacked, programs: Object.fromEntries(programs) };
}

export function unpackedServer(folder: string): string {
  return unpackPackage(folder).programs['uapi-language-server'];
}
