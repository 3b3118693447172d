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
  /** Runs every example in turn, each by itself, and ends with the name of the one that fails. */
  const programs = [
    {
      language: 'curl',
      program: 'curl',
      command: (examples: Example[]) => [
        'bash',
        '-c',
        examples.map(({ name, code }) => `(${code}) || { echo ${name} >&2; exit 1; }`).join('\n'),
      ],
    },
    {
      language: 'python',
      program: 'python3',
      command: (examples: Example[]) => ['python3', '-c', RUN_EACH, JSON.stringify(examples)],
    },
  ] as const;

  test.each(programs)('in $language', async ({ language, program, command }) => {
    if (!hasProgram(program)) {
      process.stderr.write(`depeche: the ${language} examples were not run: there is no ${program} here.\n`);
      return;
    }
    const examples = (await listed()).map((operation) => ({
      name: operation.operation.operationId,
      code: writeExamples(operation, server.url)[language],
    }));
    expect(await runProgram(command(examples))).toEqual({ status: 0, stderr: '' });
  });
});

interface Example {
  name: string;
  code: string;
}

/** Starting Python takes most of the time of an example, so one process runs them all. */
const RUN_EACH = `
import json, sys
for example in json.loads(sys.argv[1]):
    try:
        exec(example["code"], {"__name__": "__main__"})
    except BaseException:
        print(example["name"], file=sys.stderr)
        raise
`;

function runProgram([file = '', ...args]: readonly string[]): Promise<{ status: number | null; stderr: string }> {
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
