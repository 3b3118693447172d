import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startApp } from '../functions/http/start-app.ts';

const SENTENCES = Array.from(
  { length: 8 },
  (_, at) => `La préfecture de Valmore a confirmé la fermeture du pont numéro ${at}, fragilisé par la crue de janvier.`,
);

/** Somewhere that an article points to, which must never hear of it. */
const bait = createServer((request, response) => {
  asked.push(request.url ?? '');
  response.end('<p>fetched</p>');
});
let asked: string[];
let address: string;
let connections = 0;

beforeAll(async () => {
  bait.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => bait.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(bait.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => bait.close(resolve)));
beforeEach(() => {
  asked = [];
  connections = 0;
});

/** Everything in a page that makes a browser or an XML parser ask for something. */
const page = () => `<!DOCTYPE html SYSTEM "${address}/dtd" [<!ENTITY inside SYSTEM "${address}/entity">]>
<html manifest="${address}/manifest"><head><title>Le pont de Valmore</title>
<base href="${address}/base/"><meta http-equiv="refresh" content="0;url=${address}/refresh">
<link rel="stylesheet" href="${address}/style"><link rel="canonical" href="${address}/canonical">
<link rel="alternate" type="application/json+oembed" href="${address}/oembed">
<meta property="og:image" content="${address}/og"><style>@import url("${address}/import")</style>
<script src="${address}/script"></script><script>fetch("${address}/inline")</script>
<script type="application/ld+json">{"@context": "${address}/context", "@type": "NewsArticle", "url": "${address}/ld"}</script>
</head><body background="${address}/background"><article>
${SENTENCES.map((sentence) => `<p>${sentence} &inside;</p>`).join('\n')}
<p><img src="${address}/img" srcset="${address}/srcset 2x"><iframe src="${address}/frame"></iframe>
<object data="${address}/object"></object><embed src="${address}/embed"><video src="${address}/video"></video>
<svg><image href="${address}/svg"/><use href="${address}/use#a"/></svg><a href="${address}/link" ping="${address}/ping">ici</a></p>
</article></body></html>`;

test.each([
  ['html', () => ({ html: page(), url: `${address}/page` })],
  [
    'text',
    () => ({ text: `${SENTENCES.join(' ')}\n\n${address}/text\n\n<img src="${address}/markup">`, url: address }),
  ],
])('an article of %s is processed without asking for anything that it names', async (_kind, input) => {
  const { send } = await startApp();
  for (const path of ['/v1/articles', '/v1/clean', '/v1/summarize', '/v1/estimate']) {
    const response = await send('POST', path, input());
    expect(response.status).toBe(200);
    expect(await response.text()).not.toContain('fetched');
  }
  // An answer of our own closes what might still be on its way.
  expect(await (await fetch(`${address}/control`)).text()).toContain('fetched');
  expect(asked).toEqual(['/control']);
  expect(connections).toBe(1);
});
