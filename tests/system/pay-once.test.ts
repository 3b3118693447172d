import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { ArticleResult } from '../../shared/core/result.ts';
import {
  type AmazonTranslateStandIn,
  startAmazonTranslateStandIn,
} from '../support/amazon-translate-stand-in/start-amazon-translate-stand-in.ts';
import { startTestTable } from '../support/dynamodb/start-test-table.ts';
import { waitUntil } from './read-service.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import { writeArticle, writeSentence } from './write-article.ts';

/** In `npm run test:endurance` as many as a crowd sends at once. */
const [REQUESTS, STORIES] = inject('fuzzFactor') > 1 ? [200, 50] : [16, 8];

/**
 * Whole server processes over HTTP, on one DynamoDB and one stand-in for Amazon Translate, with the real SDK between.
 * What they must keep: nothing is paid twice, whatever happens to the processes.
 */
async function openWorld() {
  const servers: ServerProcess[] = [];
  const [table, translate] = await Promise.all([startTestTable(), startAmazonTranslateStandIn()]);
  const start = async (env: Record<string, string> = {}): Promise<ServerProcess> => {
    const server = await startServerProcess({
      DEPECHE_TRANSLATOR: 'amazon',
      AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
      AWS_ENDPOINT_URL_TRANSLATE: translate.endpoint,
      ...env,
    });
    servers.push(server);
    return server;
  };
  const stop = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.stop('SIGKILL')));
    await Promise.all([table.stop(), translate.close()]);
  };
  return { translate, start, stop };
}

const post = (server: ServerProcess, body: unknown, path = '/v1/articles', headers = {}): Promise<Response> =>
  fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

const processArticle = async (server: ServerProcess, body: unknown, headers = {}): Promise<ArticleResult> => {
  const response = await post(server, body, '/v1/articles', headers);
  const result = (await response.json()) as ArticleResult;
  expect(response.status, JSON.stringify(result)).toBe(200);
  return result;
};

/** Four calls of the engine, one after another, for who makes one at a time. */
const MANY_SENTENCES = 300;

/** A start is most of what these tests cost: they follow one another on the same processes, and the last two end them. */
describe('server processes on one table', () => {
  let both: ServerProcess[];
  /** Asked when both are gone, so it need not wait long for a sign of life. */
  let heir: ServerProcess;
  let translate: AmazonTranslateStandIn;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    const world = await openWorld();
    ({ translate, stop } = world);
    translate.set({ latencyMs: 150 });
    const keys = { DEPECHE_API_KEYS: 'key-0,key-1' };
    const [first, second, last] = await Promise.all([
      world.start(keys),
      world.start({ ...keys, DEPECHE_MAX_CONCURRENT_REQUESTS: '1' }),
      world.start({ ...keys, DEPECHE_MAX_CONCURRENT_REQUESTS: '1', DEPECHE_LEASE_SECONDS: '1' }),
    ]);
    both = [first, second];
    heir = last;
  });
  afterAll(() => stop());

  test(`${REQUESTS} equal requests over two processes are billed once and get one result`, async () => {
    const before = translate.counts().billedCharacters;
    const article = writeArticle(1, 12);
    const requests = Array.from({ length: REQUESTS }, (_, index) =>
      processArticle(both[index % 2] as ServerProcess, article),
    );
    const results = await Promise.all(requests);
    const payer = results.filter(({ usage }) => usage.billedCharacters > 0);
    expect(payer).toHaveLength(1);
    expect(payer[0]?.usage.billedCharacters).toBe(translate.counts().billedCharacters - before);
    expect(Math.max(...Object.values(translate.counts().billedLines))).toBe(1);
    const same = new Set(results.map(({ cached: _, usage: __, ...rest }) => JSON.stringify(rest)));
    expect(same.size).toBe(1);
  });

  test('the same sentences in whatever they come are bought once, over two processes and two keys', async () => {
    const on = (index: number) => both[index % 2] as ServerProcess;
    const key = (index: number) => ({ 'x-api-key': `key-${index % 2}` });
    const most = () => Math.max(...Object.values(translate.counts().billedLines));

    const alone = writeArticle(11, 12);
    const translated = Array.from({ length: REQUESTS }, (_, index) =>
      post(on(index), alone, '/v1/translate', key(index)),
    );
    for (const response of await Promise.all(translated)) expect(response.status).toBe(200);
    expect(most()).toBe(1);

    const same = writeArticle(12, 12);
    await Promise.all(
      Array.from({ length: STORIES }, (_, index) =>
        processArticle(on(index), { ...same, id: `same-${index}` }, key(index)),
      ),
    );
    expect(most()).toBe(1);

    const before = Object.keys(translate.counts().billedLines).length;
    const story = Array.from({ length: 20 }, (_, index) => writeSentence(13_000 + index));
    const title = 'Une affaire qui avance : ce que l’on sait ce soir';
    await Promise.all(
      Array.from({ length: STORIES }, (_, version) => {
        const changed = story.map((sentence, at) => (at === version % 20 ? writeSentence(14_000 + version) : sentence));
        return processArticle(on(version), { id: `v${version}`, title, text: changed.join(' ') }, key(version));
      }),
    );
    expect(most()).toBe(1);
    expect(Object.keys(translate.counts().billedLines).length - before).toBe(20 + STORIES + 1);
  });

  test('one changed sentence is all that a new version of an article bills', async () => {
    const server = both[0] as ServerProcess;
    const article = { ...writeArticle(3, 16), id: 'dossier' };
    await processArticle(server, article);
    const before = translate.counts().billedCharacters;
    const changed = writeSentence(77_777);
    const text = article.text.replace(writeSentence(3_005), changed);
    expect(text).not.toBe(article.text);
    const result = await processArticle(server, { ...article, text });
    expect(result.cached).toBe(false);
    expect(translate.counts().billedCharacters - before).toBe([...changed].length);
    expect(result.usage.billedCharacters).toBe([...changed].length);
  });

  test('a result outlives the server that made it', async () => {
    const [first, second] = both as [ServerProcess, ServerProcess];
    const article = writeArticle(4, 8);
    const result = await processArticle(first, article);
    expect(await first.stop('SIGTERM')).toBe(0);
    const again = await processArticle(second, article);
    expect(again).toMatchObject({ id: result.id, cached: true, translation: result.translation });
    expect(Math.max(...Object.values(translate.counts().billedLines))).toBe(1);
  });

  test('an article survives the death of its worker and costs at most the call it had under way', async () => {
    const [, doomed] = both as [ServerProcess, ServerProcess];
    const before = translate.counts().billedCharacters;
    // It dies at its third call, which is billed and not answered.
    translate.set({ latencyMs: 0, nextFaults: ['none', 'none', 'hang'] });
    const article = writeArticle(2, MANY_SENTENCES);
    const unanswered = post(doomed, article).catch(() => undefined);
    await waitUntil(async () => translate.counts().faults.hang === 1);
    await doomed.stop('SIGKILL');
    await unanswered;
    const result = await processArticle(heir, article);
    const whole = result.usage.characters;
    expect(result.sentences).toHaveLength(MANY_SENTENCES);
    expect(translate.counts().billedCharacters - before).toBeLessThanOrEqual(whole + 10_000);
    expect(result.usage.savedCharacters).toBeGreaterThan(0);
  });
});
