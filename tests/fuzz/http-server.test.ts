import { connect } from 'node:net';
import fc, { type Arbitrary } from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, serveApp } from '../../functions/local/server/serve-app.ts';
import { MAX_BODY_BYTES } from '../../shared/config/constants.ts';
import { startApp } from '../functions/http/start-app.ts';
import { type Answer, checkAnswer, expectNoCanary } from './support/check-answer.ts';
import { CANARY, hostileBody, hostileId } from './support/hostile-values.ts';
import { runs } from '../support/runs.ts';

let world: Awaited<ReturnType<typeof startApp>>;
let server: RunningServer;
beforeAll(async () => {
  world = await startApp();
  server = await serveApp(world.app, { port: 0, logger: world.container.logger });
});
afterAll(() => server.close(0));

/** What the server sends back on one connection, until it closes that or the last answer is whole. */
function exchange(bytes: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    const received: Buffer[] = [];
    socket.on('data', (chunk) => received.push(chunk));
    socket.on('close', () => resolve(Buffer.concat(received).toString('latin1')));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error);
    });
    socket.end(bytes);
  });
}

/** The answers on a connection, one behind the other, as their lengths or chunks divide them. */
function readAnswers(received: string): Answer[] {
  const answers: Answer[] = [];
  let rest = received;
  while (rest !== '') {
    const end = rest.indexOf('\r\n\r\n');
    const [first = '', ...lines] = rest.slice(0, end).split('\r\n');
    const headers = new Headers(lines.map((header) => header.split(/:\s*(.*)/s, 2) as [string, string]));
    rest = rest.slice(end + 4);
    const chunks = /^(?:[0-9a-f]+\r\n(?!\r\n).*?\r\n)*?0\r\n\r\n/s.exec(rest)?.[0];
    const isChunked = headers.get('transfer-encoding') === 'chunked' && chunks !== undefined;
    const taken = isChunked ? chunks : rest.slice(0, Number(headers.get('content-length') ?? 0));
    const body = isChunked ? taken.replace(/^[0-9a-f]+\r\n|\r\n(?:[0-9a-f]+\r\n)?/g, '') : taken;
    const status = Number(first.split(' ')[1]);
    if (status >= 200) answers.push({ status, headers, body: Buffer.from(body, 'latin1').toString() });
    rest = rest.slice(taken.length);
  }
  return answers;
}

/** Sends the bytes, holds each answer to what every answer owes, and returns their statuses. */
async function sendAndCheck(bytes: Uint8Array): Promise<number[]> {
  world.log.length = 0;
  const answers = readAnswers(await exchange(bytes));
  for (const answer of answers) {
    checkAnswer(answer, world.log);
    if (answer.status >= 400) expectNoCanary(answer.body);
  }
  expectNoCanary(world.log.join(''));
  return answers.map(({ status }) => status);
}

const line = (...parts: string[]) => `${parts.join('\r\n')}\r\n\r\n`;
const LATE_BODY = `{"text":"${CANARY} Le port a rouvert mardi."}`;

/** Requests that Node's own client would never write. */
const CORPUS: [name: string, request: string, status: number | undefined][] = [
  ['no host', line('GET /v1/health HTTP/1.1'), 400],
  ['a host that is none', line('GET /v1/health HTTP/1.1', 'Host: a b/c'), 400],
  ['an address of four bytes that are none', line('GET /v1/health HTTP/1.1', 'Host: 127.999.999.999'), 400],
  ['a port that is none', line('GET /v1/health HTTP/1.1', 'Host: localhost:99999'), 400],
  ['an expectation of its own', line('GET /v1/health HTTP/1.1', 'Host: localhost', `Expect: ${CANARY}`), 400],
  [
    'an absolute address',
    line('GET http://evil.example/v1/health HTTP/1.1', 'Host: localhost', 'Connection: close'),
    421,
  ],
  ['an address of another kind', line('GET ftp://evil.example/ HTTP/1.1', 'Host: localhost', 'Connection: close'), 400],
  ['a star', line('OPTIONS * HTTP/1.1', 'Host: localhost', 'Connection: close'), 400],
  ['TRACE', line('TRACE / HTTP/1.1', 'Host: localhost', `Cookie: ${CANARY}`, 'Connection: close'), 405],
  ['CONNECT', line('CONNECT evil.example:443 HTTP/1.1', 'Host: localhost'), 400],
  ['an upgrade', line('GET /v1/health HTTP/1.1', 'Host: localhost', 'Upgrade: websocket', 'Connection: Upgrade'), 200],
  ['dots that climb', line('GET /v1/../../etc/passwd HTTP/1.1', 'Host: localhost', 'Connection: close'), 404],
  ['backslashes', line('GET /v1\\..\\health HTTP/1.1', 'Host: localhost', 'Connection: close'), 400],
  ['two slashes', line('GET //evil.example/v1/health HTTP/1.1', 'Host: localhost', 'Connection: close'), 404],
  ['a bare line feed in a header', 'GET /v1/health HTTP/1.1\r\nHost: localhost\nX-Injected: 1\r\n\r\n', 400],
  ['a NUL in a header', line('GET /v1/health HTTP/1.1', 'Host: localhost', 'Prefer: a\0b', 'Connection: close'), 400],
  [
    'two lengths',
    `${line('POST /v1/clean HTTP/1.1', 'Host: localhost', 'Content-Length: 2', 'Content-Length: 3')}{}`,
    400,
  ],
  [
    'a length and chunks',
    `${line('POST /v1/clean HTTP/1.1', 'Host: localhost', 'Content-Length: 4', 'Transfer-Encoding: chunked')}0\r\n\r\nGET / HTTP/1.1\r\n\r\n`,
    400,
  ],
  [
    'chunks that are none',
    `${line('POST /v1/clean HTTP/1.1', 'Host: localhost', 'Transfer-Encoding: chunked')}zz\r\n${LATE_BODY}`,
    400,
  ],
  [
    'a body that is too long by its own word',
    line(
      'POST /v1/clean HTTP/1.1',
      'Host: localhost',
      'Content-Type: application/json',
      'Content-Length: 99999999',
      'Connection: close',
    ),
    413,
  ],
  ['a hundred kilobytes of headers', line('GET / HTTP/1.1', 'Host: localhost', `Cookie: ${'a'.repeat(100_000)}`), 431],
  ['a version of its own', line('GET / HTTP/9.9', 'Host: localhost'), 400],
  ['another protocol', '\x16\x03\x01\x02\x00\x01\x00\x01', 400],
];

const JSON_TYPE = 'Content-Type: application/json';

/** Anything between the lines: what an id or a header brings stands in the request as it is, line breaks included. */
const rawRequest: Arbitrary<Uint8Array> = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'DELETE', 'PUT', 'OPTIONS', 'FOO', ''),
    path: fc.oneof(
      fc.constantFrom('/v1/articles', '/v1/clean', '/v1/translate', '/', '*', 'localhost', '/v1/usage?month=%ff'),
      hostileId.map((id) => `/v1/articles/${id}`),
      hostileId.map((id) => `/a/${id}`),
    ),
    headers: fc.array(
      fc.tuple(
        fc.constantFrom('Content-Length', 'Transfer-Encoding', 'Expect', 'Prefer', 'If-None-Match', 'Content-Encoding'),
        fc.constantFrom('0', '-1', '5', 'chunked', 'gzip, chunked', '100-continue', 'respond-async', '"', '*', CANARY),
      ),
      { maxLength: 3 },
    ),
    body: hostileBody,
    rest: fc.constantFrom('', 'GET /v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n', '\0\0\0\0'),
  })
  .map(({ method, path, headers, body, rest }) => {
    const length = headers.some(([name]) => /length|encoding$/i.test(name)) ? [] : [`Content-Length: ${body.length}`];
    const lines = headers.map(([name, value]) => `${name}: ${value}`);
    const head = line(`${method} ${path} HTTP/1.1`, 'Host: localhost', JSON_TYPE, ...length, ...lines);
    return Buffer.concat([Buffer.from(head), body, Buffer.from(rest)]);
  });

async function expectAlive(): Promise<void> {
  expect(await (await fetch(`${server.url}/v1/health`)).json()).toMatchObject({ status: 'ok' });
}

describe('the server of a laptop', () => {
  test.each(CORPUS)('survives %s', async (_, request, status) => {
    expect((await sendAndCheck(Buffer.from(request, 'latin1')))[0]).toBe(status);
    await expectAlive();
  });

  test('survives requests of any shape over one connection or several', async () => {
    await fc.assert(
      fc.asyncProperty(rawRequest, async (bytes) => void (await sendAndCheck(bytes))),
      runs(100),
    );
    await expectAlive();
  });

  test('survives bytes that are no HTTP', async () => {
    const noise = fc.uint8Array({ minLength: 1, maxLength: 500 });
    await fc.assert(
      fc.asyncProperty(noise, async (bytes) => void (await sendAndCheck(bytes))),
      runs(50),
    );
    await expectAlive();
  });

  test('refuses a body over the limit that states no length, and reads no more of it', async () => {
    const chunk = `10000\r\n${'a'.repeat(0x10000)}\r\n`;
    const request = line('POST /v1/clean HTTP/1.1', 'Host: localhost', JSON_TYPE, 'Transfer-Encoding: chunked');
    expect(await sendAndCheck(Buffer.from(request + chunk.repeat(100)))).toEqual([413]);
    await expectAlive();
  });

  test('reads a body of just the largest size', async () => {
    const article = JSON.stringify({ text: 'Le port de Brivanne a rouvert mardi aux chalutiers.' });
    const statuses = [MAX_BODY_BYTES, MAX_BODY_BYTES + 1].map(async (bytes) => {
      const body = article.padEnd(bytes);
      const headers = { 'content-type': 'application/json' };
      return (await fetch(`${server.url}/v1/clean`, { method: 'POST', headers, body })).status;
    });
    expect(await Promise.all(statuses)).toEqual([200, 413]);
  });
});
