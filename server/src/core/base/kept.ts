/**
 * What rooms come to know of an object, kept with the object itself. Used as a weak map is, where there are many objects:
 * a weak map looks its keys up by hash, and a collection of young objects takes what an old weak map holds for alive, so
 * that all that was found out about a header is copied before it is dropped.
 */
export interface Keeper {
  /** By slot; scratch of `KeptWith`. */
  kept?: unknown[] | undefined;
}

/** The kinds of objects that things are kept with; each has slots of its own. */
type Kind = 'layout' | 'record' | 'text';

const slots: Record<Kind, number> = { layout: 0, record: 0, text: 0 };

export class KeptWith<K extends Keeper, V> {
  readonly #kind: Kind;
  readonly #slot: number;

  constructor(kind: Kind) {
    this.#kind = kind;
    this.#slot = slots[kind]++;
  }

  get(key: K): V | undefined {
    // Safe: a slot has one owner, which alone sets it.
    return key.kept?.[this.#slot] as V | undefined;
  }

  has({ kept }: K): boolean {
    return kept !== undefined && this.#slot in kept;
  }

  set(key: K, value: V): void {
    key.kept ??= new Array(slots[this.#kind]);
    key.kept[this.#slot] = value;
  }
}
