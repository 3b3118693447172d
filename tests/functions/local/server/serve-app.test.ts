import { once } from 'node:events';
import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createStreamLogger } from '../../../../shared/adapters/telemetry/logger-stream.ts';
import { createSystemClock } from '../../../../shared/adapters/clock-system.ts';
import { urlOf } from '../../../../functions/local/server/listening-address.ts';
import { PortError } from '../../../../functions/local/server/port-error.ts';
import { type RunningServer, serveApp } from '../../../../functions/local/server/serve-app.ts';

const logger = createStreamLogger({ write: () => {}, level: 'error', clock: createSystemClock() });

let server: RunningServer;
let reached: number;

const app = new Hono().all('*', (c) => {
  reached += 1;
  return c.text('an article');
});

beforeEach(async () => {
  reached = 0;
  server = await serveApp(app, { port: 0, logger, publicUrl: 'https://depeche.example/news/' });
});
afterEach(() => server.close(1_000));

/** What a browser sends once the name of a page leads to 127.0.0.1: that page's host, over this server's connection. */
function askFor(host: string, at = '127.0.0.1'): Promise<{ status: number; body: string; type: string }> {
  const { port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const asking = request({ host: at, port, headers: { host } }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body, type: response.headers['content-type'] ?? '' }),
      );
    });
    asking.on('error', reject).end();
  });
}

describe('a server on a laptop', () => {
  test.each(['localhost', 'LOCALHOST', 'depeche.localhost', '127.0.0.1', '127.1.2.3', '[::1]', 'depeche.example'])(
    'answers to %s, with any port',
    async (host) => {
      expect(await askFor(host)).toMatchObject({ status: 200, body: 'an article' });
      expect(await askFor(`${host}:8787`)).toMatchObject({ status: 200 });
    },
  );

  test.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'evil-localhost',
    'sub.depeche.example',
    '192.168.1.20',
    '0.0.0.0',
    'localhost@evil.example',
  ])('never lets %s reach the app', async (host) => {
    const answer = await askFor(`${host}:8787`);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.body).not.toContain('article');
    expect(reached).toBe(0);
  });

  test('says why as a problem', async () => {
    const answer = await askFor('evil.example');
    expect(answer).toMatchObject({ status: 421, type: 'application/problem+json' });
    expect(JSON.parse(answer.body)).toMatchObject({ status: 421, code: 'misdirected-request' });
  });

  test('cannot be reached over the network', async () => {
    const { port } = new URL(server.url);
    const addresses = Object.values(networkInterfaces()).flatMap((all = []) =>
      all.filter(({ internal, family }) => !internal && family === 'IPv4').map(({ address }) => address),
    );
    for (const address of addresses) await expect(fetch(`http://${address}:${port}/`)).rejects.toThrow();
    expect(reached).toBe(0);
    expect(await (await fetch(`${server.url}/`)).text()).toBe('an article');
  });
});

describe('a server that listens elsewhere', () => {
  async function listenAt(host: string): Promise<void> {
    await server.close(0);
    server = await serveApp(app, { port: 0, logger, host, publicUrl: 'https://depeche.example/' });
  }

  test('is reached at every address of the machine, under its own and its published names alone', async () => {
    await listenAt('0.0.0.0');
    expect(server.url).toMatch(/^http:\/\/localhost:\d+$/);
    for (const host of ['localhost', 'depeche.example']) {
      expect(await askFor(host, '127.0.0.9')).toMatchObject({ status: 200, body: 'an article' });
    }
    reached = 0;
    for (const host of ['0.0.0.0', '192.168.1.20', 'evil.example']) {
      expect(await askFor(host, '127.0.0.9')).toMatchObject({ status: 421 });
    }
    expect(reached).toBe(0);
  });

  test('goes by the address that it was given, and listens to no other', async () => {
    await listenAt('127.0.0.2');
    expect((await askFor('127.0.0.2', '127.0.0.2')).status).toBe(200);
    await expect(askFor('127.0.0.1')).rejects.toThrow('ECONNREFUSED');
  });

  test('says what to do where the address is none of this machine', async () => {
    // Kept for documents (RFC 5737): nobody has it.
    const listening = serveApp(app, { port: 0, logger, host: '192.0.2.1' });
    await expect(listening).rejects.toThrow(PortError);
    await expect(listening).rejects.toThrow(/^192\.0\.2\.1 is no address of this machine\..*DEPECHE_HOST/);
  });
});

test.each([
  ['127.0.0.1', 'http://localhost:8787'],
  ['localhost', 'http://localhost:8787'],
  ['0.0.0.0', 'http://localhost:8787'],
  ['::', 'http://localhost:8787'],
  ['::1', 'http://[::1]:8787'],
  ['192.168.1.20', 'http://192.168.1.20:8787'],
  ['fd00::7', 'http://[fd00::7]:8787'],
])('a server at %s is called at %s', (host, url) => {
  expect(urlOf(host, 8787)).toBe(url);
});

test('a request that is cut off at the end of the grace writes down what it has paid for', async () => {
  const steps: string[] = [];
  const isReached = new AbortController();
  const slow = new Hono().all('*', async (c) => {
    const { signal } = c.req.raw;
    const cutOff = once(signal, 'abort');
    isReached.abort();
    await cutOff;
    steps.push('cut off');
    await new Promise((resolve) => setImmediate(resolve));
    steps.push('written down');
    return c.text('nobody reads this');
  });
  const stopping = await serveApp(slow, { port: 0, logger });
  const reached = once(isReached.signal, 'abort');
  const asking = fetch(stopping.url);
  const broken = expect(asking).rejects.toThrow();
  await reached;
  await stopping.close(1);
  steps.push('closed');
  await broken;
  expect(steps).toEqual(['cut off', 'written down', 'closed']);
});
