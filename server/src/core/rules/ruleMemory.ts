/**
 * What the rules said of the latest version of a document in an editor, by subject (docs/decisions/0016). It holds for the
 * next version where the subject is the same object, the text around it is the same, and the header answers every
 * question of the judgement as before. Then the findings are taken over with ranges that follow the text.
 */
import { lex } from '../lex/lexer.js';
import { F } from '../lex/token.js';
import type { Asked } from '../review/question.js';
import { ReviewMemory } from '../review/reviewMemory.js';
import type { FileRange, SourceFile } from '../source/sourceFile.js';
import type { AbiId } from '../target/abi.js';
import type { Finding, Fix, RuleContext } from './rule.js';
import type { ChosenRule } from './ruleSettings.js';
import { type TextChange, textChange } from './textChange.js';

/** A stretch of text that moves as a whole, at its place in the version at hand. */
interface Place {
  file: SourceFile;
  start: number;
}

/** The text of a subject, from the token before it to the token behind it, so that the comments around it belong to it. */
interface Region extends Place {
  readonly length: number;
  /** A range of the subject, and how far before it the region begins. */
  readonly anchor: FileRange;
  readonly before: number;
}

interface Kept {
  readonly asked: Asked;
  readonly regions: readonly Region[];
  /** Where findings point to outside of the regions. */
  readonly elsewhere: readonly (Place & { readonly length: number })[];
  readonly findings: readonly Finding[];
}

/** What has to be the same for all that is kept. Equal settings choose one list of rules. */
interface Circumstances {
  readonly chosen: readonly ChosenRule[];
  readonly abis: readonly AbiId[];
  readonly context: RuleContext;
}

export class RuleMemory {
  readonly review = new ReviewMemory();
  #circumstances: Circumstances | undefined;
  #kept = new Map<object, Kept>();
  #next = new Map<object, Kept>();
  #change: TextChange | undefined;

  /** Begins with a version of the document; everything is forgotten where other rules or settings hold for it. */
  begin(context: RuleContext, chosen: readonly ChosenRule[]): void {
    const now = { chosen, abis: context.header.abiIds, context };
    const before = this.#circumstances;
    this.#circumstances = now;
    this.#next = new Map();
    this.#change = undefined;
    if (before !== undefined && isAlike(before, now)) {
      this.#change = textChange(before.context.file.text, context.file.text);
    } else this.#kept = new Map();
  }

  /** Ends with the version: what was not asked for in it is forgotten. */
  end(): void {
    this.#kept = this.#next;
    this.#next = new Map();
    this.#change = undefined;
  }

  /** The findings about a subject, where they hold for the version at hand. */
  take(subject: object, { header, file }: RuleContext): readonly Finding[] | undefined {
    const kept = this.#kept.get(subject);
    const change = this.#change;
    if (kept === undefined || change === undefined) return undefined;
    for (const { anchor, before, start, length } of kept.regions) {
      if (anchor.file !== file || !change.isSame(start, length, anchor.start - before)) return undefined;
    }
    for (const { start, length } of kept.elsewhere) if (change.placeOf(start, length) === undefined) return undefined;
    if (!kept.asked.agreesWith(header)) return undefined;
    for (const region of kept.regions) {
      region.start = region.anchor.start - region.before;
      region.file = file;
    }
    for (const place of kept.elsewhere) {
      place.start = change.placeOf(place.start, place.length) ?? place.start;
      place.file = file;
    }
    this.#next.set(subject, kept);
    return kept.findings;
  }

  /** Keeps the findings about a subject; the answer is the same findings, with ranges that follow the text. */
  keep(
    subject: object,
    anchors: readonly FileRange[],
    asked: Asked,
    findings: readonly Finding[],
    { file }: RuleContext,
  ): readonly Finding[] {
    const regions: Region[] = [];
    for (const anchor of anchors) {
      if (!regions.some(({ start, length }) => anchor.start >= start && anchor.end <= start + length)) {
        regions.push(regionAround(anchor));
      }
    }
    const elsewhere: (Place & { readonly length: number })[] = [];
    const follow = (range: FileRange): FileRange => {
      if (range.file !== file || follows(range)) return range;
      const { start, end } = range;
      const region = regions.find((each) => start >= each.start && end <= each.start + each.length);
      if (region !== undefined) return new FollowingRange(region, start - region.start, end - region.start);
      const place = { file, start, length: end - start };
      elsewhere.push(place);
      return new FollowingRange(place, 0, end - start);
    };
    const following = findings.map((finding) => withRanges(finding, follow));
    this.#next.set(subject, { asked, regions, elsewhere, findings: following });
    return following;
  }
}

/** Whether a range answers for the latest version of its text by itself, and so is worth being the anchor of others. */
export function follows(range: FileRange): boolean {
  return !Object.hasOwn(range, 'start');
}

class FollowingRange implements FileRange {
  readonly #place: Place;
  readonly #from: number;
  readonly #to: number;

  constructor(place: Place, from: number, to: number) {
    this.#place = place;
    this.#from = from;
    this.#to = to;
  }

  get file(): SourceFile {
    return this.#place.file;
  }

  get start(): number {
    return this.#place.start + this.#from;
  }

  get end(): number {
    return this.#place.start + this.#to;
  }
}

function isAlike(a: Circumstances, b: Circumstances): boolean {
  const [one, other] = [a.context, b.context];
  return (
    a.chosen === b.chosen &&
    a.abis.join() === b.abis.join() &&
    one.file.path === other.file.path &&
    one.file.displayName === other.file.displayName &&
    one.file.view === other.file.view &&
    one.file.architecture === other.file.architecture &&
    one.header.options.style === other.header.options.style &&
    one.header.options.ioctlNumberText === other.header.options.ioctlNumberText &&
    one.header.options.documentedFiles === other.header.options.documentedFiles
  );
}

/** From the end of the token before the line or declaration of a range to the beginning of the token behind it. */
function regionAround(anchor: FileRange): Region {
  const { file } = anchor;
  const { starts, ends, flags, count } = lex(file);
  let first = firstAtOrBehind(starts, count, anchor.start);
  let next = Math.max(first, firstAtOrBehind(starts, count, anchor.end));
  // The name of a macro stands within its directive, which is a line.
  while (first > 0 && first < count && (flags[first] & F.lineStart) === 0) first--;
  while (next < count && (flags[next] & F.lineStart) === 0) next++;
  const start = Math.min(anchor.start, first > 0 ? ends[first - 1] - 1 : 0);
  const end = next < count ? starts[next] + 1 : file.text.length;
  return { file, start, length: end - start, anchor, before: anchor.start - start };
}

function firstAtOrBehind(starts: Int32Array, count: number, offset: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (starts[middle] < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function withRanges(finding: Finding, follow: (range: FileRange) => FileRange): Finding {
  const { range, related, fixes } = finding;
  return {
    ...finding,
    range: follow(range),
    ...(related === undefined ? {} : { related: related.map((each) => ({ ...each, range: follow(each.range) })) }),
    ...(fixes === undefined ? {} : { fixes: fixes.map((fix) => withEdits(fix, follow)) }),
  };
}

function withEdits(fix: Fix, follow: (range: FileRange) => FileRange): Fix {
  return { ...fix, edits: fix.edits.map((edit) => ({ ...edit, range: follow(edit.range) })) };
}
