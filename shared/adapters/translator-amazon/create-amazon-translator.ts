import { TRANSLATE_MAX_BYTES } from '../../config/constants.ts';
import type { Translator } from '../../ports/engines/translator.ts';
import { countCodePoints, planRequests } from '../engine-calls/plan-requests.ts';
import type { AmazonCalls, AmazonTranslatorOptions } from './create-amazon-calls.ts';

/** Amazon does not version its models, so this stands for them and for our handling of their answers. */
const ENGINE_VERSION = '1';
/** A list that was refused is not asked for at every request: nothing but messages depends on it. */
const LIST_AGAIN_AFTER_MS = 300_000;

/**
 * Amazon Translate as the translator. Sentences are sent one a line, as many as fit into a request; an answer with
 * another number of lines is asked for again, line by line. A sentence without letters comes back as it is, unsent. What
 * calls stand on is loaded for the first one: most requests are answered with what is stored.
 */
export function createAmazonTranslator(options: AmazonTranslatorOptions): Translator {
  const { terminology, clock } = options;
  let opening: Promise<AmazonCalls> | undefined;
  const open = () => {
    opening ??= import('./create-amazon-calls.ts').then(({ createAmazonCalls }) => createAmazonCalls(options));
    return opening;
  };
  let targets: Promise<readonly string[]> | undefined;
  let listAgainAtMs = 0;

  return {
    engine: {
      id: 'amazon-translate',
      version: ENGINE_VERSION,
      quality: 'standard',
      glossaryVersion: terminology && `${terminology.name}@${terminology.version}`,
      usdPerMillionCharacters: options.usdPerMillionCharacters,
    },

    async *translate(request) {
      yield* (await open()).translate(request);
    },

    listTargets() {
      if (targets === undefined || clock.nowMs() >= listAgainAtMs) {
        listAgainAtMs = Number.POSITIVE_INFINITY;
        targets = open()
          .then((calls) => calls.listTargets())
          .catch((error: unknown) => {
            listAgainAtMs = clock.nowMs() + LIST_AGAIN_AFTER_MS;
            throw error;
          });
      }
      return targets;
    },

    countCharacters(sentences) {
      const { chunks } = planRequests(sentences, TRANSLATE_MAX_BYTES);
      return chunks.reduce((sum, { text }) => sum + countCodePoints(text), 0);
    },

    async close() {
      (await opening)?.close();
    },
  };
}
