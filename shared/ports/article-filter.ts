import { foldText } from '../core/fold-text.ts';
import type { ArticleFilter, ArticleRecord } from './article-store.ts';

/** Whether a filter leaves everything in. */
export function isEverything({ titleContains = '', quality }: ArticleFilter): boolean {
  return foldText(titleContains.normalize('NFC')) === '' && quality === undefined;
}

/** Whether an article passes; made once for a whole listing. */
export function createArticleFilter({
  titleContains = '',
  quality,
}: ArticleFilter): (record: ArticleRecord) => boolean {
  const title = foldText(titleContains.normalize('NFC'));
  return (record) => {
    const isOfQuality = quality === undefined || record.translations?.some((made) => made.quality === quality) === true;
    return isOfQuality && foldText(record.title).includes(title);
  };
}
