import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createReadabilityExtractor } from '../../../shared/adapters/extractor-readability/create-readability-extractor.ts';
import { DepecheError } from '../../../shared/core/errors.ts';

const extractor = createReadabilityExtractor();
const SENTENCE = 'La préfecture a confirmé mardi la fermeture du pont de Valmore, fragilisé par la crue de janvier. ';
const ARTICLE = `<p>${SENTENCE.repeat(2).trim()}</p>`.repeat(4);

describe('createReadabilityExtractor', () => {
  it('returns paragraphs and metadata without furniture and scripts', async () => {
    const page = `<html lang="fr"><head><title>Le pont de Valmore ferme - La Gazette</title>
      <script type="application/ld+json">{"@type":"NewsArticle","author":{"name":"Ada Morel"},"datePublished":"2026-02-03"}</script></head>
      <body><nav>Accueil Sport</nav><article>${ARTICLE}<div class="share">Partager</div><script>alert(1)</script></article></body></html>`;
    const article = await extractor.extract(page);
    expect(article.text.split('\n\n')).toEqual(Array.from({ length: 4 }, () => SENTENCE.repeat(2).trim()));
    expect(article).toMatchObject({ author: 'Ada Morel', publishedAt: '2026-02-03T00:00:00.000Z', language: 'fr' });
    expect(article.title).toBe('Le pont de Valmore ferme');
  });

  it.each([
    ['too long', 'a'.repeat(5_000_001)],
    ['nested too deep', '<div>'.repeat(100_000)],
    ['of too many elements', '<p>'.repeat(100_000)],
    ['of too many character references', '&amp;'.repeat(1_000_000)],
  ])('refuses a page %s', async (_, html) => {
    await expect(extractor.extract(html)).rejects.toMatchObject({ code: 'payload-too-large' });
  });

  it.each(['', '<frameset><frame src="http://a.invalid/"></frameset>', '<!--'.repeat(10_000), '<script>'])(
    'finds no article in %.20j',
    async (html) => {
      await expect(extractor.extract(html)).rejects.toMatchObject({ code: 'empty-article' });
    },
  );

  it('throws nothing but a DepecheError', async () => {
    const piece = fc.constantFrom(
      '<p>',
      '</p>',
      '<div class="',
      '">',
      '<svg>',
      '<!--',
      '&',
      '<script>',
      '\0',
      'mot ',
      '<![CDATA[',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async (pieces) => {
        const error: unknown = await extractor.extract(pieces.join('')).catch((reason: unknown) => reason);
        if (error instanceof Error) expect(error).toBeInstanceOf(DepecheError);
      }),
      { numRuns: 1_000 },
    );
  });
});
