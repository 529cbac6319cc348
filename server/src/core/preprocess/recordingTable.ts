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
  /** The questions that can have another answer: those about names that something, somewhere, defines. */
  openNames: readonly NameId[];
  openAnswers: readonly (D | undefined)[];
  /** `DefinedNames.epoch` at which the open questions were picked; -1: not yet. */
  epoch: number;
}

export function newRecording<D>(): Recording<D> {
  return {
    askedNames: [],
    answers: [],
    changedNames: [],
    changedTo: [],
    openNames: NO_NAMES,
    openAnswers: NO_NAMES as readonly never[],
    epoch: -1,
  };
}

const NO_NAMES: readonly NameId[] = [];

/**
 * The names that any table of one kind ever held. Most identifiers of a header never become a macro; a question about such
 * a name needs no asking again until it is defined for the first time, which moves `epoch`.
 */
export class DefinedNames {
  #flags = new Uint8Array(1 << 14);
  epoch = 0;
  /** Stamps of the recording that is open; one pad serves all tables, since one records at a time. */
  stamps = new Int32Array(1 << 14);
  nextStamp = 1;
  /** Names that the unit at hand changed, with their former values; one journal, since one unit is read at a time. */
  readonly journalNames: NameId[] = [];
  readonly journalValues: unknown[] = [];
  journalLength = 0;

  has(name: NameId): boolean {
    return name < this.#flags.length && this.#flags[name] === 1;
  }

  add(name: NameId): void {
    if (name >= this.#flags.length) {
      const wider = new Uint8Array(name * 2);
      wider.set(this.#flags);
      this.#flags = wider;
    }
    if (this.#flags[name] === 0) {
      this.#flags[name] = 1;
      this.epoch++;
    }
  }

  widenStamps(name: NameId): void {
    const wider = new Int32Array(name * 2);
    wider.set(this.stamps);
    this.stamps = wider;
  }
}

/** Several recordings in a row as one: what they asked of the outside, and what they left behind. */
export function joinRecordings<D>(recordings: readonly Recording<D>[]): Recording<D> {
  const joined = newRecording<D>();
  joinGeneration++;
  for (const { askedNames, answers, changedNames, changedTo } of recordings) {
    for (let i = 0; i < askedNames.length; i++) {
      const name = askedNames[i];
      if (name >= joinSeen.length) widenJoinPads(name);
      if (joinSeen[name] === joinGeneration) continue;
      joinSeen[name] = joinGeneration;
      joinPlace[name] = -1;
      joined.askedNames.push(name);
      joined.answers.push(answers[i]);
    }
    for (let i = 0; i < changedNames.length; i++) {
      const name = changedNames[i];
      if (name >= joinSeen.length) widenJoinPads(name);
      const place = joinSeen[name] === joinGeneration ? joinPlace[name] : -1;
      if (place >= 0) joined.changedTo[place] = changedTo[i];
      else {
        joinSeen[name] = joinGeneration;
        joinPlace[name] = joined.changedNames.length;
        joined.changedNames.push(name);
        joined.changedTo.push(changedTo[i]);
      }
    }
  }
  return joined;
}

/** By name: the join that met it last, and its index among the changes of that join (-1: only asked). */
let joinSeen = new Int32Array(1 << 12);
let joinPlace = new Int32Array(1 << 12);
let joinGeneration = 0;

function widenJoinPads(name: NameId): void {
  const wider = (pad: Int32Array): Int32Array<ArrayBuffer> => {
    const fresh = new Int32Array(name * 2);
    fresh.set(pad);
    return fresh;
  };
  joinSeen = wider(joinSeen);
  joinPlace = wider(joinPlace);
}

export class RecordingTable<D extends object> {
  readonly #defined: DefinedNames;
  readonly #values: (D | undefined)[] = [];
  #stamp = 0;
  #recording: Recording<D> | undefined;

  constructor(defined: DefinedNames) {
    this.#defined = defined;
  }

  /** The definition of a name, without recording the question. */
  peek(name: NameId): D | undefined {
    return name < this.#values.length ? this.#values[name] : undefined;
  }

  /** The definition of a name; the question is recorded once per recording. */
  ask(name: NameId): D | undefined {
    const value = name < this.#values.length ? this.#values[name] : undefined;
    const recording = this.#recording;
    if (recording !== undefined) {
      const defined = this.#defined;
      if (name >= defined.stamps.length) defined.widenStamps(name);
      if (defined.stamps[name] !== this.#stamp) {
        defined.stamps[name] = this.#stamp;
        recording.askedNames.push(name);
        recording.answers.push(value);
      }
    }
    return value;
  }

  set(name: NameId, value: D | undefined): void {
    const recording = this.#recording;
    if (recording !== undefined) {
      const defined = this.#defined;
      if (name >= defined.stamps.length) defined.widenStamps(name);
      // From here on the name's answer is this stretch's own doing.
      defined.stamps[name] = this.#stamp;
      recording.changedNames.push(name);
      recording.changedTo.push(value);
    }
    this.#put(name, value);
  }

  /** Starts a recording, or with `undefined` ends the one that is open. */
  record(recording: Recording<D> | undefined): void {
    this.#recording = recording;
    this.#stamp = this.#defined.nextStamp++;
  }

  get recording(): Recording<D> | undefined {
    return this.#recording;
  }

  /** True when every question of the recording still has the same answer. */
  agrees(recording: Recording<D>): boolean {
    if (recording.epoch !== this.#defined.epoch) this.#pickOpenQuestions(recording);
    const names = recording.openNames;
    const answers = recording.openAnswers;
    const values = this.#values;
    const { length } = values;
    for (let i = 0; i < names.length; i++) {
      const name = names[i];
      if ((name < length ? values[name] : undefined) !== answers[i]) return false;
    }
    return true;
  }

  #pickOpenQuestions(recording: Recording<D>): void {
    const { askedNames, answers } = recording;
    const { epoch } = this.#defined;
    let open = 0;
    for (let i = 0; i < askedNames.length; i++) if (this.#defined.has(askedNames[i])) open++;
    // Names only join the defined ones, so an equal number means the same names.
    const isUnchanged = recording.epoch >= 0 && open === recording.openNames.length;
    recording.epoch = epoch;
    if (isUnchanged) return;
    const openNames: NameId[] = [];
    const openAnswers: (D | undefined)[] = [];
    for (let i = 0; i < askedNames.length; i++) {
      if (this.#defined.has(askedNames[i])) {
        openNames.push(askedNames[i]);
        openAnswers.push(answers[i]);
      }
    }
    recording.openNames = openNames;
    recording.openAnswers = openAnswers;
  }

  /** Does again what the recording did. */
  apply(recording: Recording<D>): void {
    const names = recording.changedNames;
    for (let i = 0; i < names.length; i++) this.#put(names[i], recording.changedTo[i]);
  }

  /** Calls `visit` for each definition that the table holds. */
  each(visit: (value: D) => void): void {
    for (const value of this.#values) if (value !== undefined) visit(value);
  }

  /** What is set so far stays: `undoTo` goes back to it. */
  keep(): void {
    this.#defined.journalLength = 0;
  }

  mark(): number {
    return this.#defined.journalLength;
  }

  undoTo(mark: number): void {
    const { journalNames, journalValues } = this.#defined;
    for (let i = this.#defined.journalLength - 1; i >= mark; i--) {
      this.#values[journalNames[i]] = journalValues[i] as D | undefined;
      journalValues[i] = undefined;
    }
    this.#defined.journalLength = mark;
  }

  #put(name: NameId, value: D | undefined): void {
    const values = this.#values;
    if (name >= values.length) values.length = name * 2 + 64;
    if (value !== undefined) this.#defined.add(name);
    const defined = this.#defined;
    const at = defined.journalLength++;
    defined.journalNames[at] = name;
    defined.journalValues[at] = values[name];
    values[name] = value;
  }
}
