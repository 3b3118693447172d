import pMap from 'p-map';
import { expect, inject, test } from 'vitest';
import { DepecheError } from '../../shared/core/errors.ts';
import { createSeededRandom } from '../support/amazon-translate-stand-in/fault-plan.ts';
import { startService, toInput } from './start-service.ts';
import { writeArticle } from './write-article.ts';

const FACTOR = inject('fuzzFactor');
/** A few, which meet each fault at once; in `npm run test:endurance` as many as it takes for faults to meet each other. */
const OPERATIONS = FACTOR > 1 ? Math.round(150 * FACTOR) : 25;
const ARTICLES = FACTOR > 1 ? 60 : 12;
const FAULTS = ['internal', 'lost-lines', 'unavailable', 'changed-numbers', 'reset', 'empty'] as const;
const TIMEOUT_MS = 180_000 * Math.max(1, FACTOR);

function pickKind(share: number): 'process' | 'translate' | 'estimate' | 'delete' {
  if (share < 0.6) return 'process';
  if (share < 0.75) return 'translate';
  return share < 0.9 ? 'estimate' : 'delete';
}

test(
  `${OPERATIONS} operations with faults: the counters are the bill, to the character`,
  async () => {
    const { container, standIn, stop } = await startService();
    const random = createSeededRandom(42);
    const pick = (bound: number) => Math.floor(random() * bound);
    standIn.set({
      seed: 7,
      // One after another, they would make the engine's calls pause for seconds.
      nextFaults: [...FAULTS],
      faultRates: {
        internal: 0.05,
        unavailable: 0.03,
        reset: 0.02,
        'lost-lines': 0.05,
        'changed-numbers': 0.05,
        empty: 0.02,
      },
    });
    // Drawn before any begins: which they are does not depend on how long each takes.
    const operations = Array.from({ length: OPERATIONS }, () => ({
      id: `article-${pick(ARTICLES)}`,
      article: writeArticle(pick(ARTICLES), 3 + pick(6)),
      kind: pickKind(random()),
      refresh: random() < 0.1,
      context: { correlationId: 'test', apiKeyId: `desk-${pick(3)}` },
    }));
    expect(new Set(operations.map(({ kind }) => kind)).size).toBe(4);
    const { useCases } = container;
    const operate = async ({ id, article, kind, refresh, context }: (typeof operations)[number]): Promise<void> => {
      const run = {
        process: () => useCases.processArticle(toInput(article, { id, refresh }), context),
        translate: () => useCases.translateArticle(toInput(article, { id, target: 'de' }), context),
        estimate: () => useCases.estimateArticle(toInput(article, { id }), context),
        delete: () => useCases.deleteArticle(id),
      }[kind];
      await (run() as Promise<unknown>).catch((error: unknown) => {
        if (!(error instanceof DepecheError) || error.code === 'internal') throw error;
      });
    };
    await pMap(operations, operate, { concurrency: 15 });
    expect(Object.keys(standIn.counts().faults)).toEqual(expect.arrayContaining([...FAULTS]));
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
