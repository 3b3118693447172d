import { normalizeSentence } from '../../core/normalize/normalize-sentence.ts';
import type { SourceLanguage } from '../../ports/engines/translator.ts';
import { pipelineVersion } from '../article/pipeline-version.ts';
import type { AppDependencies } from '../dependencies.ts';
import { sentenceKey } from '../translation/sentence-keys.ts';

export type Trial = ReturnType<typeof createTrial>;

/** What a trial article needs of the table, apart from the version that is tried. All throw `storage-unavailable`. */
export function createTrial(
  deps: Pick<AppDependencies, 'store' | 'memory' | 'translator' | 'fallbackTranslator' | 'summarizer'>,
) {
  const { store, memory, translator } = deps;
  const version = pipelineVersion(deps);
  return {
    /** Under which results of this pipeline are kept. */
    pipelineVersion: version,
    /** Puts translations that are known into the memory, under the keys of this engine: nobody pays for them then. */
    async seed(
      translations: readonly (readonly [sentence: string, translation: string])[],
      { source, target }: { source: SourceLanguage; target: string },
    ): Promise<void> {
      await memory.remember(
        translations.map(([sentence, translation]) => ({
          key: sentenceKey(normalizeSentence(sentence), source, target, translator.engine),
          translation,
        })),
      );
    },
    /** The result as it was kept, with what it cost whoever asked for it first. */
    read: async (id: string, target: string) =>
      (await store.getResult({ id, target, pipelineVersion: version }))?.result,
    /** Leaves nothing of the article but the mark of its deletion. */
    async forget(id: string): Promise<void> {
      await store.deleteArticle(id);
    },
  };
}
