import { cleanArticle } from '../../core/clean/clean-article.ts';
import { segmentText } from '../../core/segment/segment-text.ts';
import { pickSummary } from '../../core/summarize/summarize-sentences.ts';
import type { TextWork } from '../../ports/text-work.ts';

/** Work on texts in this very thread. */
export const TEXT_WORK_HERE: TextWork = {
  async clean(raw, options) {
    const clean = cleanArticle(raw, options);
    return { clean, sentences: segmentText(clean.text) };
  },
  async pickSummary({ title, sentences }, count) {
    return pickSummary({ title, sentences, count });
  },
};
