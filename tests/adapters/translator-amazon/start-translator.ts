import { expect } from 'vitest';
import type { AmazonTranslatorOptions } from '../../../shared/adapters/translator-amazon/create-amazon-calls.ts';
import { createAmazonTranslator } from '../../../shared/adapters/translator-amazon/create-amazon-translator.ts';
import type { TranslateRequest, Translator } from '../../../shared/ports/engines/translator.ts';
import { createSeededRandom } from '../../support/amazon-translate-stand-in/fault-plan.ts';
import { createInstantClock } from '../../support/amazon-translate-stand-in/instant-clock.ts';
import type { StandInSettings } from '../../support/amazon-translate-stand-in/settings.ts';
import { startAmazonTranslateStandIn } from '../../support/amazon-translate-stand-in/start-amazon-translate-stand-in.ts';

/** The adapter with the real SDK client, and the stand-in that it talks to. */
export async function startTranslator(
  settings: Partial<StandInSettings> = {},
  options: Partial<AmazonTranslatorOptions> = {},
) {
  const standIn = await startAmazonTranslateStandIn(settings);
  const clock = createInstantClock();
  const translator = createAmazonTranslator({
    usdPerMillionCharacters: 15,
    maxConcurrentRequests: 8,
    clock,
    random: createSeededRandom(7),
    sdk: {
      endpoint: standIn.endpoint,
      region: 'eu-west-3',
      credentials: { accessKeyId: 'stand-in', secretAccessKey: 'stand-in' },
    },
    ...options,
  });
  const close = async () => {
    await translator.close();
    await standIn.close();
  };
  return { translator, standIn, clock, close };
}

export const toEnglish = (sentences: readonly string[], signal?: AbortSignal): TranslateRequest => ({
  sentences,
  source: 'fr',
  target: 'en',
  signal,
});

/** `count` different sentences of about 70 bytes. */
export const writeSentences = (count: number) =>
  Array.from(
    { length: count },
    (_, at) => `La commune numéro ${at} a reçu ${at * 7} demandes de logement cette année.`,
  );

/** All that a stream brings, the failure at its end included. */
export async function drain(translator: Translator, request: TranslateRequest) {
  const byIndex = new Map<number, string>();
  const twice: number[] = [];
  let billedCharacters = 0;
  let uncertainCharacters = 0;
  const refused: number[] = [];
  let chunks = 0;
  let failure: unknown;
  try {
    for await (const chunk of translator.translate(request)) {
      chunks += 1;
      billedCharacters += chunk.billedCharacters;
      uncertainCharacters += chunk.uncertainCharacters ?? 0;
      refused.push(...(chunk.refused ?? []));
      for (const { index, text } of chunk.translations) {
        if (byIndex.has(index)) twice.push(index);
        byIndex.set(index, text);
      }
    }
  } catch (error) {
    failure = error;
  }
  expect(twice).toEqual([]);
  return { byIndex, refused, billedCharacters, uncertainCharacters, chunks, failure };
}
