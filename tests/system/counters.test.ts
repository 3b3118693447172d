import pMap from 'p-map';
import { expect, inject, test } from 'vitest';
import { DepecheError } from '../../shared/core/errors.ts';
import { createSeededRandom } from '../support/amazon-translate-stand-in/fault-plan.ts';
import { startService, toInput } from './start-service.ts';
import { writeArticle } from './write-article.ts';

const FACTOR = inject('fuzzFactor');
/** A few, which meet each fault at once; in `npm run test:endurance` as many as it takes for faults to meet each other. */
const OPERATIONS = FACTOR > 1 ? Math.round(150 * FACTOR) : 40;
const ARTICLES = FACTOR > 1 ? 60 : 16;
const TIMEOUT_MS = 180_000 * Math.max(1, FACTOR);

test(
  `${OPERATIONS} operations with faults: the counters are the bill, to the character`,
  async () => {
    const { container, standIn, stop } = await startService();
    const random = createSeededRandom(42);
    const pick = (bound: number) => Math.floor(random() * bound);
    standIn.set({
      seed: 7,
      // One after another, they would make the engine's calls pause for seconds.
      nextFaults: ['internal', 'lost-lines', 'unavailable', 'changed-numbers', 'reset', 'empty'],
      faultRates: {
        internal: 0.05,
        unavailable: 0.03,
        reset: 0.02,
        'lost-lines': 0.05,
        'changed-numbers': 0.05,
        empty: 0.02,
      },
    });
    const operate = async (): Promise<void> => {
      const id = `article-${pick(ARTICLES)}`;
      const article = writeArticle(pick(ARTICLES), 3 + pick(6));
      const kind = random();
      const context = { correlationId: 'test', apiKeyId: `desk-${pick(3)}` };
      const { useCases } = container;
      const run = (): Promise<unknown> => {
        if (kind < 0.6) return useCases.processArticle(toInput(article, { id, refresh: random() < 0.1 }), context);
        if (kind < 0.75) return useCases.translateArticle(toInput(article, { id, target: 'de' }), context);
        if (kind < 0.9) return useCases.estimateArticle(toInput(article, { id }), context);
        return useCases.deleteArticle(id);
      };
      await run().catch((error: unknown) => {
        if (!(error instanceof DepecheError) || error.code === 'internal') throw error;
      });
    };
    await pMap(Array.from({ length: OPERATIONS }), operate, { concurrency: 15 });
    const usage = await container.useCases.readUsage({});
    expect(usage.billedCharacters).toBe(standIn.counts().billedCharacters);
    expect(usage.reservedCharacters).toBe(0);
    const keys = await Promise.all([0, 1, 2].map((n) => container.useCases.readUsage({ apiKeyId: `desk-${n}` })));
    const ofKeys = keys.reduce((sum, { key }) => sum + (key?.billedCharacters ?? 0), 0);
    expect(ofKeys).toBe(standIn.counts().billedCharacters);
    await stop();
  },
  TIMEOUT_MS,
);
