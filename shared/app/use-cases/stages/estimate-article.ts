import type { ArticleInput } from '../../../core/input.ts';
import { normalizeSentence } from '../../../core/normalize/normalize-sentence.ts';
import type { AppDependencies } from '../../dependencies.ts';
import { chooseEngine, requireAllowed } from '../../engines/choose-engine.ts';
import { pipelineVersion } from '../../article/pipeline-version.ts';
import { spaceOf, storedId } from '../../ownership/spaces.ts';
import { prepareArticle } from '../../article/prepare-article.ts';
import { recallSentences } from '../../translation/recall-sentences.ts';
import { createSentenceKeys } from '../../translation/sentence-keys.ts';
import type { RequestContext } from '../../work/request-context.ts';
import { answersRequest, resultFingerprint } from '../../article/reuse-result.ts';
import { mapInTurns } from '../../work/in-turns.ts';
import { createTolerance } from '../../work/tolerate-trouble.ts';
import { isFree } from '../../translation/sentence-series.ts';
import { refuseUnknownTarget } from '../../translation/known-targets.ts';
import { billOf } from '../../usage/cost-of-calls.ts';
import { microUsdToUsd } from '../../usage/usage-of-series.ts';

/** What processing would bill now. Characters are code points as the engine bills them. */
export interface Estimate {
  id: string;
  engine: string;
  characters: number;
  billedCharacters: number;
  savedCharacters: number;
  /** What a language model is likely to read and write; absent for other engines. */
  inputTokens?: number | undefined;
  outputTokens?: number | undefined;
  estimatedCostUsd: number;
  /** The title counted in. */
  sentences: number;
  rememberedSentences: number;
  /** Whether a stored result answers the request, at no cost. */
  cached: boolean;
}

export type EstimateArticle = (input: ArticleInput, context: RequestContext) => Promise<Estimate>;

/**
 * Looks up what processing would look up and calls no engine, so the figures are those of the bill when nothing fails
 * in between. An abstractive summary comes on top: its tokens are known only afterwards.
 * Throws `DepecheError` as `prepareArticle` says.
 */
export function createEstimateArticle(own: AppDependencies): EstimateArticle {
  return async (input, context) => {
    const { source, target } = input;
    requireAllowed(own, input);
    const article = await prepareArticle(own, input);
    const tolerance = createTolerance(own.logger.with({ correlationId: context.correlationId }), own.metrics);
    const id = storedId(spaceOf(own.settings, context.apiKeyId), article.id);
    const readRecord = () => tolerance.attempt('read article', () => own.store.getArticle(id), undefined);
    const { deps, isSwitch } = await chooseEngine(own, input, article, readRecord);
    await refuseUnknownTarget(deps, target);
    const { translator, store } = deps;
    const { engine } = translator;
    const key = { id, target, pipelineVersion: pipelineVersion(deps) };
    const stored = await tolerance.attempt('read result', () => store.getResult(key), undefined);
    const fingerprint = resultFingerprint(input, article);
    const isAnew = input.refresh || isSwitch;
    const cached = !isAnew && stored !== undefined && answersRequest(stored, fingerprint, deps.clock.nowMs());

    const texts = [article.clean.title, ...article.sentences.map(({ text }) => text)];
    const normals = await mapInTurns(deps.clock, texts, normalizeSentence);
    const { unique, misses } = await recallSentences(
      deps,
      { normals, keyOf: createSentenceKeys(source, target, engine), target, again: input.refresh },
      tolerance,
    );
    const toSend = cached ? [] : misses;
    const characters = translator.countCharacters(unique);
    const missCharacters = translator.countCharacters(toSend);
    const billedCharacters = isFree(engine) ? 0 : missCharacters;
    const tokens = translator.estimateTokens?.(toSend);
    return {
      id: article.id,
      engine: engine.id,
      characters,
      billedCharacters,
      savedCharacters: characters - missCharacters,
      ...tokens,
      estimatedCostUsd: microUsdToUsd(billOf(engine, billedCharacters, tokens).microUsd),
      sentences: unique.length,
      rememberedSentences: unique.length - toSend.length,
      cached,
    };
  };
}
