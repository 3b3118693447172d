import type { ArticleInput } from '../../../core/input.ts';
import type { ArticleUsage } from '../../../core/result.ts';
import { normalizeSentence } from '../../../core/normalize/normalize-sentence.ts';
import type { AppDependencies } from '../../dependencies.ts';
import { chooseEngine } from '../../engines/choose-engine.ts';
import { pipelineVersion } from '../../article/pipeline-version.ts';
import { spaceOf, storedId } from '../../ownership/spaces.ts';
import { prepareArticle } from '../../article/prepare-article.ts';
import { recallSentences } from '../../translation/recall-sentences.ts';
import { createSentenceKeys } from '../../translation/sentence-keys.ts';
import type { RequestContext } from '../../work/request-context.ts';
import { answersRequest, resultFingerprint } from '../../article/reuse-result.ts';
import { createTurns, mapInTurns } from '../../work/in-turns.ts';
import { createTolerance, type Tolerance } from '../../work/tolerate-trouble.ts';
import { isFree, type SentencesToTranslate, type SeriesUsage } from '../../translation/sentence-series.ts';
import { estimateSummary } from '../../summary/estimate-summary.ts';
import { refuseUnknownTarget } from '../../translation/known-targets.ts';
import { withReaders } from '../../translation/refuse-foreign-source.ts';
import { billOf } from '../../usage/cost-of-calls.ts';
import { NO_USAGE, toArticleUsage } from '../../usage/usage-of-series.ts';

/** What processing would bill now; tokens are what a language model is likely to read and write. */
export interface Estimate extends ArticleUsage {
  id: string;
  engine: string;
  /** The title counted in. */
  sentences: number;
  rememberedSentences: number;
  /** Whether a stored result answers the request, at no cost. */
  cached: boolean;
}

export type EstimateArticle = (input: ArticleInput, context: RequestContext) => Promise<Estimate>;

/**
 * Looks up what processing would look up and calls no engine, so the figures are those of the bill when nothing fails
 * in between. Tokens of language models and what an abstractive summary takes are what is likely.
 * Throws `DepecheError` as `prepareArticle` says.
 */
export function createEstimateArticle(own: AppDependencies): EstimateArticle {
  return async (input, context) => {
    const { source, target } = input;
    const article = await prepareArticle(own, input);
    const tolerance = createTolerance(own.logger.with({ correlationId: context.correlationId }), own.metrics);
    const id = storedId(spaceOf(own.settings, context.apiKeyId), article.id);
    const readRecord = () => tolerance.attempt('read article', () => own.store.getArticle(id), undefined);
    const { deps, isSwitch } = await chooseEngine(own, input, article, readRecord);
    await refuseUnknownTarget(deps, target);
    const { translator, fallbackTranslator, store } = withReaders(deps, article);
    const key = { id, target, pipelineVersion: pipelineVersion(deps) };
    const stored = await tolerance.attempt('read result', () => store.getResult(key), undefined);
    const fingerprint = resultFingerprint(input, article);
    const isAnew = input.refresh || isSwitch;
    const cached = !isAnew && stored !== undefined && answersRequest(stored, fingerprint, deps.clock.nowMs());

    const texts = [article.clean.title, ...article.sentences.map(({ text }) => text)];
    const normals = await mapInTurns(deps.clock, texts, normalizeSentence);
    const ofArticle = { source, target, again: input.refresh, cached };
    const first = await estimateSeries(deps, { ...ofArticle, translator, normals }, tolerance);
    // What the gate has refused the engine of late is a matter for its fallback.
    const ofFallback = fallbackTranslator && { ...ofArticle, translator: fallbackTranslator, normals: first.refused };
    const second = ofFallback && (await estimateSeries(deps, ofFallback, tolerance));
    const ofSummary = cached ? NO_USAGE : await estimateSummary(deps, input, article);
    return {
      id: article.id,
      engine: translator.engine.id,
      ...toArticleUsage([first.usage, second?.usage ?? NO_USAGE, ofSummary]),
      sentences: first.sentences,
      rememberedSentences: first.sentences - first.unsent,
      cached,
    };
  };
}

interface SeriesToEstimate extends Pick<SentencesToTranslate, 'source' | 'target' | 'translator' | 'again'> {
  /** In their normal form. */
  normals: readonly string[];
  cached: boolean;
}

/** What one engine would be sent of these, and what that costs. */
async function estimateSeries(
  deps: AppDependencies,
  { translator, cached, normals, source, target, again }: SeriesToEstimate,
  tolerance: Tolerance,
) {
  const { engine } = translator;
  const { unique, misses, refused } = await recallSentences(
    deps,
    { normals, keyOf: createSentenceKeys(source, target, engine), target, again },
    tolerance,
  );
  const toSend = cached ? [] : misses;
  const takeTurns = createTurns(deps.clock);
  const characters = translator.countCharacters(unique);
  await takeTurns();
  const missCharacters = translator.countCharacters(toSend);
  const billedCharacters = isFree(engine) ? 0 : missCharacters;
  const tokens = translator.estimateTokens?.(toSend);
  const { microUsd: costMicroUsd } = billOf(engine, billedCharacters, tokens);
  const savedCharacters = characters - missCharacters;
  const usage: SeriesUsage = { ...NO_USAGE, characters, billedCharacters, savedCharacters, ...tokens, costMicroUsd };
  return { usage, refused: [...refused.keys()], sentences: unique.length, unsent: toSend.length };
}
