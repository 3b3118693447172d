import { setMaxListeners } from 'node:events';
import { TRANSLATE_CALL_MS, TRANSLATE_MAX_BYTES } from '../../config/constants.ts';
import { DepecheError } from '../../core/errors.ts';
import type { Clock, Random } from '../../ports/clock.ts';
import type { Translator } from '../../ports/translator.ts';
import { callMarked } from '../engine-calls/call-marked.ts';
import { createAdaptiveLimiter } from '../engine-calls/create-adaptive-limiter.ts';
import { createResilientCall } from '../engine-calls/create-resilient-call.ts';
import { createSentenceAssembler } from '../engine-calls/create-sentence-assembler.ts';
import type { TranslateApi, TranslateApiOptions } from './create-translate-api.ts';
import { mapTranslateError } from './map-translate-error.ts';
import { countCodePoints, planRequests } from '../engine-calls/plan-requests.ts';
import { streamJobs } from '../engine-calls/stream-jobs.ts';
import { type TranslateTextCall, translateChunk } from './translate-chunk.ts';

export interface AmazonTranslatorOptions {
  usdPerMillionCharacters: number;
  /** Calls at a time of all articles together; fewer while the service throttles. */
  maxConcurrentRequests: number;
  clock: Clock;
  random?: Random;
  /** Told of each call that the service throttles. */
  onThrottled?: () => void;
  /** Custom terminology of the account and a version that changes with its content. */
  terminology?: { name: string; version: string } | undefined;
  /** Set to forget what was remembered of the engine before. */
  engineVersion?: string;
  connectionTimeoutMs?: number;
  /** For one call, from connecting to the last byte of the answer. */
  callTimeoutMs?: number;
  sdk?: TranslateApiOptions['sdk'];
}

/** Amazon does not version its models, so this stands for them and for our handling of their answers. */
const ENGINE_VERSION = '1';
/** A list that was refused is not asked for at every request: nothing but messages depends on it. */
const LIST_AGAIN_AFTER_MS = 300_000;
const CONNECTION_TIMEOUT_MS = 2_000;

/**
 * Amazon Translate as the translator. Sentences are sent one a line, as many as fit into a request; an answer with
 * another number of lines is asked for again, line by line. A sentence without letters comes back as it is, unsent. The
 * SDK's client is loaded at the first call: most requests are answered with what is stored.
 */
export function createAmazonTranslator(options: AmazonTranslatorOptions): Translator {
  const { terminology, clock, maxConcurrentRequests, random = Math.random } = options;
  let opening: Promise<TranslateApi> | undefined;
  const open = () => {
    opening ??= import('./create-translate-api.ts').then(({ createTranslateApi }) =>
      createTranslateApi({
        connectionTimeoutMs: options.connectionTimeoutMs ?? CONNECTION_TIMEOUT_MS,
        callTimeoutMs: options.callTimeoutMs ?? TRANSLATE_CALL_MS,
        sdk: options.sdk,
      }),
    );
    return opening;
  };
  const limiter = createAdaptiveLimiter({
    maxConcurrent: maxConcurrentRequests,
    isThrottling: (error) => mapTranslateError(error).code === 'throttled',
    onThrottled: options.onThrottled,
    clock,
    random,
  });
  const call = createResilientCall({ limiter, mapError: mapTranslateError, clock, random });
  let targets: Promise<readonly string[]> | undefined;
  let listAgainAtMs = 0;

  return {
    engine: {
      id: 'amazon-translate',
      version: options.engineVersion ?? ENGINE_VERSION,
      quality: 'standard',
      glossaryVersion: terminology && `${terminology.name}@${terminology.version}`,
      usdPerMillionCharacters: options.usdPerMillionCharacters,
    },

    async *translate({ sentences, source, target, signal, beforeCall }) {
      if (signal?.aborted) throw mapTranslateError(signal.reason, signal);
      if (source === target) {
        throw new DepecheError('unsupported-language', 'The text is in this language already. Choose another target.');
      }
      const { chunks, untouched } = planRequests(sentences, TRANSLATE_MAX_BYTES);
      if (untouched.length > 0) yield { translations: untouched, billedCharacters: 0 };
      const left = new AbortController();
      const stopSignal = signal ? AbortSignal.any([signal, left.signal]) : left.signal;
      // Every line that waits its turn listens to it. A call under way does not: it is billed, so it lands.
      setMaxListeners(0, stopSignal);
      const { translateText: send } = await open();
      const translateOnce = (text: string, tellUnanswered: (characters: number) => void): Promise<string> => {
        const characters = countCodePoints(text);
        return callMarked(
          call,
          {
            mark: beforeCall && (() => beforeCall(characters)),
            attempt: () => send({ text, source, target, terminology: terminology?.name }),
            isUnanswered: (error) => mapTranslateError(error).isUnanswered,
            onUnanswered: () => tellUnanswered(characters),
          },
          stopSignal,
        );
      };
      const assemble = createSentenceAssembler();
      yield* streamJobs(chunks, {
        maxConcurrent: maxConcurrentRequests,
        run: (chunk, emit) => {
          const tellUnanswered = (uncertainCharacters: number) =>
            emit({ translations: [], billedCharacters: 0, uncertainCharacters });
          const translateText: TranslateTextCall = (text) => translateOnce(text, tellUnanswered);
          return translateChunk(chunk, translateText, ({ lines, translations, billedCharacters }) =>
            emit({ translations: assemble(lines, translations), billedCharacters }),
          );
        },
        isFinal: (error) => error instanceof DepecheError && !error.retryable,
        stop: () => left.abort(),
      });
    },

    listTargets() {
      if (targets === undefined || clock.nowMs() >= listAgainAtMs) {
        listAgainAtMs = Number.POSITIVE_INFINITY;
        targets = call(async () => (await open()).listTargetLanguages()).catch((error: unknown) => {
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
