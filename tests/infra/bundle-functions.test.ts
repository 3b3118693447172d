import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BundleReport, bundleFunction, MAX_EAGER_BYTES } from '../../infra/build/bundle-functions.ts';
import { startApp } from '../functions/http/start-app.ts';
import { startBundle } from '../support/cold-start/start-bundle.ts';
import { gatewayEvent } from '../support/gateway-event.ts';
import { startFunction } from '../support/policy/start-function.ts';
import { startXrayDaemon } from '../support/start-xray-daemon.ts';

const folder = mkdtempSync(join(tmpdir(), 'depeche-bundles-'));
let reports: BundleReport[];

beforeAll(async () => {
  const bundle = (name: string) =>
    bundleFunction({
      name,
      entry: `functions/${name}/index.ts`,
      folder: join(folder, name),
      withLocalEngine: false,
      glossary: Buffer.from('fr,en\nprojet de loi,bill\n'),
    });
  reports = await Promise.all([bundle('http'), bundle('events')]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const filesOf = (report: BundleReport) => readdirSync(report.folder, { recursive: true, encoding: 'utf8' });

/** Modules of Node.js that are there once a function's code is. */
async function listLoadedModules(file: string): Promise<string[]> {
  const script = `await import(${JSON.stringify(pathToFileURL(file).href)}); await new Promise(setImmediate);
    process.stdout.write(JSON.stringify(process.moduleLoadList), () => process.exit());`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    env: {
      AWS_REGION: 'local',
      DEPECHE_TABLE: 'depeche',
      DEPECHE_INBOX_BUCKET: 'inbox',
      DEPECHE_BUS: 'bus',
      DEPECHE_QUEUE_URL: 'http://localhost/queue',
      DEPECHE_DEAD_LETTER_QUEUE_URL: 'http://localhost/dead',
      LOG_LEVEL: 'error',
    },
  });
  return JSON.parse(stdout);
}

describe('bundleFunction', () => {
  test('each function starts with little code, in few files', () => {
    for (const { eagerBytes, eagerFiles } of reports) {
      expect(eagerBytes).toBeGreaterThan(100_000);
      expect(eagerBytes).toBeLessThanOrEqual(MAX_EAGER_BYTES);
      expect(eagerFiles).toBeLessThanOrEqual(4);
    }
    expect(MAX_EAGER_BYTES).toBeLessThanOrEqual(650_000);
  });

  test('Node.js loads neither HTTP/2 nor the streams of the web for a start', async () => {
    for (const report of reports) {
      const loaded = await listLoadedModules(join(report.folder, 'functions/wiring/index.mjs'));
      expect(loaded).toContain('NativeModule https');
      expect(loaded.filter((name) => /http2|webstreams\/\w+stream$/.test(name))).toEqual([]);
    }
  });

  test('HTML and the language data wait in files of their own', () => {
    for (const { lazyChunks } of reports) {
      expect(lazyChunks).toContainEqual(expect.objectContaining({ name: expect.stringMatching(/^extract-article-/) }));
      expect(lazyChunks.some(({ bytes }) => bytes > 1_000_000)).toBe(true);
    }
  });

  test('the rules of the text wait for an article where a function may not see any', () => {
    const [http = 0, events = 0] = reports.map(
      ({ lazyChunks }) => lazyChunks.find(({ name }) => name.startsWith('process-use-cases-'))?.bytes,
    );
    expect(http).toBeGreaterThan(50_000);
    expect(events).toBeLessThan(1_000);
  });

  test('patterns of letters are made once, not at each use', () => {
    const remade = /new RegExp\("[^"]*\\\\p\{[^"]*","\w*"\)\.(?:test|exec)/;
    for (const report of reports) {
      const code = filesOf(report).filter((file) => file.endsWith('.mjs'));
      expect(code.filter((file) => remade.test(readFileSync(join(report.folder, file), 'utf8')))).toEqual([]);
    }
  });

  test('describes the API as the source does', async () => {
    const { answers } = await startBundle({
      folder: join(folder, 'http'),
      file: 'functions/wiring/index.mjs',
      requests: [{ method: 'GET', path: '/openapi.json' }],
      env: { DEPECHE_TABLE: 'depeche' },
    });
    const { app } = await startApp();
    expect(JSON.parse(answers[0]?.body ?? '')).toEqual(
      await (await app.request('https://api.example/openapi.json')).json(),
    );
  });

  test('loads the tracer for a request that is sampled', async () => {
    const daemon = await startXrayDaemon();
    const http = await startFunction(
      join(folder, 'http/functions/wiring/index.mjs'),
      {
        AWS_REGION: 'eu-west-3',
        DEPECHE_TABLE: 'depeche',
        AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
        AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
        LAMBDA_TASK_ROOT: '/var/task',
        _X_AMZN_TRACE_ID: 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1',
        AWS_XRAY_DAEMON_ADDRESS: daemon.address,
      },
      folder,
    );
    await http.invoke(gatewayEvent('GET', '/v1/health'));
    await expect.poll(() => daemon.datagrams.join('')).toMatch(/"name":"http".*"ColdStart":true/);
    await http.stop();
    await daemon.stop();
  });

  test('source maps name our lines', () => {
    for (const report of reports) {
      const maps = filesOf(report).filter((file) => file.endsWith('.map'));
      const sources = maps.flatMap((file) => JSON.parse(readFileSync(join(report.folder, file), 'utf8')).sources);
      expect(sources).toContainEqual(expect.stringMatching(/shared\/app\/use-cases\/get-article\.ts$/));
    }
  });

  test('the built-in engine, its model and what only a laptop uses are left out', () => {
    for (const report of reports) {
      expect(filesOf(report).filter((file) => /phrase|bergamot|models|embedded|dynalite/.test(file))).toEqual([]);
    }
  });

  test('source maps and the glossary are shipped, and source text is not', () => {
    for (const report of reports) {
      expect(filesOf(report)).toContain('functions/wiring/index.mjs.map');
      expect(readFileSync(join(report.folder, 'glossary.csv'), 'utf8')).toContain('projet de loi,bill');
      expect(readFileSync(join(report.folder, 'functions/wiring/index.mjs.map'), 'utf8')).not.toContain(
        '"sourcesContent"',
      );
    }
  });

  test('the licences of what was bundled go along', () => {
    for (const report of reports) {
      const notices = readFileSync(join(report.folder, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
      for (const name of ['@aws-sdk/client-dynamodb', 'linkedom', 'htmlparser2', 'zod']) {
        expect(notices).toMatch(new RegExp(`^${name} \\d+\\.`, 'm'));
      }
      expect(notices).toContain('Permission is hereby granted, free of charge');
      expect(notices).not.toMatch(/^(?:dynalite|tsx|aws-cdk-lib) /m);
    }
  });

  test('the page’s script and style sheet are in the HTTP function, without a bundler', () => {
    const [http] = reports;
    const assets = http ? filesOf(http).find((file) => /build-assets-\w+\.mjs$/.test(file)) : undefined;
    expect(assets).toBeDefined();
    expect(statSync(join(http?.folder ?? '', assets ?? '')).size).toBeLessThan(500_000);
  });
});
