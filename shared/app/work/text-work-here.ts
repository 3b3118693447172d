import { checkTranslation } from '../../core/check/check-translation.ts';
import { cleanKeeping } from '../../core/clean/clean-keeping.ts';
import { segmentText } from '../../core/segment/segment-text.ts';
import { pickSummary } from '../../core/summarize/summarize-sentences.ts';
import type { TextWork } from '../../ports/text-work.ts';

/** Work on texts in this very thread. */
export const TEXT_WORK_HERE: TextWork = {
  async clean(raw, options) {
    const cleaned = cleanKeeping(raw, options);
    return { ...cleaned, sentences: segmentText(cleaned.clean.text) };
  },
  async pickSummary({ title, sentences }, count) {
    return pickSummary({ title, sentences, count });
  },
  async checkTranslation(pair) {
    return checkTranslation(pair);
  },
};
