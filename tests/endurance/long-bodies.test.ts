import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startAmazonTranslateStandIn } from '../support/amazon-translate-stand-in/start-amazon-translate-stand-in.ts';
import { startMeasuredServerProcess } from '../system/server-process.ts';
import { writeArticle } from '../system/write-article.ts';

const BODY_BYTES = 4_900_000;
/** How long one body may keep a server from all others. */
const MAX_TURN_MS = 250;

/** The stages, then the article: made, served again, read, made anew and forgotten. */
const REQUESTS = [
  ['POST', '/v1/clean'],
  ['POST', '/v1/summarize'],
  ['POST', '/v1/estimate'],
  ['POST', '/v1/translate'],
  ['POST', '/v1/articles'],
  ['POST', '/v1/articles'],
  ['GET', '/v1/articles/long'],
  ['GET', '/v1/articles/long/source'],
  ['POST', '/v1/articles/long/refresh'],
  ['DELETE', '/v1/articles/long'],
] as const;

/** 5 MB of what a newsroom may send by mistake, and of what somebody makes to be slow. */
const BODIES: Record<string, () => object> = {
  prose: () => ({ text: repeat(writeArticle(1, 400).text) }),
  'short sentences': () => ({ text: repeat('Il va. ') }),
  'different sentences': () => ({ text: numbered((number) => `Le bateau ${number} rentre au port. `) }),
  'one-letter lines': () => ({ text: repeat('a\n') }),
  'quotes, a line each': () => ({ text: repeat('"\n') }),
  'closing guillemets': () => ({ text: repeat('» ') }),
  'no space at all': () => ({ text: repeat('abcdefgh') }),
  programs: () => ({ text: repeat('{"@context":') }),
  'a page of paragraphs': () => ({
    html: `<article>${repeat(`<p>${'Le maire a dit oui hier soir. '.repeat(40)}</p>`)}</article>`,
  }),
};

/** For as long as it takes: `fetch` waits five minutes for the first byte. */
async function send(
  url: string,
  method: string,
  body: string | undefined,
): Promise<{ status: number | undefined; characters: number }> {
  const headers = body === undefined ? {} : { 'content-type': 'application/json' };
  const sent = request(url, { method, headers }).end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  let characters = 0;
  for await (const piece of answer.setEncoding('utf8')) characters += String(piece).length;
  return { status: answer.statusCode, characters };
}

function repeat(unit: string): string {
  return unit.repeat(BODY_BYTES / Buffer.byteLength(JSON.stringify(unit).slice(1, -1)));
}

function numbered(write: (number: number) => string): string {
  return Array.from({ length: BODY_BYTES / Buffer.byteLength(write(99_999)) }, (_, number) => write(number)).join('');
}

test.each(Object.entries(BODIES))(
  '5 MB of %s leave the server free for others, whatever is asked',
  {
    timeout: 1_800_000,
  },
  async (name, make) => {
    const folder = await mkdtemp(join(tmpdir(), 'depeche-long-'));
    const engine = await startAmazonTranslateStandIn();
    const server = await startMeasuredServerProcess({
      DEPECHE_DATA_DIR: folder,
      DEPECHE_TRANSLATOR: 'amazon',
      AWS_ENDPOINT_URL_TRANSLATE: engine.endpoint,
    });
    try {
      const body = JSON.stringify({ ...make(), id: 'long', source: 'auto' });
      let isRefused = false;
      await server.measure();
      for (const [method, path] of REQUESTS) {
        const startedMs = performance.now();
        const isArticle = method === 'POST' && !path.includes('/long');
        const { status, characters } = await send(`${server.url}${path}`, method, isArticle ? body : undefined);
        if (isArticle) isRefused = status === 422;
        expect(isRefused ? [422, 404] : [200, 204], `${method} ${path}`).toContain(status);
        const { longestTurnMs, residentBytes } = await server.measure();
        const seconds = Math.round((performance.now() - startedMs) / 1_000);
        process.stdout.write(
          `${name}, ${method} ${path}: ${status}, ${characters} characters after ${seconds} s, longest turn ${Math.round(longestTurnMs)} ms, ${Math.round(residentBytes / 1e6)} MB resident\n`,
        );
        expect.soft(longestTurnMs, `${method} ${path}`).toBeLessThanOrEqual(MAX_TURN_MS);
      }
    } finally {
      await server.stop('SIGKILL');
      await engine.close();
      await rm(folder, { recursive: true });
    }
  },
);
