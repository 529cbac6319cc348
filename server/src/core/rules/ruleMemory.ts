import { ReviewMemory } from '../review/reviewMemory.js';

/** What the rules said of the latest version of a document in an editor. */
export class RuleMemory {
  readonly review = new ReviewMemory();
}
