/**
 * Which names other headers of a folder have, for findings that say no header has them. A folder is read when there is
 * something to find out, and then held until the disk changes: while a comment is typed, each key gives another name.
 */

import { identifiersAmong, type SourceFile } from '../../core/index.js';
import type { FileStore } from './fileStore.js';

/** More than any folder of uapi headers has; what exceeds this is not looked at. */
const MAX_FILES = 2000;
const MAX_CHARACTERS = 32 * 1024 * 1024;
/** Answers held for one header; most are about names that were half typed. */
const MAX_ANSWERS = 500;

export interface HeadersBeside {
  /** @param except paths that need no look */
  namesBeside(file: SourceFile, names: ReadonlySet<string>, except?: ReadonlySet<string>): ReadonlySet<string>;
}

export function createHeadersBeside(store: FileStore): HeadersBeside {
  const { dirname, join } = store.style.path;
  const folders = new Map<string, ReadonlyMap<string, string>>();
  /** By the header that asked, then by name. */
  const answers = new Map<string, Map<string, boolean>>();

  function textsIn(folder: string, except: ReadonlySet<string>): ReadonlyMap<string, string> {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const texts = new Map<string, string>();
    let characters = 0;
    const paths = [...(store.entries(folder) ?? [])]
      .filter(([name, kind]) => kind === 'file' && name.endsWith('.h'))
      .map(([name]) => join(folder, name));
    for (const path of paths.slice(0, MAX_FILES)) {
      const text = except.has(path) ? '' : store.text(path);
      if (typeof text !== 'string') continue;
      characters += text.length;
      if (characters > MAX_CHARACTERS) break;
      texts.set(path, text);
    }
    folders.set(folder, texts);
    return texts;
  }

  return {
    namesBeside({ path }, names, except = new Set()) {
      let known = answers.get(path);
      if (known === undefined || known.size > MAX_ANSWERS) {
        known = new Map();
        answers.set(path, known);
      }
      // Copies: a name that was cut from a comment would keep that version of the header alive.
      const open = [...names].filter((name) => !known.has(name)).map((name) => [...name].join(''));
      for (const name of open) known.set(name, false);
      if (open.length > 0) {
        for (const [other, text] of textsIn(dirname(path), except)) {
          if (other !== path) for (const name of identifiersAmong(text, open)) known.set(name, true);
        }
      }
      return new Set([...names].filter((name) => known.get(name) === true));
    },
  };
}
