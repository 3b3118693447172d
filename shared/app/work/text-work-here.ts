import { cleanKeeping } from '../../core/clean/clean-keeping.ts';
import { segmentText } from '../../core/segment/segment-text.ts';
import type { TextWork } from '../../ports/text-work.ts';

/** Work on texts in this very thread. Only what is new is summarised and checked: the rules for it wait until then. */
export const TEXT_WORK_HERE: TextWork = {
  async clean(raw, options) {
    const cleaned = cleanKeeping(raw, options);
    return { ...cleaned, sentences: segmentText(cleaned.clean.text) };
  },
  async pickSummary({ title, sentences }, count) {
    const { pickSummary } = await import('../../core/summarize/summarize-sentences.ts');
    return pickSummary({ title, sentences, count });
  },
  async checkTranslation(pair) {
    const { checkTranslation } = await import('../../core/check/check-translation.ts');
    return checkTranslation(pair);
  },
};
