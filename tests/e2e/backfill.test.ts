import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runDepeche } from '../support/run-depeche.ts';
import { createApiCaller } from './call-api.ts';
import { type Deployment, readDeployment } from './read-deployment.ts';
import { writeArticle } from './write-article.ts';

const deployment = readDeployment(process.env);

const SOON = { timeout: 60_000, interval: 1_000 };

describe.runIf(deployment)('an archive', () => {
  const { outputs } = deployment as Deployment;
  const call = createApiCaller(deployment as Deployment);
  const folders: string[] = [];
  afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

  test('goes through the queue, each article once', async () => {
    const archive = await mkdtemp(join(tmpdir(), 'depeche-e2e-archive-'));
    const data = await mkdtemp(join(tmpdir(), 'depeche-e2e-data-'));
    folders.push(archive, data);
    const articles = [writeArticle(), writeArticle()];
    for (const { id, title, text } of articles) await writeFile(join(archive, `${id}.txt`), `${title}\n\n${text}`);
    const backfill = async () => {
      const env = { ...process.env, DEPECHE_INBOX_BUCKET: outputs.InboxBucketName, DEPECHE_DATA_DIR: data };
      const words = ['backfill', archive, '--yes', '--rate', '10', '--json'];
      const { exitCode, stdout, stderr } = await runDepeche(words, env as Record<string, string>);
      expect(exitCode, stderr).toBe(0);
      return JSON.parse(stdout);
    };
    expect(await backfill()).toMatchObject({ sent: 2, alreadyThere: 0, refused: [] });
    for (const { id } of articles) {
      const result = async () => (await call(`/v1/articles/${id}?target=en`)).json();
      await expect.poll(result, SOON).toMatchObject({ id, status: 'completed' });
    }
    expect(await backfill()).toMatchObject({ sent: 0, alreadyThere: 2 });
  });
});
