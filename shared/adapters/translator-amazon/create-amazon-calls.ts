import { setMaxListeners } from 'node:events';
import { TRANSLATE_CALL_MS, TRANSLATE_MAX_BYTES } from '../../config/constants.ts';
import { DepecheError } from '../../core/errors.ts';
import type { Translator } from '../../ports/translator.ts';
import { callMarked } from '../engine-calls/call-marked.ts';
import { createAdaptiveLimiter } from '../engine-calls/create-adaptive-limiter.ts';
import { createResilientCall } from '../engine-calls/create-resilient-call.ts';
import { createSentenceAssembler } from '../engine-calls/create-sentence-assembler.ts';
import { countCodePoints, planRequests } from '../engine-calls/plan-requests.ts';
import { streamJobs } from '../engine-calls/stream-jobs.ts';
import type { AmazonTranslatorOptions } from './amazon-translator-options.ts';
import { createTranslateApi } from './create-translate-api.ts';
import { mapTranslateError } from './map-translate-error.ts';
import { type TranslateTextCall, translateChunk } from './translate-chunk.ts';

const CONNECTION_TIMEOUT_MS = 2_000;

/** The calls of Amazon Translate, and all that they stand on: the SDK, the limit of calls at a time, retries. */
export interface AmazonCalls extends Pick<Translator, 'translate'> {
  listTargets(): Promise<readonly string[]>;
  close(): void;
}

/** See `createAmazonTranslator`, which loads this for the first call. */
export function createAmazonCalls(options: AmazonTranslatorOptions): AmazonCalls {
  const { terminology, clock, maxConcurrentRequests, random = Math.random } = options;
  const api = createTranslateApi({
    connectionTimeoutMs: options.connectionTimeoutMs ?? CONNECTION_TIMEOUT_MS,
    callTimeoutMs: options.callTimeoutMs ?? TRANSLATE_CALL_MS,
    sdk: options.sdk,
  });
  const limiter = createAdaptiveLimiter({
    maxConcurrent: maxConcurrentRequests,
    isThrottling: (error) => mapTranslateError(error).code === 'throttled',
    onThrottled: options.onThrottled,
    clock,
    random,
  });
  const call = createResilientCall({ limiter, mapError: mapTranslateError, clock, random });
  return {
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
      const translateOnce = (text: string, tellUnanswered: (characters: number) => void): Promise<string> => {
        const characters = countCodePoints(text);
        return callMarked(
          call,
          {
            mark: beforeCall && (() => beforeCall(characters)),
            attempt: () => api.translateText({ text, source, target, terminology: terminology?.name }),
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
    listTargets: () => call(() => api.listTargetLanguages()),
    close: () => api.close(),
  };
}
