import type { EngineName } from '../../core/engine-names.ts';
import type { ArticleInput } from '../../core/input.ts';
import type { ArticleRecord } from '../../ports/stores/article-store.ts';
import type { PreparedArticle } from '../article/prepare-article.ts';
import type { AppDependencies } from '../dependencies.ts';
import { isSquatted } from '../ownership/derived-id.ts';
import { offersTarget } from '../translation/known-targets.ts';

/** The same dependencies with this engine at work, which is no fallback for itself. Throws what opening it throws. */
export async function withEngine(deps: AppDependencies, name: EngineName): Promise<AppDependencies> {
  const { own, fallback, open } = deps.engines;
  if (name === own) return deps;
  const ofOthers = fallback === own ? deps.translator : deps.fallbackTranslator;
  return { ...deps, translator: await open(name), fallbackTranslator: fallback === name ? undefined : ofOthers };
}

/**
 * The engine for an article: the one that was asked for; else the one that the article was last asked for with, where it is
 * still allowed and has the target; else the stage's own. The record is read only where there is a choice. `isSwitch` where
 * the article was made with another so far: what the chosen one has made before is not the newest, then.
 */
export async function chooseEngine(
  deps: AppDependencies,
  { engine, target }: Pick<ArticleInput, 'engine' | 'target'>,
  article: Pick<PreparedArticle, 'contentHash' | 'idIsDerived'>,
  readRecord: () => Promise<ArticleRecord | undefined>,
): Promise<{ deps: AppDependencies; isSwitch: boolean }> {
  const { own, allowed } = deps.engines;
  if (allowed.length === 1) return { deps, isSwitch: false };
  const record = await readRecord();
  const kept = keptEngine(article, record);
  if (engine !== undefined) {
    return { deps: await withEngine(deps, engine), isSwitch: record !== undefined && engine !== (kept ?? own) };
  }
  if (kept === undefined || !allowed.includes(kept)) return { deps, isSwitch: false };
  const chosen = await withEngine(deps, kept);
  return { deps: (await offersTarget(chosen, target)) ? chosen : deps, isSwitch: false };
}

/** The engine that an article on record was asked for with; not one that whoever took its id first had chosen. */
export function keptEngine(
  article: Pick<PreparedArticle, 'contentHash' | 'idIsDerived'>,
  record: ArticleRecord | undefined,
): EngineName | undefined {
  return record && !isSquatted(article, record) ? record.engine : undefined;
}
