import { normalizeSentence } from '../../core/normalize/normalize-sentence.ts';
import type { ArticleResult } from '../../core/result.ts';
import type { SourceLanguage } from '../../ports/translator.ts';
import { pipelineVersion } from '../article/pipeline-version.ts';
import type { AppDependencies } from '../dependencies.ts';
import { sentenceKey } from '../translation/sentence-keys.ts';

/** What a trial article needs of the table, apart from the version that is tried. All throw `storage-unavailable`. */
export interface Trial {
  /** Under which results of this pipeline are kept. */
  pipelineVersion: string;
  /** Puts translations that are known into the memory, under the keys of this engine: nobody pays for them then. */
  seed(
    translations: readonly (readonly [sentence: string, translation: string])[],
    languages: { source: SourceLanguage; target: string },
  ): Promise<void>;
  /** The result as it was kept, with what it cost whoever asked for it first. */
  read(id: string, target: string): Promise<ArticleResult | undefined>;
  /** Leaves nothing of the article but the mark of its deletion. */
  forget(id: string): Promise<void>;
}

export function createTrial(
  deps: Pick<AppDependencies, 'store' | 'memory' | 'translator' | 'fallbackTranslator' | 'summarizer'>,
): Trial {
  const { store, memory, translator } = deps;
  const version = pipelineVersion(deps);
  return {
    pipelineVersion: version,
    async seed(translations, { source, target }) {
      await memory.remember(
        translations.map(([sentence, translation]) => ({
          key: sentenceKey(normalizeSentence(sentence), source, target, translator.engine),
          translation,
        })),
      );
    },
    read: async (id, target) => (await store.getResult({ id, target, pipelineVersion: version }))?.result,
    async forget(id) {
      await store.deleteArticle(id);
    },
  };
}
