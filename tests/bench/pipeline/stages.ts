import { cleanArticle } from '../../../shared/core/clean/clean-article.ts';
import { segmentText } from '../../../shared/core/segment/segment-text.ts';
import { pickSummary } from '../../../shared/core/summarize/summarize-sentences.ts';

const SUMMARY_SENTENCES = 3;

/** Clean, segment and summarise: all that happens to an article besides translating it. */
export function runStages({ title, text }: { title: string; text: string }): readonly number[] {
  const clean = cleanArticle({ title, text });
  const sentences = segmentText(clean.text);
  return pickSummary({ title: clean.title, sentences, count: SUMMARY_SENTENCES });
}
