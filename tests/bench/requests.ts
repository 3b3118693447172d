import { createDynamodbStores } from '../../shared/adapters/store-dynamodb/create-dynamodb-stores.ts';
import { createEventHandler } from '../../functions/events/handler.ts';
import { createUseCases } from '../../functions/wiring/use-cases.ts';
import { createSystemClock } from '../../shared/adapters/clock-system.ts';
import { createNoTracer } from '../../shared/adapters/telemetry/tracer-none.ts';
import { setup } from '../app/support/setup.ts';
import { articlePublished, record } from '../functions/events/setup.ts';
import { translateArtificially } from '../support/artificial-translation.ts';
import { countRequests, type RequestCounts } from '../support/dynamodb/count-requests.ts';
import { createMemoryInbox } from '../support/inbox-memory.ts';
import { createMemoryPublisher } from '../support/publisher-memory.ts';
import { startTestTable } from '../support/dynamodb/start-test-table.ts';
import { toInput } from '../system/start-service.ts';
import { writeArticle } from '../system/write-article.ts';
import { atMost, type Bench } from './report.ts';

export const WAYS_IN = ['request', 'event'] as const;
export const ARTICLES = [
  'first',
  'cached',
  'one sentence changed',
  '20 sentences fail the gate once',
  '20 sentences fail twice',
] as const;

export type CountedArticle = { wayIn: (typeof WAYS_IN)[number]; article: (typeof ARTICLES)[number] } & RequestCounts;

const SENTENCES = 40;
const FAILING = 20;
/** What the ledger may be asked for an article whose sentences fail. */
export const MAX_LEDGER_REQUESTS = 8;
/** What else such an article may ask beyond a plain one. */
export const MAX_OTHER_REQUESTS_MORE = 10;

/** Requests to DynamoDB for one article of 40 sentences under budgets of both kinds, by the way it comes in and what is known of it. */
export async function countRequestsPerArticle(): Promise<CountedArticle[]> {
  const table = await startTestTable();
  const counting = countRequests(table.client);
  /** How many times each of the first sentences of an article is translated wrongly. */
  let failures = 0;
  const failing = new Set<string>();
  const clock = createSystemClock();
  const stores = createDynamodbStores({ ...table, clock, random: Math.random });
  const { deps } = setup({
    clock,
    store: stores.articles,
    leases: stores.leases,
    memory: stores.segments,
    ledger: stores.usage,
    settings: { monthlyCharacterBudget: 1_000_000_000, monthlyBudgetMicroUsd: 1_000_000_000 },
    engine: {
      chunkSize: 100,
      translateSentence: (sentence, target, attempt) => {
        if (attempt === 1 && failures > 0 && failing.size < FAILING && /\d/.test(sentence)) failing.add(sentence);
        return failing.has(sentence) && attempt <= failures ? '' : translateArtificially(sentence, target);
      },
    },
  });
  const { useCases } = createUseCases(deps);
  const handle = createEventHandler({
    useCases,
    inbox: createMemoryInbox(),
    inboxBucket: 'inbox',
    publisher: createMemoryPublisher(),
    bury: async (_, { code }) => {
      throw new Error(`Buried: ${code}`);
    },
    logger: deps.logger,
    tracer: createNoTracer(),
    clock,
    maxReceiveCount: 3,
  });
  const limits = { getRemainingTimeInMillis: () => 300_000 };
  const ways: Record<CountedArticle['wayIn'], (article: ReturnType<typeof toInput>) => Promise<unknown>> = {
    request: (article) => useCases.processArticle(article, { correlationId: 'bench' }),
    event: (article) => handle({ Records: [record(articlePublished(article))] }, limits),
  };
  const counted: CountedArticle[] = [];
  for (const [at, wayIn] of WAYS_IN.entries()) {
    const process = async (name: CountedArticle['article'], seed: number, change = (text: string) => text) => {
      const { title, text } = writeArticle(seed, SENTENCES);
      failing.clear();
      counting.take();
      await ways[wayIn](toInput({ title, text: change(text) }, { id: `article-${seed}` }));
      counted.push({ wayIn, article: name, ...counting.take() });
    };
    const seed = 10 * at;
    await process('first', seed + 1);
    await process('cached', seed + 1);
    await process('one sentence changed', seed + 1, (text) => `${text} La séance a pris fin à 22 h 15.`);
    failures = 1;
    await process('20 sentences fail the gate once', seed + 2);
    failures = 2;
    await process('20 sentences fail twice', seed + 3);
    failures = 0;
  }
  await table.stop();
  return counted;
}

/** Requests to DynamoDB per article. */
export const benchRequests: Bench = async () => {
  const counted = await countRequestsPerArticle();
  return counted.map(({ wayIn, article, ledger, others }) => {
    const plain = counted.find((other) => other.wayIn === wayIn && other.article === 'first');
    const failing = article.startsWith('20 ');
    return {
      what: `${wayIn}: ${article}`,
      value: `${ledger + others}, ${ledger} of them to the ledger`,
      ...(failing && plain
        ? {
            bar: atMost(
              Math.max(ledger - MAX_LEDGER_REQUESTS, others - plain.others - MAX_OTHER_REQUESTS_MORE),
              0,
              String,
            ),
          }
        : {}),
    };
  });
};
