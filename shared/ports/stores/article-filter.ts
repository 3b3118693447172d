import { foldText } from '../../core/text/fold-text.ts';
import type { ArticleFilter, ArticleRecord, ArticleTranslation } from './article-store.ts';

/** Whether a filter leaves everything in. */
export function isEverything({ titleContains = '', quality, engines }: ArticleFilter): boolean {
  return foldText(titleContains.normalize('NFC')) === '' && quality === undefined && engines === undefined;
}

/** Whether an article passes; made once for a whole listing. */
export function createArticleFilter({
  titleContains = '',
  quality,
  engines,
}: ArticleFilter): (record: ArticleRecord) => boolean {
  const title = foldText(titleContains.normalize('NFC'));
  const isAnyTranslation = quality === undefined && engines === undefined;
  const isWanted = (made: ArticleTranslation) =>
    (quality === undefined || made.quality === quality) && (engines === undefined || engines.includes(made.engine));
  return ({ title: own, translations = [] }) =>
    (isAnyTranslation || translations.some(isWanted)) && foldText(own).includes(title);
}
