import { DepecheError } from '../../core/errors.ts';
import type { Translator } from '../../ports/engines/translator.ts';
import type { PreparedArticle } from '../article/prepare-article.ts';

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
