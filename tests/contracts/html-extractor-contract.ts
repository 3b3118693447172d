import { describe, expect, it } from 'vitest';
import type { HtmlExtractor } from '../../shared/ports/html-extractor.ts';

const PARAGRAPHS = [
  'La préfecture a confirmé mardi la fermeture du pont de Valmore, fragilisé par la crue de janvier, jusqu’au printemps.',
  'Les riverains devront faire un détour de onze kilomètres, ce que regrettent les commerçants de la rive gauche.',
  'Une navette gratuite circulera dès lundi, toutes les vingt minutes, entre la gare et la place du marché couvert.',
];
const ARTICLE = PARAGRAPHS.map((paragraph) => `<p>${paragraph}</p>`).join('\n');

/** What every `HtmlExtractor` keeps. `create` is called once a test. */
export function describeHtmlExtractor(name: string, create: () => HtmlExtractor): void {
  describe(`${name} as an HtmlExtractor`, () => {
    it('returns the paragraphs of an article, joined by a blank line', async () => {
      const { text } = await create().extract(`<html><body><article>${ARTICLE}</article></body></html>`);
      expect(text).toBe(PARAGRAPHS.join('\n\n'));
    });

    it('returns plain text: no markup, no character references, no scripts', async () => {
      const inner = ARTICLE.replace('rive gauche', 'rive <b>gauche</b> &amp; droite').replace(
        '</p>',
        '</p><script>alert("pont")</script><style>p { color: red }</style>',
      );
      const { text } = await create().extract(`<body><article>${inner}</article></body>`);
      expect(text).toContain('rive gauche & droite');
      expect(text).not.toMatch(/alert|color|[<>]/);
    });

    it('reads what the page states about its article', async () => {
      const head = `<title>Le pont de Valmore ferme</title>
        <meta property="article:published_time" content="2026-02-03T08:30:00+01:00">
        <meta name="author" content="Ada Morel"><meta name="description" content="Un détour de onze kilomètres.">`;
      const article = await create().extract(
        `<html lang="fr-FR"><head>${head}</head><body><article>${ARTICLE}</article></body></html>`,
      );
      expect(article).toMatchObject({
        title: 'Le pont de Valmore ferme',
        author: 'Ada Morel',
        publishedAt: '2026-02-03T07:30:00.000Z',
        description: 'Un détour de onze kilomètres.',
        language: 'fr-FR',
      });
    });

    it('states nothing that the page does not state', async () => {
      const article = await create().extract(`<body><article>${ARTICLE}</article></body>`);
      expect(Object.keys(article)).toEqual(['text']);
    });

    it('gives the same answer with and without the address of the page', async () => {
      const extractor = create();
      const html = `<body><article>${ARTICLE}</article></body>`;
      expect(await extractor.extract(html, { url: 'https://gazette.exemple/pont' })).toEqual(
        await extractor.extract(html),
      );
    });

    it.each([['nothing'], ['<html><body></body></html>'], ['<body><script>let article</script></body>']])(
      'finds no article in %s',
      async (html) => {
        const extraction = create().extract(html === 'nothing' ? '' : html);
        await expect(extraction).rejects.toMatchObject({ code: 'empty-article' });
      },
    );

    it('refuses a page of ten million characters', async () => {
      await expect(create().extract('<p>mot</p>'.repeat(1_000_000))).rejects.toMatchObject({
        code: 'payload-too-large',
      });
    });
  });
}
