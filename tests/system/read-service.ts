import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ArticleResult } from '../../shared/core/result.ts';
import type { ArticlePage, ArticleRecord } from '../../shared/ports/stores/article-store.ts';

const PATIENCE_MS = 300_000;
const LOOK_MS = 20;

/** Waits for a condition, with more patience than any run needs. */
export async function waitUntil(isTrue: () => Promise<boolean>): Promise<void> {
  const untilMs = Date.now() + PATIENCE_MS;
  while (!(await isTrue())) {
    if (Date.now() > untilMs) throw new Error('It did not come to pass in time.');
    await sleep(LOOK_MS);
  }
}

export async function readResult(url: string, id: string): Promise<ArticleResult> {
  const response = await fetch(`${url}/v1/articles/${id}`);
  return (await response.json()) as ArticleResult;
}

/** Every page of the listing. */
export async function listAll(url: string): Promise<ArticleRecord[]> {
  const listed: ArticleRecord[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({ limit: '100', ...(cursor === undefined ? {} : { cursor }) });
    const page = (await (await fetch(`${url}/v1/articles?${query}`)).json()) as ArticlePage;
    listed.push(...page.articles);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return listed;
}

/** Ids of the `ArticleProcessed` events that a server with this data directory has told. */
export async function readAnnounced(dataDirectory: string): Promise<string[]> {
  const lines = (await readFile(join(dataDirectory, 'events.jsonl'), 'utf8')).trim().split('\n');
  const events = lines.map((line) => JSON.parse(line) as { 'detail-type': string; detail: { id: string } });
  return events.filter((event) => event['detail-type'] === 'ArticleProcessed').map(({ detail }) => detail.id);
}
