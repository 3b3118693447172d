import pMap from 'p-map';
import { expect, inject, test } from 'vitest';
import { DepecheError } from '../../shared/core/errors.ts';
import { translateArtificially } from '../support/artificial-translation.ts';
import { createMemoryTranslator } from '../support/translator-memory.ts';
import { startService, toInput } from './start-service.ts';
import { writeArticle } from './write-article.ts';

/** A few, which meet each fault at once; in `npm run test:endurance` as many as it takes for faults to meet each other. */
const ARTICLES = inject('fuzzFactor') > 1 ? 60 : 12;
const EQUAL_REQUESTS = inject('fuzzFactor') > 1 ? 20 : 8;
const FAULTS = ['internal', 'lost-lines', 'unavailable', 'empty'] as const;

/** An engine that is paid and loses every sentence with a five in it. */
const createForgetful = () =>
  createMemoryTranslator({
    engine: { id: 'forgetful', usdPerMillionCharacters: 2 },
    translateSentence: (text, target) => (text.includes('5') ? '' : translateArtificially(text, target)),
  });

test('with a fallback under faults the counters are the bill of both engines, to the character', async () => {
  const engine = createForgetful();
  const { container, standIn, stop } = await startService({ engine });
  standIn.set({
    seed: 7,
    nextFaults: [...FAULTS],
    faultRates: { internal: 0.1, unavailable: 0.1, 'lost-lines': 0.1, empty: 0.1 },
  });
  const process = async (n: number) =>
    container.useCases
      .processArticle(toInput(writeArticle(n % (ARTICLES / 4), 6), { id: `article-${n}` }), { correlationId: 'test' })
      .catch((error: unknown) => {
        if (!(error instanceof DepecheError) || error.code === 'internal') throw error;
        return undefined;
      });
  const results = await pMap(Array(ARTICLES).keys(), process, { concurrency: 20 });
  const engines = new Set(results.flatMap((result) => result?.sentences.map((sentence) => sentence.engine) ?? []));
  expect(engines).toEqual(new Set([undefined, 'amazon-translate']));
  const { billedCharacters, faults } = standIn.counts();
  expect(Object.keys(faults)).toEqual(expect.arrayContaining([...FAULTS]));
  const usage = await container.useCases.readUsage({});
  expect(usage.billedCharacters).toBe(engine.stats.billedCharacters + billedCharacters);
  expect(usage.estimatedCostUsd).toBeCloseTo((engine.stats.billedCharacters * 2 + billedCharacters * 15) / 1e6, 9);
  expect(usage.reservedCharacters).toBe(0);
  await stop();
});

test(`${EQUAL_REQUESTS} equal requests buy each sentence of both engines once`, async () => {
  const engine = createForgetful();
  const { container, standIn, stop } = await startService({ engine });
  const article = writeArticle(3, 12);
  await Promise.all(
    Array.from({ length: EQUAL_REQUESTS }, (_, n) =>
      container.useCases.processArticle(toInput(article, { id: `article-${n}` }), { correlationId: 'test' }),
    ),
  );
  const isHard = (sentence: string) => sentence.includes('5');
  const { billedSentences } = engine.stats;
  for (const [sentence, times] of billedSentences) expect(times).toBe(isHard(sentence) ? 2 : 1);
  const hard = [...billedSentences.keys()].filter(isHard);
  expect(hard.length).toBeGreaterThan(0);
  const once = hard.join('\n');
  expect(standIn.counts().billedCharacters).toBe([...once].length);
  await stop();
});
