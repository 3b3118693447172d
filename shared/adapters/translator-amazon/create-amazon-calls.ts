import { paginateListLanguages, TranslateClient, TranslateTextCommand } from '@aws-sdk/client-translate';
import { SERVICE_VERSION, TRANSLATE_CALL_MS, TRANSLATE_MAX_BYTES } from '../../config/constants.ts';
import { DepecheError } from '../../core/errors.ts';
import type { Clock, Random } from '../../ports/clock.ts';
import type { Translator } from '../../ports/engines/translator.ts';
import { type AwsPlace, createCallHandler } from '../aws-http/create-call-handler.ts';
import { createBilledCalls } from '../engine-calls/create-billed-calls.ts';
import { createSentenceAssembler } from '../engine-calls/create-sentence-assembler.ts';
import { countCodePoints, planRequests } from '../engine-calls/plan-requests.ts';
import { streamJobs } from '../engine-calls/stream-jobs.ts';
import { mapTranslateError } from './map-translate-error.ts';
import { translateChunk } from './translate-chunk.ts';

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
  connectionTimeoutMs?: number;
  /** For one call, from connecting to the last byte of the answer. */
  callTimeoutMs?: number;
  sdk?: AwsPlace | undefined;
}

const CONNECTION_TIMEOUT_MS = 2_000;
/** Largest page of ListLanguages (API reference). */
const MAX_PAGE_SIZE = 500;
/** Not languages one can translate French into. */
const NO_TARGETS = new Set(['auto', 'fr']);

/** The calls of Amazon Translate, and all that they stand on: the SDK, the limit of calls at a time, retries. */
export interface AmazonCalls extends Pick<Translator, 'translate' | 'listTargets'> {
  close(): void;
}

/** See `createAmazonTranslator`, which loads this for the first call. */
export function createAmazonCalls(options: AmazonTranslatorOptions): AmazonCalls {
  const { terminology, clock, maxConcurrentRequests: maxConcurrent, onThrottled, random = Math.random } = options;
  const { connectionTimeoutMs = CONNECTION_TIMEOUT_MS, callTimeoutMs = TRANSLATE_CALL_MS } = options;
  const client = new TranslateClient({
    ...options.sdk,
    maxAttempts: 1,
    customUserAgent: [['depeche', SERVICE_VERSION]],
    requestHandler: createCallHandler({ connectionTimeoutMs, callTimeoutMs }),
  });
  const call = createBilledCalls({ mapError: mapTranslateError, maxConcurrent, onThrottled, clock, random });

  async function translateText(text: string, source: string, target: string): Promise<string> {
    const command = new TranslateTextCommand({
      Text: text,
      SourceLanguageCode: source,
      TargetLanguageCode: target,
      ...(terminology === undefined ? {} : { TerminologyNames: [terminology.name] }),
    });
    const { TranslatedText: translation = '' } = await client.send(command);
    if (typeof translation !== 'string') throw noTranslation();
    return translation;
  }

  /** Codes of all languages that Amazon Translate offers, sorted, without French and the pseudo-language `auto`. */
  async function listTargets(): Promise<readonly string[]> {
    const codes: string[] = [];
    for await (const page of paginateListLanguages({ client, pageSize: MAX_PAGE_SIZE }, {})) {
      for (const { LanguageCode: code } of page.Languages ?? []) {
        if (code && !NO_TARGETS.has(code)) codes.push(code);
      }
    }
    return codes.sort();
  }

  return {
    async *translate({ sentences, source, target, signal, beforeCall }) {
      if (signal?.aborted) throw mapTranslateError(signal.reason, signal);
      if (source === target) {
        throw new DepecheError('unsupported-language', 'The text is in this language already. Choose another target.');
      }
      const { chunks, untouched } = planRequests(sentences, TRANSLATE_MAX_BYTES);
      if (untouched.length > 0) yield { translations: untouched, billedCharacters: 0 };
      const assemble = createSentenceAssembler();
      yield* streamJobs(chunks, {
        maxConcurrent,
        signal,
        run: (chunk, emit, stopSignal) => {
          const translateOnce = (text: string) => {
            const characters = countCodePoints(text);
            const billed = {
              mark: beforeCall && (() => beforeCall(characters)),
              attempt: () => translateText(text, source, target),
              onUnanswered: () => emit({ translations: [], billedCharacters: 0, uncertainCharacters: characters }),
            };
            return call(billed, stopSignal);
          };
          return translateChunk(chunk, translateOnce, ({ lines, translations, billedCharacters }) =>
            emit({ translations: assemble(lines, translations), billedCharacters }),
          );
        },
      });
    },
    listTargets: () => call({ attempt: listTargets }),
    close: () => client.destroy(),
  };
}

/** The SDK passes on what an endpoint answers, of whatever type. It may have been billed, and would be again. */
function noTranslation(): DepecheError {
  return new DepecheError(
    'translator-unavailable',
    'Amazon Translate answers with something that is no text. Check the endpoint that AWS_ENDPOINT_URL_TRANSLATE names.',
    { retryable: false, isUnanswered: true, misconfigured: true },
  );
}
