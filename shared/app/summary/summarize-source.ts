import type { NoteRequest } from '../../core/dating/note-dates.ts';
import { TEXT_WORK_HERE } from '../work/text-work-here.ts';
import { DepecheError } from '../../core/errors.ts';
import { checkFaithfulness } from '../../core/faithfulness/check-faithfulness.ts';
import type { Sentence } from '../../core/article.ts';
import type { ArticleInput } from '../../core/input.ts';
import type { SummaryNote, Warning } from '../../core/result.ts';
import type { TokenUsage } from '../../ports/engines/language-model.ts';
import type { Summarizer } from '../../ports/engines/summarizer.ts';
import type { AppDependencies } from '../dependencies.ts';
import { costOfTokens } from '../usage/cost-of-calls.ts';
import { openAccount } from '../usage/meter-usage.ts';
import { NO_USAGE } from '../usage/usage-of-series.ts';
import type { SeriesUsage } from '../translation/sentence-series.ts';
import type { PreparedArticle } from '../article/prepare-article.ts';
import type { Job } from '../work/request-context.ts';

export interface SourceSummary {
  method: 'extractive' | 'abstractive';
  sentences: string[];
  /** Indexes of the sentences that were picked; empty for an abstractive summary. */
  picked: number[];
  notes: SummaryNote[];
  /** What was spent on it, whatever came of it. */
  usage: SeriesUsage;
  /** Whether a later attempt may give the summary that was asked for. */
  provisional: boolean;
  warnings: Warning[];
}

/**
 * The summary in the language of the article, by the method asked for. An abstractive one that cannot be had, or that
 * says what the article does not, gives way to the extractive one with a warning; its tokens are counted either way.
 *
 * It is written in French and translated like any other text rather than written twice: the article is the only truth
 * to hold it against, both languages then say the same, and the sentences go through the same memory and gate.
 */
export async function summarizeSource(
  deps: AppDependencies,
  article: PreparedArticle,
  wanted: ArticleInput['summary'],
  job: Job,
): Promise<SourceSummary> {
  const extractive = await pickExtractive(deps, article, wanted.sentences);
  if (wanted.method === 'extractive') return extractive;
  if (!deps.summarizer) {
    const detail = 'No language model is configured for summaries, so the summary is made of sentences of the article.';
    return { ...extractive, warnings: [{ code: 'summary-unavailable', detail }] };
  }
  try {
    return await writeAbstractive(deps, deps.summarizer, article, wanted.sentences, extractive, job);
  } catch (error) {
    job.signal.throwIfAborted();
    if (!(error instanceof DepecheError)) throw error;
    job.logger.warn('The abstractive summary could not be had', { code: error.code });
    const detail = 'The abstractive summary could not be had, so it is made of sentences of the article.';
    return { ...extractive, provisional: error.retryable, warnings: [{ code: 'summary-unavailable', detail }] };
  }
}

/** Sentences of the article itself: no bill, no invention. */
export async function pickExtractive(
  { textWork = TEXT_WORK_HERE }: Pick<AppDependencies, 'textWork'>,
  article: PreparedArticle,
  count: number,
): Promise<SourceSummary> {
  const { clean, sentences } = article;
  const { title, text } = clean;
  const picked = await textWork.pickSummary({ title, text, sentences }, count);
  const texts = picked.map((index) => (sentences[index] as Sentence).text); // what was picked is one of them
  const notes = article.publishedAt === undefined ? [] : await noteDates({ ...article, picked });
  return { method: 'extractive', sentences: texts, picked, notes, usage: NO_USAGE, provisional: false, warnings: [] };
}

/** The calendar and the tenses of French are loaded for the first article that says when it was published. */
async function noteDates(request: NoteRequest): Promise<SummaryNote[]> {
  return (await import('../../core/dating/note-dates.ts')).noteDates(request);
}

async function writeAbstractive(
  deps: AppDependencies,
  summarizer: Summarizer,
  { clean }: PreparedArticle,
  count: number,
  extractive: SourceSummary,
  job: Job,
): Promise<SourceSummary> {
  // A budget that is spent stops the summariser too; its tokens are counted beside the characters, not among them.
  const characters = clean.text.length;
  const account = openAccount(deps, job);
  const { usdPerMillionTokens } = summarizer.engine;
  const amountsOf = (tokens: TokenUsage) => ({ characters, microUsd: costOfTokens(usdPerMillionTokens, tokens) });
  const { title, text } = clean;
  const { sentences, usage } = await summarizer
    .summarize({
      title,
      text,
      language: 'fr',
      sentences: count,
      signal: job.signal,
      beforeCall: (atMost) => account.send(amountsOf(atMost)),
      onUnanswered: (atMost) => {
        const { microUsd: uncertainMicroUsd } = amountsOf(atMost);
        account.spend({ uncertainCharacters: characters, uncertainMicroUsd });
      },
    })
    .then(({ sentences, ...tokens }) => {
      const spent = { ...tokens, costMicroUsd: costOfTokens(usdPerMillionTokens, tokens) };
      account.spend(spent);
      return { sentences, usage: { ...NO_USAGE, ...spent } };
    })
    .finally(account.close);
  if (sentences.length === 0) {
    const detail = "The language model's answer was no summary, so the summary is made of sentences of the article.";
    return { ...extractive, usage, warnings: [{ code: 'summary-unavailable', detail }] };
  }
  const issues = checkFaithfulness({ summary: sentences, article: `${clean.title}\n${clean.text}` });
  if (issues.length === 0) {
    return { method: 'abstractive', sentences, picked: [], notes: [], usage, provisional: false, warnings: [] };
  }
  const kinds = [...new Set(issues.map(({ kind }) => kind))].join(', ');
  const detail = `The abstractive summary had what the article does not have (${kinds}), so it was not used.`;
  return { ...extractive, usage, warnings: [{ code: 'summary-unfaithful', detail }] };
}
