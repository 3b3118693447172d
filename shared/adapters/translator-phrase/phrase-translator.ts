import { setImmediate as breathe } from 'node:timers/promises';
import { requireEnglish } from '../../core/require-english.ts';
import { throwIfAborted } from '../../core/throw-if-aborted.ts';
import type { TranslatedChunk, TranslateRequest, Translator } from '../../ports/engines/translator.ts';
import { createLineTranslator, type LineTranslator, type LineTranslatorOptions } from './line-translator.ts';
import { loadModel, MODEL_VERSION } from './model/model.ts';

/** Changes with every rule of this folder that can change a translation. */
const RULES_VERSION = 3;
/** Sentences a chunk: enough for few writes to the memory, few enough that a stopped call keeps most of its work. */
const CHUNK_SENTENCES = 16;
const LINE_BREAK = /[\r\n\u0085\u2028\u2029]+/g;

export interface PhraseTranslatorOptions extends LineTranslatorOptions {
  /** Folder with the model's files. */
  modelDirectory: string;
}

/**
 * French to English on this machine, without network or native code: a phrase table and a language model of our own.
 * Rough beside a neural engine. The model is read at the first use and kept; a search takes milliseconds and the event
 * loop gets a turn between two of them, so a server stays responsive in one thread.
 *
 * `translate` throws `DepecheError`: `unsupported-language`, `translator-unavailable` (model files missing or damaged),
 * `timeout` (the signal aborted).
 */
export function createPhraseTranslator(options: PhraseTranslatorOptions): Translator {
  let loading: Promise<LineTranslator> | undefined;

  function load(): Promise<LineTranslator> {
    loading ??= loadModel(options.modelDirectory).then(
      (model) => createLineTranslator(model, options),
      (error) => {
        loading = undefined; // the files may be put right while the server runs
        throw error;
      },
    );
    return loading;
  }

  async function* translate(request: TranslateRequest): AsyncGenerator<TranslatedChunk> {
    requireEnglish(request.target);
    throwIfAborted(request.signal);
    if (request.sentences.length === 0) return;
    const translateLine = await load();
    let translations: { index: number; text: string }[] = [];
    for (const [index, sentence] of request.sentences.entries()) {
      const steps = translateLine(sentence.replace(LINE_BREAK, ' '));
      let step = steps.next();
      while (!step.done) {
        await breathe();
        if (request.signal?.aborted && translations.length > 0) yield { translations, billedCharacters: 0 };
        throwIfAborted(request.signal);
        step = steps.next();
      }
      translations.push({ index, text: step.value });
      if (translations.length < CHUNK_SENTENCES) continue;
      yield { translations, billedCharacters: 0 };
      translations = [];
    }
    if (translations.length > 0) yield { translations, billedCharacters: 0 };
  }

  return {
    engine: {
      id: 'phrase',
      version: `${MODEL_VERSION}-r${RULES_VERSION}`,
      model: 'fr-en-phrase',
      quality: 'draft',
      glossaryVersion: options.glossary?.version,
      usdPerMillionCharacters: 0,
    },
    readsOnlyFrench: true,
    translate,
    listTargets: async () => ['en'],
    countCharacters: (sentences) => sentences.reduce((sum, sentence) => sum + Array.from(sentence).length, 0),
    async close() {
      loading = undefined;
    },
  };
}
