import { existsSync, readFileSync } from 'node:fs';
import { cleanArticle } from '../../shared/core/clean/clean-article.ts';
import { segmentText } from '../../shared/core/segment/segment-text.ts';
import { pickSummary } from '../../shared/core/summarize/summarize-sentences.ts';
import { atMost, type Bench } from './report.ts';
import { DEFECTS } from './summaries/count-defects.ts';

/** News with a journalist's summary. They are not part of this repository. */
const ARTICLES = new URL('../../../shared/data/summaries/dev.jsonl', import.meta.url);
const SENTENCES = 3;

/** In 100 summaries. */
const MOST: Partial<Record<keyof typeof DEFECTS, number>> = {
  'leans on a sentence that is not there': 2,
  'names nobody of the title': 4,
  'has a pick under 8 words': 1,
  'has glued words': 0.5,
};

const oneDecimal = (value: number) => value.toFixed(1);

/** What readers stumble over in 100 summaries of three sentences. */
export const benchSummaries: Bench = async () => {
  if (!existsSync(ARTICLES)) return [{ what: 'articles', value: `not here: ${ARTICLES.pathname}` }];
  const summaries = readFileSync(ARTICLES, 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const clean = cleanArticle(JSON.parse(line) as { title: string; text: string });
      const sentences = segmentText(clean.text);
      const picked = pickSummary({ title: clean.title, sentences, count: SENTENCES });
      return { title: clean.title, sentences: sentences.map(({ text }) => text), picked };
    });
  return (Object.keys(DEFECTS) as (keyof typeof DEFECTS)[]).map((what) => {
    const rate = (100 * summaries.filter(DEFECTS[what]).length) / summaries.length;
    const most = MOST[what];
    return { what, value: oneDecimal(rate), ...(most === undefined ? {} : { bar: atMost(rate, most, oneDecimal) }) };
  });
};
