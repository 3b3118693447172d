import { DepecheError } from '../../core/errors.ts';
import type { ArticleInput } from '../../core/input.ts';
import type { ArticleResult } from '../../core/result.ts';
import type { StoredResult } from '../../ports/stores/article-store.ts';
import type { ResultKey } from '../../ports/stores/result-key.ts';
import { computeResult } from '../article/compute-result.ts';
import { idConflict, isIdConflict } from '../ownership/derived-id.ts';
import { keepOrigin } from '../ownership/keep-origin.ts';
import { keepResult } from '../article/keep-result.ts';
import { findNewerResult, isOlderVersion, NEWER_VERSION_KEPT } from '../article/order-versions.ts';
import { chooseEngine } from '../engines/choose-engine.ts';
import { pipelineVersion } from '../article/pipeline-version.ts';
import { type PreparedArticle, prepareArticle } from '../article/prepare-article.ts';
import { answersRequest, resultFingerprint, toCachedResult } from '../article/reuse-result.ts';
import { spaceOf, storedId } from '../ownership/spaces.ts';
import type { AppDependencies } from '../dependencies.ts';
import { recordUsage } from '../usage/record-usage.ts';
import { type HeldLease, withCrossMachineFlight } from '../work/cross-machine-flight.ts';
import { DeletedMeanwhileError } from '../work/deleted-meanwhile.ts';
import { createInProcessFlights } from '../work/in-process-flight.ts';
import type { Job, RequestContext } from '../work/request-context.ts';

export type ProcessArticle = (input: ArticleInput, context: RequestContext) => Promise<ArticleResult>;

/**
 * The main use case: a dirty French article in, a clean, translated, summarised one out, computed once however many ask.
 *
 * A stored result answers when content, options and pipeline version are the same. `refresh` computes anew, and so does
 * an engine other than the article had before, so that what it makes is the newest; sentences
 * still come from the memory, because the same engine would be paid to say the same. A version of an article that is
 * older than the one on record (by `publishedAt`) replaces nothing: the newer result is returned with the warning
 * `newer-version-kept`, or, when there is none for that target, the older version's own result, which is not stored.
 *
 * An id that belongs to other content is refused (`id-conflict`). With `mustKeep`, a result that was not kept is
 * `storage-unavailable`, and what was paid for is in the memory as far as the table took it.
 *
 * Throws `DepecheError`; `DeletedMeanwhileError` when the article was deleted after this was asked for. After a `timeout` everything paid for is in the memory, and the next attempt pays for the rest.
 */
export function createProcessArticle(deps: AppDependencies): ProcessArticle {
  const share = createInProcessFlights<ArticleResult>(deps);
  return async (input, context) => {
    const startedMs = deps.clock.nowMs();
    try {
      const article = await prepareArticle(deps, input);
      const id = storedId(spaceOf(deps.settings, context.apiKeyId), article.id);
      const fingerprint = resultFingerprint(input, article);
      const { target, engine, refresh } = input;
      const { apiKeyId, askedMs = startedMs, mustKeep = false } = context;
      const name = JSON.stringify([id, target, engine, fingerprint, refresh, apiKeyId, mustKeep]);
      const asked = { input, article, id, fingerprint, askedMs, mustKeep };
      for (;;) {
        try {
          const { value, joined } = await share(name, context, (job) => answer(deps, asked, job));
          return joined ? toCachedResult(value) : value;
        } catch (error) {
          // What was joined began before the article was deleted, and this was asked for after.
          if (!(error instanceof DeletedMeanwhileError) || error.askedMs >= askedMs) throw error;
        }
      }
    } catch (error) {
      deps.metrics.record('ArticlesFailed', 1, 'Count');
      throw error;
    } finally {
      deps.metrics.record('ProcessingTime', deps.clock.nowMs() - startedMs, 'Milliseconds');
    }
  };
}

interface Asked {
  input: ArticleInput;
  article: PreparedArticle;
  /** By which the store knows the article. */
  id: string;
  fingerprint: string;
  askedMs: number;
  mustKeep: boolean;
}

/** What is asked for, once it is known which engine is to make it. */
interface Request extends Asked {
  key: ResultKey;
  /** Whether a result is to be made also where one is stored. */
  isAnew: boolean;
}

async function answer(own: AppDependencies, asked: Asked, job: Job): Promise<ArticleResult> {
  const { input, article, id, fingerprint, askedMs } = asked;
  const readRecord = () => job.tolerance.attempt('read article', () => own.store.getArticle(id), undefined);
  const { deps, isSwitch } = await chooseEngine(own, input, article, readRecord);
  const key = { id, target: input.target, pipelineVersion: pipelineVersion(deps) };
  const isAnew = input.refresh || isSwitch;
  const request = { ...asked, key, isAnew };
  const read = () => job.tolerance.attempt('read result', () => deps.store.getResult(key), undefined);
  const before = await read();
  // A message that comes twice asks for one refresh: a result made since it was asked for is that refresh.
  const isFresh = !isAnew || (before !== undefined && Date.parse(before.result.createdAt) > askedMs);
  if (before && isFresh && answersRequest(before, fingerprint, deps.clock.nowMs())) return serve(deps, before);
  deps.metrics.record('CacheMiss', 1, 'Count');

  /** What appears while this request waits was computed for it, be it provisional or asked for anew. */
  const find = async () => {
    const stored = await read();
    const isNew = stored?.fingerprint === fingerprint && stored.result.createdAt !== before?.result.createdAt;
    return stored && isNew ? serve(deps, stored) : undefined;
  };
  return withCrossMachineFlight(
    deps,
    { key, askedMs, find, work: (inner, held) => work(deps, request, inner, held) },
    job,
  );
}

function serve({ metrics }: AppDependencies, { result }: StoredResult): ArticleResult {
  const cached = toCachedResult(result);
  metrics.record('CacheHit', 1, 'Count');
  metrics.record('SavedCharacters', cached.usage.savedCharacters, 'Count');
  return cached;
}

async function work(deps: AppDependencies, asked: Request, job: Job, held?: HeldLease): Promise<ArticleResult> {
  const { input, key, mustKeep } = asked;
  if (mustKeep && !held) throw notKept();
  const record = await job.tolerance.attempt('read article', () => deps.store.getArticle(key.id), undefined);
  if (isIdConflict(asked.article, record)) throw idConflict();
  const article = keepOrigin(asked.article, record, job.apiKeyId);
  const fingerprint = resultFingerprint(input, article);
  const request = { ...asked, article, fingerprint };
  if (fingerprint !== asked.fingerprint && !asked.isAnew) {
    const stored = await job.tolerance.attempt('read result', () => deps.store.getResult(key), undefined);
    if (stored && answersRequest(stored, fingerprint, deps.clock.nowMs())) return serve(deps, stored);
  }
  const isOlder = isOlderVersion(article, record, request.askedMs);
  const newer = isOlder && record ? await findNewerResult(deps, key, record, job) : undefined;
  if (newer) return newer;

  const computed = await computeResult(deps, input, article, key.pipelineVersion, job);
  const { result } = computed;
  const isKept = !isOlder && held && (await keepResult(deps, { ...request, ...computed }, job, held));
  await recordUsage(deps, result.usage, job);
  if (isOlder) return { ...result, warnings: [...result.warnings, NEWER_VERSION_KEPT] };
  if (mustKeep && !isKept) throw notKept();
  deps.metrics.record('ArticlesProcessed', 1, 'Count');
  job.logger.info('Article processed', {
    id: result.id,
    target: key.target,
    billedCharacters: result.usage.billedCharacters,
    savedCharacters: result.usage.savedCharacters,
    warnings: result.warnings.map(({ code }) => code).join(','),
  });
  const told = result.warnings.some(({ code }) => code === 'cache-unavailable');
  return told ? result : { ...result, warnings: [...result.warnings, ...job.tolerance.warnings()] };
}

/** Also when it is not known: what was kept after all answers the next attempt. */
function notKept(): DepecheError {
  return new DepecheError('storage-unavailable', 'The result could not be stored; the article is tried again.');
}
