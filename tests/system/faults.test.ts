import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { checkTranslation } from '../../shared/core/check/check-translation.ts';
import { DepecheError } from '../../shared/core/errors.ts';
import type { ArticleInput } from '../../shared/core/input.ts';
import type { ArticleResult } from '../../shared/core/result.ts';
import type { StandInSettings } from '../support/amazon-translate-stand-in/settings.ts';
import { startService, type TestService, toInput } from './start-service.ts';
import { writeArticle } from './write-article.ts';

let service: TestService;
beforeEach(async () => {
  service = await startService();
});
afterEach(() => service.stop());

/** Every article ends one of two ways: a result, or an error of ours. */
async function process(article: ArticleInput): Promise<ArticleResult | DepecheError> {
  try {
    return await service.container.useCases.processArticle(article, { correlationId: 'test' });
  } catch (error) {
    if (error instanceof DepecheError && error.code !== 'internal') return error;
    throw error;
  }
}

/**
 * No sentence that the gate questions may be served unmarked, whoever asks; whoever asks anew pays for those again.
 */
async function expectNothingWrongRemembered(articles: readonly ArticleInput[]): Promise<void> {
  service.standIn.set({ faultRates: {}, callsPerSecond: null });
  const ask = (refresh: boolean) =>
    Promise.all(
      articles.map((article) =>
        service.container.useCases.processArticle({ ...article, refresh }, { correlationId: 'check' }),
      ),
    );
  for (const { sentences, warnings } of await ask(false)) {
    const marked = warnings.flatMap((warning) => (warning.code === 'integrity' ? warning.sentences : []));
    const wrong = sentences.flatMap(({ source, translation }, index) =>
      checkTranslation({ source, translation, targetLanguage: 'en' }).length > 0 ? [index] : [],
    );
    expect(marked).toEqual(wrong);
  }
  const anew = await ask(true);
  expect(anew.flatMap(({ warnings }) => warnings.map(({ code }) => code))).not.toContain('integrity');
  for (const { source, translation } of anew.flatMap(({ sentences }) => sentences)) {
    expect(checkTranslation({ source, translation, targetLanguage: 'en' })).toEqual([]);
  }
}

async function expectUsageIsTheBill(): Promise<void> {
  const usage = await service.container.useCases.readUsage({});
  expect(usage.billedCharacters).toBe(service.standIn.counts().billedCharacters);
  expect(usage.reservedCharacters).toBe(0);
}

/** Each fault that was asked for has befallen a call. */
function expectEachFaultMet({ nextFaults = [] }: Partial<StandInSettings>): void {
  const { faults } = service.standIn.counts();
  expect(Object.keys(faults)).toEqual(expect.arrayContaining(nextFaults.filter((fault) => fault !== 'none')));
}

const FACTOR = inject('fuzzFactor');
/** A few, which meet each fault at once; in `npm run test:endurance` as many as it takes for faults to meet each other. */
const ARTICLES = FACTOR > 1 ? Math.round(15 * FACTOR) : 5;
/** Fewer than there are articles. */
const CALLS_A_SECOND = FACTOR > 1 ? 5 : 3;

describe(`${ARTICLES} articles`, () => {
  const articles = Array.from({ length: ARTICLES }, (_, seed) => toInput(writeArticle(seed, 5)));

  test.each([
    [
      'a fifth of the calls fails',
      {
        nextFaults: ['internal', 'none', 'unavailable', 'none', 'reset'],
        faultRates: { internal: 0.1, unavailable: 0.05, reset: 0.05 },
      },
    ],
    ['line breaks are lost', { nextFaults: ['lost-lines'], faultRates: { 'lost-lines': 0.5 } }],
    [
      'numbers are changed, entities leak, answers are empty',
      {
        nextFaults: ['changed-numbers', 'leaked-entities', 'empty'],
        faultRates: { 'changed-numbers': 0.15, 'leaked-entities': 0.15, empty: 0.1 },
      },
    ],
    [
      `${CALLS_A_SECOND} calls a second are let through`,
      // A busy machine may not get to a call too many within a second.
      { nextFaults: ['throttle'], callsPerSecond: CALLS_A_SECOND },
    ],
  ] satisfies [string, Partial<StandInSettings>][])('%s', async (_name, faults) => {
    service.standIn.set(faults);
    const outcomes = await Promise.all(articles.map(process));
    expectEachFaultMet(faults);
    await expectUsageIsTheBill();
    const completed = outcomes.filter((outcome) => !(outcome instanceof DepecheError));
    expect(completed.length).toBeGreaterThanOrEqual(0.8 * ARTICLES);
    await expectNothingWrongRemembered(articles);
    await expectUsageIsTheBill();
  });
});
