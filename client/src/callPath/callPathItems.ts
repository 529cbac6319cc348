/** The answer of `uapi/callPath` as lines to choose from: each path a group, each step deeper than the one that calls it. */
import type { CallPathAnswer, CallStepAnswer, WireLocation } from '../answers.js';

export interface CallPathItem {
  readonly label: string;
  readonly description: string;
  /** Where the line leads; absent of a group's title, and of what is defined elsewhere. */
  readonly location: WireLocation | undefined;
  /** It is the title of a path. */
  readonly isTitle: boolean;
}

/**
 * @param titleOf text above a path
 * @param placeOf text of a location
 * @param contextOf text of a step's user-access contexts
 */
export function callPathItems(
  { paths }: CallPathAnswer,
  texts: {
    readonly titleOf: (path: readonly CallStepAnswer[]) => string;
    readonly placeOf: (location: WireLocation) => string;
    readonly contextOf: (contexts: readonly string[], isRoot: boolean) => string;
  },
): readonly CallPathItem[] {
  return paths.flatMap((path) => [
    { label: texts.titleOf(path), description: '', location: undefined, isTitle: true },
    ...path.map((step, depth): CallPathItem => {
      const { name, contexts, roots, location, call } = step;
      const notes = [
        location === undefined ? '' : texts.placeOf(location),
        contexts.length > 0 ? texts.contextOf(contexts, false) : '',
        roots.length > 0 ? texts.contextOf(roots, true) : '',
      ];
      return {
        // Figure spaces keep their width where a list trims others.
        label: `${'\u2007'.repeat(2 * depth)}${name}`,
        description: notes.filter((note) => note !== '').join(' · '),
        location: call ?? location,
        isTitle: false,
      };
    }),
  ]);
}
