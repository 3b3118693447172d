import { spawn, spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClient } from '../../../../functions/client/create-client.ts';
import {
  type ListedOperation,
  listOperations,
  type OpenApiDocument,
} from '../../../../functions/http/ui/reference/openapi-document.ts';
import { writeExamples } from '../../../../functions/http/ui/reference/write-examples.ts';
import { type RunningServer, serveApp } from '../../../../functions/local/server/serve-app.ts';
import { ERROR_CODES } from '../../../../shared/core/errors.ts';
import { startApp } from '../start-app.ts';

/** What the examples ask about has to be there first and go last. */
const RANKS = new Map([
  ['processArticle', -1],
  ['deleteArticle', 1],
]);

async function listed(): Promise<ListedOperation[]> {
  const { app } = await startApp();
  const document: OpenApiDocument = JSON.parse(await (await app.request('/openapi.json')).text());
  const operations = listOperations(document);
  const rank = ({ operation }: ListedOperation) => RANKS.get(operation.operationId) ?? 0;
  return operations.sort((a, b) => rank(a) - rank(b));
}

describe('the page', () => {
  test('has every operation, every problem under the address that problems name, and no script', async () => {
    const { app } = await startApp();
    const page = await (await app.request('/docs')).text();
    for (const { operation, method, path } of await listed()) {
      expect(page).toContain(`id="${operation.operationId}"`);
      expect(page).toContain(`<b>${method}</b> <code>${path}</code>`);
    }
    for (const code of ERROR_CODES) expect(page).toContain(`<div id="${code}">`);
    expect(page).not.toContain('<script');
  });

  test('leads nowhere that is not there', async () => {
    const { app } = await startApp();
    const page = await (await app.request('/docs')).text();
    const anchors = [...page.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]);
    expect(anchors.length).toBeGreaterThan(50);
    expect(anchors.filter((anchor) => !page.includes(`id="${anchor}"`))).toEqual([]);
  });

  test('shows addresses with the stage they are under', async () => {
    const { app } = await startApp({ http: { readInvocation: () => ({ basePath: '/prod' }) } });
    expect(await (await app.request('https://desk.example/docs')).text()).toContain(
      'https://desk.example/prod/v1/usage',
    );
  });
});

describe('the examples run as they stand', () => {
  let server: RunningServer;
  beforeAll(async () => {
    const { app, container } = await startApp();
    server = await serveApp(app, { port: 0, logger: container.logger });
  });
  afterAll(() => server.close(0));

  test('in TypeScript', async () => {
    for (const operation of await listed()) {
      const { typescript } = writeExamples(operation, server.url);
      const body = typescript.replace(/^import .*$/m, '');
      const printed: unknown[] = [];
      // The example itself is the program under test; it comes from our own OpenAPI document.
      const run = new Function('createClient', 'console', `return (async () => {${body}})()`);
      await run(createClient, { log: (value: unknown) => printed.push(value) });
      expect(printed, operation.operation.operationId).toHaveLength(1);
    }
  });

  const hasProgram = (name: string) => spawnSync(name, ['--version']).status === 0;
  const programs = [
    { language: 'curl', program: 'curl', command: (code: string) => ['bash', '-c', code] as const },
    { language: 'python', program: 'python3', command: (code: string) => ['python3', '-c', code] as const },
  ] as const;

  test.each(programs)('in $language', async ({ language, program, command }) => {
    if (!hasProgram(program)) {
      process.stderr.write(`depeche: the ${language} examples were not run: there is no ${program} here.\n`);
      return;
    }
    for (const operation of await listed()) {
      const [file, ...args] = command(writeExamples(operation, server.url)[language]);
      const { status, stderr } = await runProgram(file, args);
      expect(status, `${operation.operation.operationId}: ${stderr}`).toBe(0);
    }
  });
});

function runProgram(file: string, args: readonly string[]): Promise<{ status: number | null; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stderr }));
  });
}
