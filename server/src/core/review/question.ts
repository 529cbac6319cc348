/**
 * What is asked of a header while one of its declarations is judged. A *subject* (a record, a command, an enum) is judged
 * by its own text and values, and by what the rest of the header answers: which commands pass it, how the interface
 * grows. Each such question is noted with its answer. When the next version of the header is judged, the questions are
 * asked again; where every answer is the same, so is the judgement (docs/decisions/0016).
 *
 * The idea is that of macros and names in `preprocess/recordingTable.ts`, one floor up.
 */
import type { ReviewedHeader } from './reviewedHeader.js';

export interface Question<K, A> {
  readonly answer: (header: ReviewedHeader, key: K) => A;
  /** Whether two answers lead to the same judgement. */
  readonly isSame: (a: A, b: A) => boolean;
}

/**
 * @param answer a function of the header and the key alone
 * @param isSame where the same thing is not the same object in every version
 */
export function question<K, A>(
  answer: (header: ReviewedHeader, key: K) => A,
  isSame: (a: A, b: A) => boolean = Object.is,
): Question<K, A> {
  return { answer, isSame };
}

/** Lists of the same objects. */
export function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a === b || (a.length === b.length && a.every((item, i) => item === b[i]));
}

type AnyQuestion = Question<unknown, unknown>;

/** The questions that one judgement asked, in order: a later key may follow from an earlier answer. */
export class Asked {
  readonly #questions: AnyQuestion[] = [];
  readonly #keys: unknown[] = [];
  readonly #answers: unknown[] = [];
  #whole: string | undefined;

  /** The subject: its own text is no question. */
  readonly subject: object;

  constructor(subject: object) {
    this.subject = subject;
  }

  /** A view of the whole header that was read, so that nothing can be told of the next version. */
  get whole(): string | undefined {
    return this.#whole;
  }

  noteWhole(view: string): void {
    this.#whole ??= view;
  }

  note<K, A>(asked: Question<K, A>, key: K, answer: A): void {
    // Safe: a question gets the keys and answers that were noted with it.
    const any = asked as unknown as AnyQuestion;
    for (let i = 0; i < this.#questions.length; i++) {
      if (this.#questions[i] === any && this.#keys[i] === key) return;
    }
    this.#questions.push(any);
    this.#keys.push(key);
    this.#answers.push(answer);
  }

  /** Whether a header gives the same answers. It is then the one whose answers are held: none outlives its text. */
  agreesWith(header: ReviewedHeader): boolean {
    if (this.#whole !== undefined) return false;
    for (let i = 0; i < this.#questions.length; i++) {
      const { answer, isSame } = this.#questions[i];
      const now = answer(header, this.#keys[i]);
      if (!isSame(this.#answers[i], now)) return false;
      this.#answers[i] = now;
    }
    return true;
  }
}
