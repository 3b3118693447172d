import type { Sentence } from '../../core/article.ts';
import type { ArticleInput } from '../../core/input.ts';
import type { ArticleResult, SentencePair, Warning } from '../../core/result.ts';
import { isTrial } from '../../core/trial-article.ts';
import type { AppDependencies } from '../dependencies.ts';
import { describeFallback, describeGate, describeMissedTerms, joinParagraphs } from './describe-translation.ts';
import type { PreparedArticle } from '../article/prepare-article.ts';
import { mapInTurns } from '../work/in-turns.ts';
import type { Job } from '../work/request-context.ts';
import type { GatedTranslation } from './gate-translation.ts';
import { withReaders } from './refuse-foreign-source.ts';
import type { SeriesUsage } from './sentence-series.ts';
import { translateWithinBudget } from './translate-within-budget.ts';

/** An article's translation, before there is a summary. */
export interface TranslatedArticle {
  translation: ArticleResult['translation'];
  pairs: SentencePair[];
  isTranslated: boolean;
  provisional: boolean;
  usage: SeriesUsage;
  warnings: Warning[];
}

/**
 * Title and sentences in one series, so that they share calls, and a sentence that repeats the title is free. Throws what
 * `withReaders` and `translateWithinBudget` throw.
 */
export async function translateArticleSentences(
  own: AppDependencies,
  input: Pick<ArticleInput, 'source' | 'target' | 'refresh'>,
  article: PreparedArticle,
  job: Job,
): Promise<TranslatedArticle> {
  const { id, clean, sentences } = article;
  const { source, target, refresh: again } = input;
  const deps = withReaders(own, article);
  const texts = [clean.title, ...sentences.map(({ text }) => text)];
  const translated = await translateWithinBudget(
    deps,
    { sentences: texts, source, target, countsAs: isTrial(id) ? 'trial' : 'article', again },
    job,
  );
  const title = translated.translationOf(clean.title);
  const pairs = await mapInTurns(deps.clock, sentences, (sentence) =>
    toPair(sentence, translated.translationOf(sentence.text)),
  );
  const { engine, isTranslated, provisional, usage } = translated;
  return {
    translation: {
      language: target,
      title: title.text,
      text: isTranslated ? await joinParagraphs(deps, pairs) : '',
      engine: engine.id,
      ...(engine.model === undefined ? {} : { model: engine.model }),
      quality: engine.quality,
    },
    pairs,
    isTranslated,
    provisional,
    usage,
    warnings: [
      ...translated.warnings,
      ...(await describeGate(deps, title, pairs)),
      ...(await describeFallback(deps, title, pairs)),
      ...(isTranslated ? await describeMissedTerms(deps, target, pairs) : []),
    ],
  };
}

function toPair(
  { paragraph, text }: Sentence,
  { text: translation, issues, doubtful, engine }: GatedTranslation,
): SentencePair {
  return {
    paragraph,
    source: text,
    translation,
    ...(issues.length > 0 && { issues }),
    ...(doubtful.length > 0 && { doubtful }),
    ...(engine !== undefined && { engine }),
  };
}
