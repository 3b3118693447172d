import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { PROBLEMS } from '../../../../functions/http/problem.ts';
import { type RunningServer, type ServeOptions, serveApp } from '../../../../functions/local/server/serve-app.ts';
import { MAX_BODY_BYTES } from '../../../../shared/config/constants.ts';
import type { ErrorCode } from '../../../../shared/core/errors.ts';
import { ARTICLE, startApp } from '../../http/start-app.ts';

const SECRET = 'requete-secrete';

let world: Awaited<ReturnType<typeof startApp>>;
let server: RunningServer;
const start = async (limits: ServeOptions['limits'] = {}) => {
  await server?.close(0);
  server = await serveApp(world.app, { port: 0, logger: world.container.logger, limits });
};
const printed = vi.spyOn(console, 'error').mockImplementation(() => {});

beforeEach(async () => {
  printed.mockClear();
  world = await startApp();
  await start();
});
afterEach(() => server.close(0));

const open = (): Socket => connect(Number(new URL(server.url).port), '127.0.0.1');
/** The first article loads the rules of the text, which takes a while on a busy machine. */
const PATIENTLY = { timeout: 60_000 };
const lines = (...all: string[]) => `${all.join('\r\n')}\r\n\r\n`;
const JSON_BODY = ['Host: localhost', 'Content-Type: application/json'];

/** All that comes back until the server closes the connection; the caller itself does not. */
async function answerTo(request: string): Promise<string> {
  const socket = open();
  let received = '';
  socket.setEncoding('utf8').on('data', (chunk) => {
    received += chunk;
  });
  socket.write(request);
  await once(socket, 'close');
  return received;
}

/** Holds the one answer to what a problem owes, and the logs to not a word of the request. */
function expectProblem(received: string, code: ErrorCode): void {
  const [head = '', body = ''] = received.split('\r\n\r\n');
  const { status, title } = PROBLEMS[code];
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(head).toMatch(/^content-type: application\/problem\+json\r?$/im);
  const requestId = /^x-request-id: (.+?)\r?$/im.exec(head)?.[1];
  expect(JSON.parse(body)).toMatchObject({ type: `/docs#${code}`, status, title, code, requestId });
  expect(received + world.log.join('') + JSON.stringify(printed.mock.calls)).not.toContain(SECRET);
  expect(world.log.join('')).not.toMatch(/127\.0\.0\.1|localhost|"level":"error"/);
}

describe('what is no request', () => {
  const path = `/v1/articles?title=${SECRET}`;
  test.each<[name: string, request: string, code: ErrorCode]>([
    [
      'a host of bytes over 255',
      lines(`GET ${path} HTTP/1.1`, 'Host: 127.999.999.999', 'Connection: close'),
      'malformed-request',
    ],
    [
      'a host with a word for a port',
      lines(`GET ${path} HTTP/1.1`, 'Host: localhost:x', 'Connection: close'),
      'malformed-request',
    ],
    ['no host', lines(`GET ${path} HTTP/1.1`, 'Connection: close'), 'malformed-request'],
    ['no HTTP', lines(`FETCH ${path}`), 'malformed-request'],
    [
      'two lengths',
      lines(`POST ${path} HTTP/1.1`, 'Host: localhost', 'Content-Length: 2', 'Content-Length: 3'),
      'malformed-request',
    ],
    [
      'chunks that are none',
      `${lines(`POST /v1/clean?${SECRET} HTTP/1.1`, ...JSON_BODY, 'Transfer-Encoding: chunked')}zz`,
      'malformed-request',
    ],
    ['a tunnel', lines(`CONNECT ${SECRET}.example:443 HTTP/1.1`, `Host: ${SECRET}.example`), 'malformed-request'],
    [
      'an expectation that nobody knows',
      lines(`GET ${path} HTTP/1.1`, 'Host: localhost', `Expect: ${SECRET}`, 'Connection: close'),
      'malformed-request',
    ],
    [
      'another host',
      lines(`GET ${path} HTTP/1.1`, `Host: ${SECRET}.example`, 'Connection: close'),
      'misdirected-request',
    ],
    [
      'a million bytes of headers',
      lines(`GET ${path} HTTP/1.1`, 'Host: localhost', `Cookie: ${'a'.repeat(1_000_000)}`),
      'headers-too-large',
    ],
  ])('is refused with a problem: %s', async (_, request, code) => {
    expectProblem(await answerTo(request), code);
  });

  test('is told to percent-encode an address that is not ASCII', async () => {
    const received = await answerTo(lines(`GET ${path}été HTTP/1.1`, 'Host: localhost', 'Connection: close'));
    expectProblem(received, 'malformed-request');
    expect(received).toContain('Percent-encode');
  });

  test('is refused behind a request that it was sent with', async () => {
    const health = lines('GET /v1/health HTTP/1.1', 'Host: localhost');
    const socket = open();
    socket.write(health);
    const [first] = await once(socket.setEncoding('utf8'), 'data');
    expect(first).toMatch(/^HTTP\/1\.1 200 /);
    socket.write(`\0${SECRET}\r\n`);
    const [second] = await once(socket, 'data');
    expectProblem(second, 'malformed-request');
    socket.destroy();
  });
});

describe('a request that does not arrive in time', () => {
  test.each([
    ['its headers', `GET /v1/health?${SECRET} HTTP/1.1\r\nHost:`],
    [
      'its body',
      `${lines(`POST /v1/articles/brivanne/refresh?target=${SECRET} HTTP/1.1`, ...JSON_BODY, 'Content-Length: 100')}{"text":`,
    ],
  ])('is told so: %s', async (_, beginning) => {
    await start({ requestTimeoutMs: 50, checkEveryMs: 10 });
    expectProblem(await answerTo(beginning), 'request-timeout');
  });
});

describe('a caller that hangs up in the middle of a body', () => {
  test.each([
    ['of a length', 'Content-Length: 1000', `{"text":"${SECRET}`],
    ['in chunks', 'Transfer-Encoding: chunked', `100\r\n{"text":"${SECRET}`],
  ])('is no error of ours: %s', async (_, length, body) => {
    const socket = open();
    socket.write(lines('POST /v1/translate HTTP/1.1', ...JSON_BODY, length, 'Expect: 100-continue'));
    await once(socket, 'data');
    await new Promise<void>((resolve) => socket.write(body, () => resolve()));
    socket.resetAndDestroy();
    await vi.waitFor(() => expect(world.log.join('')).toContain('malformed-request'), PATIENTLY);
    expect(world.log.join('')).not.toMatch(/"level":"(error|warn)"|requete-secrete/);
    expect(printed).not.toHaveBeenCalled();
  });
});

describe('bodies at once', () => {
  const body = JSON.stringify(ARTICLE);
  const head = (length: number) => lines('POST /v1/clean HTTP/1.1', ...JSON_BODY, `Content-Length: ${length}`);

  test('beyond the cap are throttled until others are answered', async () => {
    await start({ maxBodyBytesAtOnce: 2 * MAX_BODY_BYTES });
    const waiting = [open(), open()];
    for (const socket of waiting) socket.write(head(MAX_BODY_BYTES));
    const send = () =>
      fetch(`${server.url}/v1/clean`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    await vi.waitFor(async () => expect((await send()).status).toBe(429), PATIENTLY);
    const refused = await send();
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ code: 'throttled', status: 429 });
    expect((await fetch(`${server.url}/v1/health`)).status).toBe(200);
    for (const socket of waiting) socket.destroy();
    await vi.waitFor(async () => expect((await send()).status).toBe(200), PATIENTLY);
  });

  test('count by their largest size when they state none', async () => {
    await start({ maxBodyBytesAtOnce: MAX_BODY_BYTES });
    const socket = open();
    socket.write(lines('POST /v1/clean HTTP/1.1', ...JSON_BODY, 'Transfer-Encoding: chunked'));
    await vi.waitFor(async () => {
      const answer = await answerTo(
        `${lines('POST /v1/clean HTTP/1.1', ...JSON_BODY, 'Content-Length: 2', 'Connection: close')}{}`,
      );
      expectProblem(answer, 'throttled');
    }, PATIENTLY);
    socket.destroy();
  });

  test('too long by their own word are refused for that', async () => {
    await start({ maxBodyBytesAtOnce: MAX_BODY_BYTES });
    expectProblem(
      await answerTo(head(MAX_BODY_BYTES + 1).replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n')),
      'payload-too-large',
    );
  });
});
