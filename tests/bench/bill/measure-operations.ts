import { setImmediate as turn } from 'node:timers/promises';
import { articlePublished, objectCreated } from '../../functions/events/setup.ts';
import { createMeter, type Use } from '../../support/metering/create-meter.ts';
import { itemBytes } from '../../support/metering/count-capacity.ts';
import { startStage, type TestStage } from '../../support/policy/start-stage.ts';
import { writeArticle } from '../../system/write-article.ts';
import { readTable } from './read-table.ts';
import { accessLogBytes } from './access-log.ts';

/** What one operation takes, on the mean of some articles. */
export interface Operation extends Use {
  name: string;
  translateCharacters: number;
  apiRequests: number;
  /** Of the queue. */
  messages: number;
  lambdaInvocations: number;
  /** What the functions wrote, and what API Gateway and Lambda write of each call. */
  logBytes: number;
  /** Wall time of the functions here, with engine and table beside them on the same cores. */
  lambdaMs: number;
  /** Bytes that stay in the table, by what is kept: a result's time, or a sentence's. */
  keptBytes: { article: number; sentences: number };
}

export const SENTENCES = 25;

/** As `cdk deploy -c name=value`. */
export const MEASURED_STAGE = { stage: 'prod', noAlarmRecipient: true } as const;

/** Each operation is done to so many articles. */
const ARTICLES = 2;

/** Lambda's own lines of an invocation, `platform.start` and `platform.report`, in JSON (Lambda guide, "JSON log format"). */
const PLATFORM_LOG_BYTES = 600;

/** EventBridge sends a message to the queue; Lambda takes it and deletes it, alone at worst. */
const REQUESTS_PER_MESSAGE = 3;

/** Another one for every article: a sentence that is known costs nothing. */
const oneMore = (seed: number) =>
  ` La séance a pris fin à ${10 + seed} h 15, sous les applaudissements de la salle et de ses ${200 + seed} habitants.`;

const article = (seed: number, more = '') => {
  const { title, text } = writeArticle(seed, SENTENCES);
  return { id: `article-${seed}`, title, text: text + more };
};

/** The ways to do something to the article of a number. */
const WAYS = {
  request: (stage: TestStage, body: unknown) => stage.call('POST', '/v1/articles', body),
  bus: (stage: TestStage, body: unknown) => stage.deliver([articlePublished(body)]),
};

interface Step {
  name: string;
  /** What the operation is done from outside with: requests at the API, messages, objects and events of others. */
  api?: number;
  messages?: number;
  puts?: number;
  events?: number;
  run(stage: TestStage, at: number): Promise<unknown>;
}

const STEPS: readonly Step[] = [
  { name: 'a request: new article', api: 1, run: (stage, at) => WAYS.request(stage, article(at)) },
  { name: 'the same again, from memory', api: 1, run: (stage, at) => WAYS.request(stage, article(at)) },
  {
    name: 'a second version, one sentence more',
    api: 1,
    run: (stage, at) => WAYS.request(stage, article(at, oneMore(at))),
  },
  { name: 'reading a result', api: 1, run: (stage, at) => stage.call('GET', `/v1/articles/article-${at}`) },
  { name: 'listing articles', api: 1, run: (stage) => stage.call('GET', '/v1/articles?limit=20') },
  { name: 'deleting an article', api: 1, run: (stage, at) => stage.call('DELETE', `/v1/articles/article-${at}`) },
  {
    name: 'a request for later: new article',
    api: 1,
    messages: 1,
    run: async (stage, at) => {
      const body = article(100 + at);
      await stage.call('POST', '/v1/articles', body, { prefer: 'respond-async' });
      const [key = ''] = await stage.objects(`inbox/accepted/${body.id}/`);
      await stage.deliver([objectCreated(key, { bucket: stage.bucket, size: body.text.length })]);
    },
  },
  {
    name: 'a file in the inbox: new article',
    messages: 1,
    puts: 1,
    run: async (stage, at) => {
      const { id, text } = article(200 + at);
      await stage.upload(`inbox/${id}.txt`, text);
      await stage.deliver([objectCreated(`inbox/${id}.txt`, { bucket: stage.bucket, size: text.length })]);
    },
  },
  { name: 'an event: new article', messages: 1, events: 1, run: (stage, at) => WAYS.bus(stage, article(300 + at)) },
  { name: 'the same event again', messages: 1, run: (stage, at) => WAYS.bus(stage, article(300 + at)) },
];

/** Does every operation through the real functions of a stage over stand-ins, and counts what each asks of AWS. */
export async function measureOperations(): Promise<Operation[]> {
  const meter = createMeter();
  const stage = await startStage({ context: MEASURED_STAGE, meter });
  try {
    // What a function asks once and keeps (the languages of the engine) is no part of an operation.
    await stage.call('POST', '/v1/articles', article(1_000));
    await stage.deliver([articlePublished(article(1_001))]);
    const accessLog = accessLogBytes(stage.template);
    const operations: Operation[] = [];
    for (const step of STEPS) operations.push(await measure(stage, step, meter, accessLog));
    return operations;
  } finally {
    await stage.stop();
  }
}

async function measure(
  stage: TestStage,
  { name, api = 0, messages = 0, puts = 0, events = 0, run }: Step,
  meter: ReturnType<typeof createMeter>,
  accessLog: number,
): Promise<Operation> {
  const before = { ...(await observe(stage)), kept: await readTable(stage, itemBytes) };
  meter.takeUse();
  const startedMs = performance.now();
  for (let at = 0; at < ARTICLES; at += 1) await run(stage, at);
  const tookMs = performance.now() - startedMs;
  const use = meter.takeUse();
  const after = { ...(await observe(stage)), kept: await readTable(stage, itemBytes) };
  const each = (sum: number) => sum / ARTICLES;
  const mean = Object.fromEntries(Object.entries(use).map(([unit, sum]) => [unit, each(sum)])) as unknown as Use;
  const lambdaInvocations = api + messages;
  return {
    ...mean,
    name,
    s3Puts: mean.s3Puts + puts,
    sqsRequests: mean.sqsRequests + messages * REQUESTS_PER_MESSAGE,
    busEvents: mean.busEvents + events,
    translateCharacters: each(after.characters - before.characters),
    apiRequests: api,
    messages,
    lambdaInvocations,
    logBytes: each(after.logBytes - before.logBytes) + api * accessLog + lambdaInvocations * PLATFORM_LOG_BYTES,
    lambdaMs: each(tookMs),
    keptBytes: {
      article: each(after.kept.article - before.kept.article),
      sentences: each(after.kept.sentences - before.kept.sentences),
    },
  };
}

async function observe(stage: TestStage): Promise<{ characters: number; logBytes: number }> {
  // What a function wrote before it answered is in the pipe, and comes with the next turns.
  for (let turns = 0; turns < 5; turns += 1) await turn();
  const logs = [stage.http, stage.events].map(({ running }) => Buffer.byteLength(running.log()));
  return { characters: stage.translate.counts().billedCharacters, logBytes: logs.reduce((sum, bytes) => sum + bytes) };
}
