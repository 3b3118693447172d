import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startAmazonTranslateStandIn } from '../support/amazon-translate-stand-in/start-amazon-translate-stand-in.ts';
import { waitUntil } from '../system/read-service.ts';
import { writeArticle } from '../system/write-article.ts';
import { type BuiltImage, buildImage } from './build-image.ts';

const run = promisify(execFile);

/** Long enough for a signal to find the call of the engine under way. */
const ENGINE_LATENCY_MS = 1_500;

let folder: string;
let image: BuiltImage;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depeche-image-'));
  image = await buildImage(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Variables of the image, its absolute paths below its root, beside those that its user gives. */
function environment(given: Record<string, string>): Record<string, string> {
  const own = Object.entries(image.env).map(([name, value]) => [
    name,
    value.startsWith('/') ? join(image.root, value) : value,
  ]);
  return { PATH: process.env.PATH ?? '', ...Object.fromEntries(own), DEPECHE_MODEL_PULL: 'off', ...given };
}

function startCommand(env: Record<string, string>): {
  child: ChildProcess;
  output: () => string;
  port: Promise<string>;
} {
  const [program = '', ...words] = image.command;
  const child = spawn(program, words, { cwd: join(image.root, image.workdir), env: environment(env) });
  let said = '';
  const port = new Promise<string>((resolve) => {
    const hear = (piece: Buffer) => {
      said += piece;
      const found = /Dépêche is at http:\/\/localhost:(\d+)/.exec(said)?.[1];
      if (found) resolve(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
  });
  return { child, output: () => said, port };
}

const checkHealth = (env: Record<string, string>) => {
  const [program = '', ...words] = image.healthCommand;
  return run(program, words, { cwd: join(image.root, image.workdir), env: environment(env) });
};

describe('what the Dockerfile makes', () => {
  test('holds the service, and neither sources nor tools of development', () => {
    const app = join(image.root, image.workdir);
    expect(readdirSync(app).sort()).toEqual(['LICENSE', 'bin', 'dist', 'node_modules', 'package.json', 'scripts']);
    const packages = readdirSync(join(app, 'node_modules'));
    expect(packages).toContain('hono');
    expect(packages.filter((name) => ['aws-cdk', 'typescript', 'vitest', 'playwright-core'].includes(name))).toEqual(
      [],
    );
  });

  test('does not start without keys, and says so in one line', async () => {
    const { child, output } = startCommand({});
    const [code] = await once(child, 'exit');
    expect(code).toBe(1);
    expect(output()).toMatch(/^depeche: .*DEPECHE_API_KEYS: is needed.*\n$/);
  });

  test('asks for a key, passes its health check, and finishes what is under way when it is stopped', async () => {
    const engine = await startAmazonTranslateStandIn({ latencyMs: ENGINE_LATENCY_MS });
    const { child, output, port } = startCommand({
      DEPECHE_API_KEYS: 'desk',
      DEPECHE_PORT: '0',
      DEPECHE_PUBLIC_URL: 'https://depeche.example',
      DEPECHE_TRANSLATOR: 'amazon',
      AWS_ENDPOINT_URL_TRANSLATE: engine.endpoint,
      AWS_REGION: 'eu-west-3',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    });
    try {
      const ended = once(child, 'exit');
      const DEPECHE_PORT = await port;
      await checkHealth({ DEPECHE_PORT });
      const url = `http://127.0.0.1:${DEPECHE_PORT}`;
      expect((await fetch(`${url}/v1/usage`)).status).toBe(403);
      expect(await (await fetch(url)).text()).toContain('Dépêche');
      const answered = fetch(`${url}/v1/articles`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': 'desk', connection: 'close' },
        body: JSON.stringify({ id: 'under-way', ...writeArticle(1, 5) }),
      }).then(async (response) => ({ status: response.status, body: await response.json() }));
      await waitUntil(async () => engine.counts().calls > 0);
      child.kill('SIGTERM');
      expect(await answered).toMatchObject({ status: 200, body: { id: 'under-way', status: 'completed' } });
      expect(await ended).toEqual([0, null]);
      expect(output()).toContain('Stopped.');
      await expect(checkHealth({ DEPECHE_PORT })).rejects.toMatchObject({ code: 1 });
      expect(readdirSync(join(image.root, image.env.DEPECHE_DATA_DIR ?? ''))).toContain('table');
    } finally {
      child.kill('SIGKILL');
      await engine.close();
    }
  });
});
