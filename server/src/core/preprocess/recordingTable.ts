/**
 * A table from names to definitions that can say what was asked of it. Preprocessing (macros) and binding (tags,
 * ordinary identifiers) both look names up here; the answers that a piece of text depended on are its *questions*. For
 * the next ABI, or the next version, the questions are asked again, and if every answer is the same object the result is
 * taken over without redoing the work (ARCHITECTURE.md, "Sharing among ABIs").
 *
 * Dense arrays by NameId, with a journal so that a unit's definitions can be undone when the next unit starts.
 */
import type { NameId } from '../base/names.js';

/** What one stretch of text asked of a table and did to it. Questions come first: they are answered as the stretch begins. */
export interface Recording<D> {
  readonly askedNames: NameId[];
  readonly answers: (D | undefined)[];
  readonly changedNames: NameId[];
  readonly changedTo: (D | undefined)[];
}

export function newRecording<D>(): Recording<D> {
  return { askedNames: [], answers: [], changedNames: [], changedTo: [] };
}

export class RecordingTable<D extends object> {
  readonly #values: (D | undefined)[] = [];
  readonly #journalNames: NameId[] = [];
  readonly #journalValues: (D | undefined)[] = [];
  #stamps = new Int32Array(1 << 12);
  #stamp = 0;
  #nextStamp = 1;
  #recording: Recording<D> | undefined;

  /** The definition of a name, without recording the question. */
  peek(name: NameId): D | undefined {
    return name < this.#values.length ? this.#values[name] : undefined;
  }

  /** The definition of a name; the question is recorded once per recording. */
  ask(name: NameId): D | undefined {
    const value = name < this.#values.length ? this.#values[name] : undefined;
    if (this.#recording !== undefined) {
      if (name >= this.#stamps.length) this.#widen(name);
      if (this.#stamps[name] !== this.#stamp) {
        this.#stamps[name] = this.#stamp;
        this.#recording.askedNames.push(name);
        this.#recording.answers.push(value);
      }
    }
    return value;
  }

  set(name: NameId, value: D | undefined): void {
    if (this.#recording !== undefined) {
      if (name >= this.#stamps.length) this.#widen(name);
      // From here on the name's answer is this stretch's own doing.
      this.#stamps[name] = this.#stamp;
      this.#recording.changedNames.push(name);
      this.#recording.changedTo.push(value);
    }
    this.#put(name, value);
  }

  /** Starts a recording and returns the one that was open, to be given to `resume`. */
  record(recording: Recording<D> | undefined): void {
    this.#recording = recording;
    this.#stamp = this.#nextStamp++;
  }

  get recording(): Recording<D> | undefined {
    return this.#recording;
  }

  /** True when every question of the recording still has the same answer. */
  agrees(recording: Recording<D>): boolean {
    const names = recording.askedNames;
    const answers = recording.answers;
    const values = this.#values;
    for (let i = 0; i < names.length; i++) {
      const name = names[i];
      const value = name < values.length ? values[name] : undefined;
      if (value !== answers[i]) return false;
    }
    return true;
  }

  /** Does again what the recording did. */
  apply(recording: Recording<D>): void {
    const names = recording.changedNames;
    for (let i = 0; i < names.length; i++) this.#put(names[i], recording.changedTo[i]);
  }

  mark(): number {
    return this.#journalNames.length;
  }

  undoTo(mark: number): void {
    while (this.#journalNames.length > mark) {
      const name = this.#journalNames.pop() as NameId;
      this.#values[name] = this.#journalValues.pop();
    }
  }

  #put(name: NameId, value: D | undefined): void {
    const values = this.#values;
    while (values.length <= name) values.push(undefined);
    this.#journalNames.push(name);
    this.#journalValues.push(values[name]);
    values[name] = value;
  }

  #widen(name: NameId): void {
    const wider = new Int32Array(Math.max(name + 1, this.#stamps.length) * 2);
    wider.set(this.#stamps);
    this.#stamps = wider;
  }
}
