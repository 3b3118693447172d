import { readdirSync, readFileSync } from 'node:fs';
import net from 'node:net';
import tls from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createReadabilityExtractor } from '../../../shared/adapters/extractor-readability/create-readability-extractor.ts';
import { describeHtmlExtractor } from '../../contracts/html-extractor-contract.ts';

const FIXTURES = new URL('../../fixtures/html/', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, FIXTURES), 'utf8');
const pages = readdirSync(FIXTURES).flatMap((file) => (file.endsWith('.txt') ? [file.slice(0, -'.txt'.length)] : []));

describeHtmlExtractor('readability', createReadabilityExtractor);

describe('createReadabilityExtractor', () => {
  it('has golden pages', () => expect(pages).toEqual(['amp', 'blog', 'json-ld', 'malformed', 'news']));

  it.each(pages)('extracts the article of %s.html', async (page) => {
    const { text, ...metadata } = await createReadabilityExtractor().extract(read(`${page}.html`));
    expect(`${text}\n`).toBe(read(`${page}.txt`));
    expect(metadata).toEqual(JSON.parse(read(`${page}.json`)));
  });

  it('finds no article in a page that is a form', async () => {
    const extraction = createReadabilityExtractor().extract(read('no-article.html'));
    await expect(extraction).rejects.toMatchObject({ code: 'empty-article' });
  });

  describe('without a network', () => {
    const originals = { fetch: globalThis.fetch, connect: net.Socket.prototype.connect, tls: tls.connect };
    const calls: string[] = [];
    const refuse = (name: string) => (): never => {
      calls.push(name);
      throw new Error(`${name} was called`);
    };

    // Every client of Node, http and https included, opens its connections through these.
    beforeEach(() => {
      calls.length = 0;
      globalThis.fetch = refuse('fetch');
      net.Socket.prototype.connect = refuse('net.Socket.connect');
      tls.connect = refuse('tls.connect');
    });
    afterEach(() => {
      globalThis.fetch = originals.fetch;
      net.Socket.prototype.connect = originals.connect;
      tls.connect = originals.tls;
    });

    it('fetches nothing that a page refers to and runs nothing of it', async () => {
      const references = `<base href="http://127.0.0.1:9/"><link rel="stylesheet" href="a.css"><link rel="preload" as="fetch" href="b">
        <script src="c.js"></script><script>globalThis.ranScript = true; fetch('/d')</script><img src="e.png" onerror="globalThis.ranScript = true">
        <iframe src="f.html" srcdoc="<script>globalThis.ranScript = true</script>"></iframe><object data="g"></object><embed src="h">
        <video src="i" autoplay></video><style>@import url("http://127.0.0.1:9/j.css");</style>
        <svg onload="globalThis.ranScript = true"><image href="k"/></svg><meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">`;
      const page = read('news.html')
        .replace('</head>', `${references}</head>`)
        .replace('</article>', `${references}</article>`);
      const { text } = await createReadabilityExtractor().extract(page, { url: 'http://127.0.0.1:9/pont' });
      expect(`${text}\n`).toBe(read('news.txt'));
      expect(calls).toEqual([]);
      expect(globalThis).not.toHaveProperty('ranScript');
    });
  });
});
