/**
 * A table from names to definitions that can say what was asked of it. Preprocessing (macros) and binding (tags,
 * ordinary identifiers) both look names up here; the answers that a piece of text depended on are its *questions*. For
 * the next ABI, or the next version, the questions are asked again, and if every answer is the same object the result is
 * taken over without redoing the work (ARCHITECTURE.md, "Sharing among ABIs").
 *
 * Dense arrays by NameId, with a journal so that a unit's definitions can be undone when the next unit starts. One unit is
 * read at a time, so all tables of a kind (the macros of 16 ABIs) share the array and differ in their base: what an ABI
 * predefines.
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

/** Stands in a table for a name of its base that was undefined again (`#undef __linux__`). */
const NOTHING = Symbol('nothing');

/** What the tables of one kind share: the definitions of the unit at hand, and its journal. */
export class SharedDefinitions<D extends object> {
  /** Definitions by name; `NOTHING` hides one of the base. */
  readonly values: (D | typeof NOTHING | undefined)[] = [];
  /** Stamps of the recording that is open; one pad serves all tables, since one records at a time. */
  stamps = new Int32Array(1 << 14);
  nextStamp = 1;
  /** Names that the unit at hand changed, with their former values; one journal, since one unit is read at a time. */
  readonly journalNames: NameId[] = [];
  readonly journalValues: (D | typeof NOTHING | undefined)[] = [];
  journalLength = 0;

  widenStamps(name: NameId): void {
    const wider = new Int32Array(name * 2);
    wider.set(this.stamps);
    this.stamps = wider;
  }
}

/** Several recordings in a row as one: what they asked of the outside, and what they left behind. */
export function joinRecordings<D>(recordings: readonly Recording<D>[]): Recording<D> {
  joinGeneration++;
  let asked = 0;
  let changed = 0;
  for (const { askedNames, answers, changedNames, changedTo } of recordings) {
    for (let i = 0; i < askedNames.length; i++) {
      const name = askedNames[i];
      if (name >= joinSeen.length) widenJoinPads(name);
      if (joinSeen[name] === joinGeneration) continue;
      joinSeen[name] = joinGeneration;
      joinPlace[name] = -1;
      joinAsked[asked] = name;
      joinAnswers[asked++] = answers[i];
    }
    for (let i = 0; i < changedNames.length; i++) {
      const name = changedNames[i];
      if (name >= joinSeen.length) widenJoinPads(name);
      const place = joinSeen[name] === joinGeneration ? joinPlace[name] : -1;
      if (place >= 0) joinChangedTo[place] = changedTo[i];
      else {
        joinSeen[name] = joinGeneration;
        joinPlace[name] = changed;
        joinChanged[changed] = name;
        joinChangedTo[changed++] = changedTo[i];
      }
    }
  }
  // Kept for long, and in great number: no longer than they have to be.
  const joined: Recording<D> = {
    askedNames: joinAsked.slice(0, asked),
    answers: joinAnswers.slice(0, asked) as (D | undefined)[],
    changedNames: joinChanged.slice(0, changed),
    changedTo: joinChangedTo.slice(0, changed) as (D | undefined)[],
  };
  joinAnswers.fill(undefined, 0, asked);
  joinChangedTo.fill(undefined, 0, changed);
  return joined;
}

/** Where a join is put together. */
const joinAsked: NameId[] = [];
const joinAnswers: unknown[] = [];
const joinChanged: NameId[] = [];
const joinChangedTo: unknown[] = [];

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
  readonly #shared: SharedDefinitions<D>;
  readonly #values: (D | typeof NOTHING | undefined)[];
  /** What the table holds before a unit begins. */
  #base: readonly (D | undefined)[] = [];
  #stamp = 0;
  #recording: Recording<D> | undefined;

  constructor(shared: SharedDefinitions<D>) {
    this.#shared = shared;
    this.#values = shared.values;
  }

  /** The definition of a name, without recording the question. */
  peek(name: NameId): D | undefined {
    const value = name < this.#values.length ? this.#values[name] : undefined;
    if (value === undefined) return name < this.#base.length ? this.#base[name] : undefined;
    return value === NOTHING ? undefined : value;
  }

  /** The definition of a name; the question is recorded once per recording. */
  ask(name: NameId): D | undefined {
    const value = this.peek(name);
    const recording = this.#recording;
    if (recording !== undefined) {
      const shared = this.#shared;
      if (name >= shared.stamps.length) shared.widenStamps(name);
      if (shared.stamps[name] !== this.#stamp) {
        shared.stamps[name] = this.#stamp;
        recording.askedNames.push(name);
        recording.answers.push(value);
      }
    }
    return value;
  }

  set(name: NameId, value: D | undefined): void {
    const recording = this.#recording;
    if (recording !== undefined) {
      const shared = this.#shared;
      if (name >= shared.stamps.length) shared.widenStamps(name);
      // From here on the name's answer is this stretch's own doing.
      shared.stamps[name] = this.#stamp;
      recording.changedNames.push(name);
      recording.changedTo.push(value);
    }
    this.#put(name, value);
  }

  /** Starts a recording, or with `undefined` ends the one that is open. */
  record(recording: Recording<D> | undefined): void {
    this.#recording = recording;
    this.#stamp = this.#shared.nextStamp++;
  }

  get recording(): Recording<D> | undefined {
    return this.#recording;
  }

  /** True when every question of the recording still has the same answer. */
  agrees({ askedNames, answers }: Recording<D>): boolean {
    for (let i = 0; i < askedNames.length; i++) if (this.peek(askedNames[i]) !== answers[i]) return false;
    return true;
  }

  /** Does again what the recording did. */
  apply(recording: Recording<D>): void {
    const names = recording.changedNames;
    for (let i = 0; i < names.length; i++) this.#put(names[i], recording.changedTo[i]);
  }

  /** Calls `visit` for each definition that the table holds. */
  each(visit: (value: D) => void): void {
    for (const value of [...this.#base, ...this.#values]) {
      if (value !== undefined && value !== NOTHING) visit(value);
    }
  }

  /** What is set so far becomes the table's base: `undoTo` goes back to it. */
  keep(): void {
    const { journalNames, journalLength } = this.#shared;
    const base: (D | undefined)[] = new Array(Math.max(0, ...journalNames.slice(0, journalLength)) + 1).fill(undefined);
    for (const name of journalNames.slice(0, journalLength)) base[name] = this.peek(name);
    this.undoTo(0);
    this.#base = base;
  }

  mark(): number {
    return this.#shared.journalLength;
  }

  undoTo(mark: number): void {
    const { journalNames, journalValues } = this.#shared;
    for (let i = this.#shared.journalLength - 1; i >= mark; i--) {
      this.#values[journalNames[i]] = journalValues[i];
      journalValues[i] = undefined;
    }
    this.#shared.journalLength = mark;
  }

  #put(name: NameId, value: D | undefined): void {
    const values = this.#values;
    if (name >= values.length) values.length = name * 2 + 64;
    const shared = this.#shared;
    const at = shared.journalLength++;
    shared.journalNames[at] = name;
    shared.journalValues[at] = values[name];
    values[name] = value ?? (name < this.#base.length && this.#base[name] !== undefined ? NOTHING : undefined);
  }
}
