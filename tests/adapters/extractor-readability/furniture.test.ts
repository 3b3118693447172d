import { describe, expect, it } from 'vitest';
import { createReadabilityExtractor } from '../../../shared/adapters/extractor-readability/create-readability-extractor.ts';
import { trimEdges } from '../../../shared/adapters/extractor-readability/trim-edges.ts';

const SENTENCE = 'La préfecture a confirmé mardi la fermeture du pont de Valmore, fragilisé par la crue de janvier.';
const TEXT = [SENTENCE, SENTENCE, SENTENCE, SENTENCE].join('\n\n');
const HALF = `<p>${SENTENCE}</p>`.repeat(2);

async function extractAround(block: string): Promise<string> {
  return (await createReadabilityExtractor().extract(`<body><article>${HALF}${block}${HALF}</article></body>`)).text;
}

describe('furniture in the middle of an article', () => {
  it.each([
    '<aside><p>Un encadré, qui parle d’autre chose que du pont.</p></aside>',
    '<div role="complementary"><p>Un encadré, qui parle d’autre chose.</p></div>',
    '<div class="barrePartage"><p>Partagez cet article, et aimez-le.</p></div>',
    '<section id="bloc_newsletter"><p>Recevez, chaque matin, notre lettre.</p></section>',
    '<amp-ad><p>Des bottes, à moitié prix, seulement demain.</p></amp-ad>',
    '<figure><figcaption>Le pont, lundi. Photo Léo Sarde</figcaption></figure>',
    '<p class="publishedDate">Créé : 12.12.2025, 07h36</p>',
    '<p><span itemprop="author">Ada Morel</span>, publié le 3 février 2026 à 8 h 30</p>',
    '<p>Par <a rel="author" href="/ada">Ada Morel</a></p>',
    '<p><strong><a href="/crue">La crue racontée par ceux qui l’ont vécue</a></strong></p>',
  ])('is dropped: %s', async (block) => expect(await extractAround(block)).toBe(TEXT));

  it.each([
    ['a sentence with a date', '<p>Le <time>3 février</time>, tout a changé.</p>', 'Le 3 février, tout a changé.'],
    [
      'a sentence with a tag',
      '<p>Le pont de <span class="tags">Brélac</span> suffira.</p>',
      'Le pont de Brélac suffira.',
    ],
    ['an address', '<p><a href="mailto:a@b.fr">navette@val.exemple</a></p>', 'navette@val.exemple'],
    ['a heading with an anchor', '<h2><a href="#navette">Une navette</a></h2>', 'Une navette'],
    ['a sentence with a link', '<p>Le <a href="/r">rapport</a> le dit.</p>', 'Le rapport le dit.'],
  ])('is not %s', async (_, block, kept) => {
    expect((await extractAround(block)).split('\n\n')).toEqual([SENTENCE, SENTENCE, kept, SENTENCE, SENTENCE]);
  });

  it('is not the frame of the article, whatever its name', async () => {
    const { text } = await createReadabilityExtractor().extract(
      `<body><nav><a href="/">${'Accueil '.repeat(300)}</a></nav><div class="social paywall">${HALF}${HALF}</div></body>`,
    );
    expect(text).toBe(TEXT);
  });
});

describe('trimEdges', () => {
  it.each([
    ['lines before the first sentence', ['Vallée', 'Le pont ferme', 'Une phrase.'], ['Une phrase.']],
    [
      'lines after the last sentence',
      ['Une phrase ! »', 'Ada Morel', 'Permalien https://a.exemple/1'],
      ['Une phrase ! »'],
    ],
  ])('cuts %s', (_, paragraphs, expected) => expect(trimEdges(paragraphs)).toEqual(expected));

  it.each([
    ['headings between sentences', ['Une.', 'Un titre', 'Deux.']],
    ['a long paragraph without a full stop', ['mot '.repeat(25), 'Une phrase.']],
    ['what announces a list', ['Il faut :', 'de la farine', 'Une phrase.']],
    ['a list of more than six lines', ['Une phrase.', ...'abcdefg']],
    ['an article without sentences', ['Titre', 'Vers', 'Vers']],
    ['nothing', []],
  ])('keeps %s', (_, paragraphs) => expect(trimEdges(paragraphs)).toEqual(paragraphs));
});
