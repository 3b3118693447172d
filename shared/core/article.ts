/** Text of an article before any rule has touched it. Lines may be separated, blank or glued together. */
export interface RawArticle {
  title?: string | undefined;
  text: string;
}

/** One piece of page furniture that a rule took out, as it stood in the input. */
export interface Removal {
  rule: string;
  text: string;
  /** Where it stood: a UTF-16 offset into `RawArticle.text`. */
  start: number;
}

/** How often a repair rule changed something. */
export interface Repair {
  rule: string;
  count: number;
}

/**
 * Where a rule touched the text as given, for showing the original with its marks.
 * `start` and `end` are UTF-16 offsets into `RawArticle.text`; marks are in order and do not overlap. No-break spaces of
 * French punctuation are set without a mark.
 */
export interface CleaningMark {
  rule: string;
  kind: 'removed' | 'repaired';
  start: number;
  end: number;
  /** What stands in place of the span after a repair; absent for a removal. */
  replacement?: string;
}

/** An article after cleaning: paragraphs joined by one blank line, no furniture, French typography. */
export interface CleanArticle {
  title: string;
  text: string;
  removed: Removal[];
  repaired: Repair[];
  marks: CleaningMark[];
}

/** A sentence and where it stands: UTF-16 offsets into the text that was segmented. */
export interface Sentence {
  /** Index of its paragraph, from 0. */
  paragraph: number;
  start: number;
  end: number;
  text: string;
}
