import type { CleanArticle, RawArticle } from '../article.ts';
import { cleanArticle, type CleaningOptions } from './clean-article.ts';
import { createStretchFinder, foldSpaces, isEmpty } from './find-stretches.ts';

/** An article cleaned as asked for. */
export interface CleanedArticle {
  clean: CleanArticle;
  /** What it is without what was kept, which tells it from others; absent where nothing was to be kept. */
  unkept?: Pick<CleanArticle, 'title' | 'text'>;
  /** Stretches to keep that stand nowhere in it: most likely mistyped, or of another version. */
  notFound: string[];
}

export interface KeepingOptions extends CleaningOptions {
  /** The text without what was put back into it because it is to be kept; the text itself, when absent. */
  textWithout?: string | undefined;
}

/** Cleans an article but for the stretches to keep, and without them as well. */
export function cleanKeeping(raw: RawArticle, options: KeepingOptions): CleanedArticle {
  const { keep = [], isFrench, textWithout = raw.text } = options;
  const without = cleanArticle({ ...raw, text: textWithout }, { isFrench });
  if (keep.length === 0) return { clean: without, notFound: [] };
  const { title, text, removed } = without;
  const taken = new Set(removed.map((removal) => foldSpaces(removal.text)));
  const find = createStretchFinder(raw.text);
  const notFound = keep.filter((stretch) => !taken.has(foldSpaces(stretch)) && isEmpty(find(stretch)));
  return { clean: cleanArticle(raw, { isFrench, keep }), unkept: { title, text }, notFound };
}
