import { DepecheError } from '../../core/errors.ts';
import type { Translator } from '../../ports/engines/translator.ts';
import type { PreparedArticle } from '../article/prepare-article.ts';
import type { AppDependencies } from '../dependencies.ts';

/**
 * Refuses an article that is surely in another language where the engine reads French alone: with `auto` it would take the
 * words for French ones. Throws `unsupported-language`.
 */
export function refuseForeignSource(
  { engine, readsOnlyFrench }: Pick<Translator, 'engine' | 'readsOnlyFrench'>,
  { isFrench, language }: Pick<PreparedArticle, 'isFrench' | 'language'>,
): void {
  if (isFrench || readsOnlyFrench !== true) return;
  throw new DepecheError(
    'unsupported-language',
    `The engine ${engine.id} reads French only; send a French article, or choose an engine that detects the language.`,
    { detectedLanguage: language },
  );
}

/**
 * The same dependencies without the engines that would stand in for the one at work and cannot read the article. Throws what
 * `refuseForeignSource` throws.
 */
export function withReaders(
  deps: AppDependencies,
  article: Pick<PreparedArticle, 'isFrench' | 'language'>,
): AppDependencies {
  refuseForeignSource(deps.translator, article);
  if (article.isFrench) return deps;
  const reader = (translator: Translator | undefined) => (translator?.readsOnlyFrench ? undefined : translator);
  return {
    ...deps,
    fallbackTranslator: reader(deps.fallbackTranslator),
    overBudgetTranslator: reader(deps.overBudgetTranslator),
  };
}
