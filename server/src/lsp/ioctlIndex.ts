/**
 * The commands of the workspace's headers by number, for a hover of a number that another header's command has. It is
 * made when a hover first needs it, in small steps between other messages, and kept for each text: later hovers look
 * only at headers that changed.
 */
import type { CancellationToken } from 'vscode-languageserver';
import type { SourceFile } from '../core/index.js';
import { type KnownIoctl, knownIoctls } from '../ide/index.js';
import { forEachPath } from './handlers/diagnostics.js';
import type { Server } from './serverState.js';

/** Headers with ioctls that are read at most: more than the kernel and its drivers have. */
const MAX_HEADERS = 1000;

type Numbers = ReadonlyMap<bigint, readonly KnownIoctl[]>;

const noNumbers: Numbers = new Map();

export class IoctlIndex {
  readonly #numbers = new WeakMap<SourceFile, Numbers>();
  #answers = new Map<bigint, readonly KnownIoctl[]>();
  /** The snapshot that the answers are of. */
  #snapshot = -1;

  /** Every command of the workspace that has the number on some ABI. Throws when the client cancels the request. */
  async find(server: Server, value: bigint, token: CancellationToken): Promise<readonly KnownIoctl[]> {
    const { analysis } = server;
    const { snapshot } = analysis;
    if (this.#snapshot !== snapshot) {
      this.#snapshot = snapshot;
      this.#answers = new Map();
    }
    const answers = this.#answers;
    const known = answers.get(value);
    if (known !== undefined) return known;
    // Nearly always the header spells the type of its commands; only where none does are all of them read.
    const spelled = spellingsOf(Number((value / 0x100n) % 0x100n));
    let found = await this.#search(server, value, token, (text) => spelled.some((each) => text.includes(each)));
    if (found.length === 0) found = await this.#search(server, value, token, () => true);
    answers.set(value, found);
    return found;
  }

  async #search(
    server: Server,
    value: bigint,
    token: CancellationToken,
    isWanted: (text: string) => boolean,
  ): Promise<readonly KnownIoctl[]> {
    const { analysis } = server;
    const found: KnownIoctl[] = [];
    let count = 0;
    await forEachPath(server, analysis.allPaths, token, (path) => {
      const file = count < MAX_HEADERS ? analysis.fileAt(path) : undefined;
      if (file === undefined || !isWanted(file.text)) return;
      if (!analysis.symbolsOf(path).some(({ kind }) => kind === 'ioctl')) return;
      count++;
      found.push(...(this.#numbersOf(server, path, file).get(value) ?? []));
    });
    return found;
  }

  #numbersOf({ analysis }: Server, path: string, file: SourceFile): Numbers {
    let numbers = this.#numbers.get(file);
    if (numbers === undefined) {
      // In case that it fails: a header that cannot be read is not tried at every hover.
      this.#numbers.set(file, noNumbers);
      const header = analysis.glance(path);
      numbers = header === undefined ? noNumbers : knownIoctls(header.context);
      this.#numbers.set(file, numbers);
    }
    return numbers;
  }
}

/** How a header may write the type of its commands. */
function spellingsOf(type: number): readonly string[] {
  const digits = type.toString(16);
  const character = type > 0x20 && type < 0x7f ? [`'${String.fromCharCode(type)}'`] : [];
  return [...character, `0x${digits}`, `0x${digits.toUpperCase()}`, `0X${digits.toUpperCase()}`];
}
