import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { createContainer } from '../../functions/wiring/create-container.ts';
import { createSystemClock } from '../../shared/adapters/clock-system.ts';
import { createStreamLogger } from '../../shared/adapters/telemetry/logger-stream.ts';
import { loadCliConfig } from '../../shared/config/service-config.ts';
import { LOCAL_CLIENT, startTestTable, type TestTable } from '../support/dynamodb/start-test-table.ts';
import { createMemoryTranslator } from '../support/translator-memory.ts';
import { toInput } from './start-service.ts';
import { writeArticle } from './write-article.ts';

const CHARACTERS = 5_000;
/** What the engine of this test charges, in micro-USD. */
const PER_CHARACTER = 15;
/** Enough to leave nothing of the budget; in `npm run test:endurance` as many again that find it so. */
const KILLS = inject('fuzzFactor') > 1 ? 8 : 4;
const SENTENCES_A_CALL = 4;
const FOREVER = new Promise<never>(() => {});

let table: TestTable;
beforeEach(async () => {
  table = await startTestTable();
});
afterEach(() => table.stop());

/** A process of the laptop's service; it dies with its second call under way, which the engine bills. */
async function startProcess(isToDie: boolean, budget: Record<string, string>) {
  let billed = 0;
  let largestCall = 0;
  let die = () => {};
  const died = new Promise<void>((resolve) => {
    die = resolve;
  });
  const clock = createSystemClock();
  const translator = createMemoryTranslator({
    chunkSize: SENTENCES_A_CALL,
    beforeCall: ({ number, sentences }) => {
      const characters = sentences.reduce((sum, sentence) => sum + [...sentence].length, 0);
      billed += characters;
      largestCall = Math.max(largestCall, characters);
      if (!isToDie || number < 2) return;
      die();
      return FOREVER;
    },
  });
  const container = await createContainer(loadCliConfig({ DEPECHE_TABLE: table.tableName, ...budget }), {
    translator,
    logger: createStreamLogger({ write: () => {}, level: 'error', clock }),
    dynamodb: { ...LOCAL_CLIENT, endpoint: table.endpoint, callTimeoutMs: 15_000 },
    tableIsOurs: true,
  });
  return { container, died, counts: () => ({ billed, largestCall }) };
}

test.each([
  { DEPECHE_MONTHLY_CHARACTER_BUDGET: String(CHARACTERS) },
  { DEPECHE_MONTHLY_BUDGET_USD: String((CHARACTERS * PER_CHARACTER) / 1e6) },
])(
  `over ${KILLS} kills no more is billed than %o and a call each, and usage with the uncertain covers the bill`,
  async (budget) => {
    let billed = 0;
    let largestCall = 0;
    const open: Awaited<ReturnType<typeof startProcess>>[] = [];
    const run = async (seed: number, isToDie: boolean) => {
      const process = await startProcess(isToDie, budget);
      open.push(process);
      const article = toInput(writeArticle(seed, 16), { id: `article-${seed}` });
      const work = process.container.useCases.processArticle(article, { correlationId: 'kills' });
      const outcome = await Promise.race([
        process.died.then(() => 'killed'),
        work.then(
          () => 'processed',
          (error: { code?: string }) => error.code,
        ),
      ]);
      const counts = process.counts();
      billed += counts.billed;
      largestCall = Math.max(largestCall, counts.largestCall);
      return outcome;
    };

    const outcomes: unknown[] = [];
    for (let seed = 0; seed < KILLS; seed += 1) outcomes.push(await run(seed, true));
    expect(outcomes).toContain('killed');
    for (let seed = KILLS; seed < 2 * KILLS; seed += 1) outcomes.push(await run(seed, false));
    expect(outcomes).toContain('budget-exhausted');

    const last = await startProcess(false, budget);
    open.push(last);
    const usage = await last.container.useCases.readUsage({});
    expect(billed).toBeLessThanOrEqual(CHARACTERS + KILLS * largestCall);
    expect(usage.billedCharacters + usage.uncertainCharacters).toBeGreaterThanOrEqual(billed);
    expect(usage.billedCharacters + usage.uncertainCharacters).toBeLessThanOrEqual(CHARACTERS);
    expect(usage.reservedCharacters).toBe(0);
    const costMicroUsd = Math.round((usage.estimatedCostUsd + usage.uncertainCostUsd) * 1e6);
    if (usage.moneyBudget) {
      expect(costMicroUsd).toBe((usage.billedCharacters + usage.uncertainCharacters) * PER_CHARACTER);
      expect(Math.round(usage.moneyBudget.leftUsd * 1e6)).toBe(CHARACTERS * PER_CHARACTER - costMicroUsd);
    }
    await Promise.all(open.map(({ container }) => container.close()));
  },
);
