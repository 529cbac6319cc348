// What the tests need from the operating system, as data, and how it comes onto a Debian machine.
//
// A need is judged by what works, not by package names, so that other distributions pass too. The names are Debian's.

import { existsSync } from 'node:fs';
import { capture, run, UserError } from './repository.mjs';

/**
 * @typedef {object} Need
 * @property {string} name Debian package; `%` stands for the major version of the default gcc
 * @property {string} why for the message when it is missing
 * @property {() => boolean} isMet
 */

/** Debian keeps add-ons in a folder of their own, which `-Q` leaves out; Emacs 29 has eglot itself. */
const findEglot =
  "(progn (require 'package) (add-to-list 'package-directory-list \"/usr/share/emacs/site-lisp/elpa\") (package-initialize) (require 'eglot))";

/** @type {readonly Need[]} */
export const needs = [
  { name: 'gcc', why: 'judge of layouts and tokens, x86-64', isMet: () => runs('gcc') },
  {
    // Not gcc-multilib: that package conflicts with Debian's cross compilers; the versioned one does not. A gcc without
    // it compiles with -m32 too, until a header of the C library is included.
    name: 'gcc-%-multilib',
    why: 'the same with -m32',
    isMet: () => capture('gcc', ['-m32', '-E', '-include', 'limits.h', '-x', 'c', '/dev/null']) !== undefined,
  },
  { name: 'libc6-dev', why: 'libc headers that uapi headers include', isMet: () => existsSync('/usr/include/stdio.h') },
  { name: 'linux-libc-dev', why: 'the headers under test', isMet: () => existsSync('/usr/include/linux/vfio.h') },
  { name: 'gcc-m68k-linux-gnu', why: 'judge for m68k', isMet: () => runs('m68k-linux-gnu-gcc') },
  {
    name: 'libc6-dev-m68k-cross',
    why: 'kernel and libc headers for m68k',
    isMet: () => existsSync('/usr/m68k-linux-gnu/include/linux/vfio.h'),
  },
  { name: 'gcc-powerpc-linux-gnu', why: 'judge for powerpc', isMet: () => runs('powerpc-linux-gnu-gcc') },
  {
    name: 'libc6-dev-powerpc-cross',
    why: 'kernel and libc headers for powerpc',
    isMet: () => existsSync('/usr/powerpc-linux-gnu/include/linux/vfio.h'),
  },
  { name: 'binutils', why: 'readelf and objcopy, which read what a compiler wrote', isMet: () => runs('readelf') },
  { name: 'neovim', why: 'an editor under test', isMet: () => runs('nvim') },
  { name: 'emacs-nox', why: 'an editor under test', isMet: () => runs('emacs') },
  {
    name: 'elpa-eglot',
    why: "Emacs' client for language servers",
    isMet: () => capture('emacs', ['--batch', '-Q', '--eval', findEglot]) !== undefined,
  },
  {
    // A small Vim has no jobs, without which no plugin can talk to a server.
    name: 'vim-nox',
    why: 'an editor under test',
    isMet: () => capture('vim', ['--version'])?.includes('+job') === true,
  },
  {
    name: 'vim-ale',
    why: "Vim's client for language servers",
    isMet: () => existsSync('/usr/share/vim-ale/plugin/ale.vim'),
  },
  { name: 'chromium', why: 'the browser in which VS Code and the views are tested', isMet: () => runs('chromium') },
  { name: 'git', why: 'files that are part of the project', isMet: () => runs('git') },
];

/**
 * Installs what is missing where that is allowed (root or passwordless sudo, and apt-get); otherwise throws a UserError
 * with the exact command.
 */
export function ensureDebianPackages() {
  const missing = needs.filter((need) => !need.isMet());
  if (missing.length === 0) return;
  const packages = missing.map((need) => need.name.replace('%', gccMajor()));
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...packages];
  const list = missing.map((need, index) => `  ${packages[index]}: ${need.why}`).join('\n');
  const prefix = installPrefix();
  if (prefix === undefined) {
    throw new UserError(`The tests need these packages:\n${list}\nInstall them with: sudo ${install.join(' ')}`);
  }
  console.error(`Installing packages that the tests need:\n${list}`);
  const apt = (...args) => {
    const [command, ...rest] = [...prefix, ...args];
    return run(command, rest, aptOptions());
  };
  // A fresh machine has no package lists, or old ones that name files which are gone.
  if (apt(...install) === 0) return;
  if (apt('apt-get', 'update') === 0 && apt(...install) === 0) return;
  throw new UserError(`apt-get failed; the reason is above. The tests need: sudo ${install.join(' ')}`);
}

/** The command in front of apt-get: none for root, sudo where it asks for no password; `undefined`: not allowed. */
function installPrefix() {
  if (!runs('apt-get')) return undefined;
  if (process.getuid?.() === 0) return [];
  return capture('sudo', ['-n', 'true']) === undefined ? undefined : ['sudo', '-n'];
}

function aptOptions() {
  return { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
}

/** Major version of the gcc that is installed, else of the one that the package `gcc` would bring. */
function gccMajor() {
  const installed = capture('gcc', ['-dumpversion'])?.split('.')[0]?.trim();
  const offered = capture('apt-cache', ['depends', 'gcc'])?.match(/Depends: gcc-(\d+)/)?.[1];
  return installed ?? offered ?? '12';
}

function runs(command) {
  return capture(command, ['--version']) !== undefined;
}
