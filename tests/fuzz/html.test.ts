import { readdirSync, readFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import fc, { type Arbitrary } from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp } from '../functions/http/start-app.ts';
import { checkAnswer } from './support/check-answer.ts';
import { hostileText, oddString, readHostile } from './support/hostile-values.ts';
import { runs } from '../support/runs.ts';
import { trapNetwork } from './support/trap-network.ts';

const PAGES = new URL('../fixtures/hostile/pages/', import.meta.url);

/** In every hostile page beside what must not come through; the article itself. */
const SENTENCE = 'La préfecture a confirmé mardi la fermeture du pont de Valmore, fragilisé par la crue de janvier.';
/** Stands wherever a page hides code: none of it is text. */
const CODE = 'marqueDuCode';

let world: Awaited<ReturnType<typeof startApp>>;
let network: ReturnType<typeof trapNetwork>;
beforeAll(async () => {
  world = await startApp();
  network = trapNetwork();
});
afterAll(() => network.restore());

async function process(html: string, path = '/v1/articles') {
  world.log.length = 0;
  const response = await world.send('POST', path, { html, source: 'auto', url: 'https://exemple.fr/a' });
  const answer = { status: response.status, headers: response.headers, body: await response.text() };
  checkAnswer(answer, world.log);
  expect(network.attempts).toEqual([]);
  return answer;
}

test('the trap catches what would be fetched', () => {
  expect(() => createConnection(80, 'exemple.fr')).toThrow('nothing may be fetched');
  expect(network.attempts.splice(0)).toEqual(['connect']);
});

describe('a page of the hostile corpus', () => {
  test.each(readdirSync(PAGES))('%s gives its sentence and none of its code, and fetches nothing', async (name) => {
    const answer = await process(readFileSync(new URL(name, PAGES), 'utf8'), '/v1/clean');
    expect(answer.status).toBe(200);
    const { text, title } = JSON.parse(answer.body) as { text: string; title: string };
    expect(text).toContain(SENTENCE);
    expect(text + title).not.toContain(CODE);
    expect(text + title).not.toMatch(/<\/?[a-z]+[^>]*>/i);
  });
});

const url = fc.constantFrom(...readHostile('urls.txt'), 'http://169.254.169.254/', '//exemple.fr/x.js');
const attribute = fc
  .tuple(
    fc.constantFrom('src', 'href', 'srcset', 'style', 'onerror', 'onload', 'data', 'poster', 'xlink:href', 'srcdoc'),
    fc.oneof(url, oddString, fc.constant(`${CODE}()`)),
    fc.constantFrom('"', "'", ''),
  )
  .map(([name, value, quote]) => `${name}=${quote}${value}${quote}`);
const element = fc
  .tuple(
    fc.constantFrom(
      ...['a', 'img', 'base', 'link', 'meta', 'iframe', 'object', 'embed', 'form', 'input', 'video', 'svg', 'math'],
      ...['p', 'div', 'article', 'table', 'td', 'li', 'b', 'title', 'body', 'html', 'portal', 'x-y', 'frameset'],
    ),
    fc.array(attribute, { maxLength: 3 }),
    fc.constantFrom('', '/', ' '),
  )
  .map(([name, attributes, end]) => `<${name} ${attributes.join(' ')}${end}>`);
const code = fc.constantFrom(
  `<script>${CODE}()</script>`,
  `<style>@import url(//exemple.fr/${CODE})</style>`,
  `<SCRIPT a=">">${CODE}</sCrIpT\n>`,
  `<!-- ${CODE} -->`,
);
const page: Arbitrary<string> = fc
  .array(
    fc.oneof(element, code, hostileText, oddString, fc.constantFrom(`<p>${SENTENCE}</p>`, '</p>', '</div>', '<')),
    {
      maxLength: 20,
    },
  )
  .map((parts) => parts.join(''));

test('no page, however it is built, fetches anything or fails otherwise than by contract', () =>
  fc.assert(
    fc.asyncProperty(page, async (html) => void (await process(html))),
    runs(20),
  ));

describe('a page that only grows', () => {
  test.each([
    ['a hundred thousand nested tags', '<div>'.repeat(100_000) + SENTENCE],
    ['entities in entities', `<p>${'&amp;'.repeat(50_000)}lt;script&gt;`],
    ['a declared entity bomb', `<!DOCTYPE a [<!ENTITY a "x"><!ENTITY b "${'&a;'.repeat(50)}">]><p>${SENTENCE} &b;</p>`],
    ['a title of four megabytes', `<title>${'mot '.repeat(1_000_000)}</title><article><p>${SENTENCE}</p></article>`],
    ['a hundred thousand links', `<p>${SENTENCE}</p>${'<a href="http://exemple.fr/">'.repeat(100_000)}`],
    ['one attribute of four megabytes', `<p title="${'a'.repeat(4_000_000)}">${SENTENCE}</p>`],
  ])('%s gives a bounded answer', async (_, html) => {
    const answer = await process(html, '/v1/clean');
    expect([200, 413, 422]).toContain(answer.status);
    if (answer.status === 200) expect((JSON.parse(answer.body) as { title: string }).title.length).toBeLessThan(3_000);
  });
});
