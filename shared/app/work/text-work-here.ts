import { cleanKeeping } from '../../core/clean/clean-keeping.ts';
import { segmentText } from '../../core/segment/segment-text.ts';
import type { TextWork } from '../../ports/text-work.ts';

/** Loads a module at its first use, once: Node looks for a file anew at each `import()`. */
function late<Module>(load: () => Promise<Module>): () => Promise<Module> {
  let loaded: Promise<Module> | undefined;
  return () => {
    loaded ??= load();
    return loaded;
  };
}

const loadSummary = late(() => import('../../core/summarize/summarize-sentences.ts'));
const loadCheck = late(() => import('../../core/check/check-translation.ts'));

/** Work on texts in this very thread. Only what is new is summarised and checked: the rules for it wait until then. */
export const TEXT_WORK_HERE: TextWork = {
  async clean(raw, options) {
    const cleaned = cleanKeeping(raw, options);
    return { ...cleaned, sentences: segmentText(cleaned.clean.text) };
  },
  async pickSummary({ title, sentences }, count) {
    return (await loadSummary()).pickSummary({ title, sentences, count });
  },
  async checkTranslation(pair) {
    return (await loadCheck()).checkTranslation(pair);
  },
};
