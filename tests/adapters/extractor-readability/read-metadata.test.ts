import { describe, expect, it } from 'vitest';
import { createReadabilityExtractor } from '../../../shared/adapters/extractor-readability/create-readability-extractor.ts';

const ARTICLE = `<p>${'La préfecture a confirmé mardi la fermeture du pont de Valmore, fragilisé par la crue. '.repeat(3)}</p>`;

async function readPage(head: string, body = '', root = '<html>') {
  const page = `${root}<head>${head}</head><body>${body}${ARTICLE}</body></html>`;
  const { text: _, ...metadata } = await createReadabilityExtractor().extract(page);
  return metadata;
}

const jsonLd = (value: unknown): string => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;

describe('the title', () => {
  it.each([
    [
      'is that of JSON-LD first',
      `${jsonLd({ '@type': 'Article', headline: 'A' })}<meta property="og:title" content="B">`,
      'A',
    ],
    ['is that of Open Graph before <title>', '<title>A</title><meta property="og:title" content="B">', 'B'],
    [
      'loses the site that the page names',
      '<title>A - Le Val</title><meta property="og:site_name" content="le val">',
      'A',
    ],
    [
      'keeps what is not the site that the page names',
      '<title>A - B</title><meta property="og:site_name" content="C">',
      'A - B',
    ],
    ['loses a shorter last part', '<title>Le pont ferme | Gazette</title>', 'Le pont ferme'],
    ['keeps a longer last part', '<title>Val | Le pont ferme mardi</title>', 'Val | Le pont ferme mardi'],
    ['keeps what follows a colon', '<title>Le pont de Valmore : fermeture</title>', 'Le pont de Valmore : fermeture'],
    [
      'has its references decoded and its spaces collapsed',
      '<title>\n L&rsquo;eau\n &amp;  le &lt;pont&gt; </title>',
      'L’eau & le <pont>',
    ],
  ])('%s', async (_, head, title) => expect(await readPage(head)).toMatchObject({ title }));

  it('is not that of a picture', async () => {
    expect(await readPage('', '<svg><title>Logo</title></svg>')).not.toHaveProperty('title');
  });
});

describe('the date', () => {
  it.each([
    [
      'of JSON-LD',
      jsonLd({ '@graph': [{ '@type': 'Person' }, { '@type': 'NewsArticle', datePublished: '2026-02-03' }] }),
      '',
    ],
    [
      'of a nested main entity',
      jsonLd([{ '@type': 'WebPage', mainEntity: { '@type': 'BlogPosting', datePublished: '2026-02-03' } }]),
      '',
    ],
    ['of a meta property', '<meta property="article:published_time" content="2026-02-03T01:00:00+01:00">', ''],
    ['of a meta itemprop', '<meta itemprop="datePublished" content="2026-02-03">', ''],
    ['of an itemprop in the page', '', '<span itemprop="datePublished" datetime="2026-02-03">hier</span>'],
    ['of <time>', '', '<time datetime="2026-02-03">mardi</time>'],
    [
      'of <time> when JSON-LD has none that parses',
      jsonLd({ '@type': 'Article', datePublished: '2026-02-31T99:00' }),
      '<time datetime="2026-02-03">',
    ],
    [
      'of <time> when JSON-LD has one in words',
      jsonLd({ '@type': 'Article', datePublished: '3 mars 2026' }),
      '<time datetime="2026-02-03">',
    ],
  ])('is that %s', async (_, head, body) => {
    expect(await readPage(head, body)).toMatchObject({ publishedAt: '2026-02-03T00:00:00.000Z' });
  });
});

describe('the author', () => {
  it.each([
    ['a name in JSON-LD', jsonLd({ '@type': 'Article', author: 'Ada Morel' }), '', 'Ada Morel'],
    [
      'several people in JSON-LD',
      jsonLd({ '@type': 'Article', author: [{ name: 'Ada Morel' }, { name: ' ' }, 'Léo Sarde', 4] }),
      '',
      'Ada Morel, Léo Sarde',
    ],
    ['a meta name', '<meta name="Author" content=" Ada  Morel ">', '', 'Ada Morel'],
    [
      'a meta name rather than the address of a profile',
      '<meta name="author" content="https://reseau.exemple/ada"><meta name="dc.creator" content="Ada Morel">',
      '',
      'Ada Morel',
    ],
    ['an itemprop in the page', '', '<span itemprop="name author">Ada Morel</span>', 'Ada Morel'],
  ])('may be %s', async (_, head, body, author) => expect(await readPage(head, body)).toMatchObject({ author }));
});

describe('the language', () => {
  it.each([
    ['<html lang>', '<html lang="fr-CA">', jsonLd({ '@type': 'Article', inLanguage: 'fr-BE' }), 'fr-CA'],
    ['JSON-LD', '<html lang="?">', jsonLd({ '@type': 'Article', inLanguage: 'fr-BE' }), 'fr-BE'],
    ['the locale of Open Graph', '<html>', '<meta property="og:locale" content="fr_CH">', 'fr-CH'],
  ])('is that of %s', async (_, root, head, language) => {
    expect(await readPage(head, '', root)).toEqual({ language });
  });
});

describe('JSON-LD', () => {
  it.each([
    ['is no JSON', '{"@type": "Article", "headline": }'],
    ['is empty', ''],
    ['is not an object', '[null, 1, "Article", [[[[[[{"@type":"Article","headline":"A"}]]]]]]]'],
    ['is about something else', '{"@type":"Recipe","headline":"A"}'],
    ['has values of other types', '{"@type":["Article",1],"headline":{"a":1},"author":{"name":[]},"datePublished":3}'],
  ])('that %s says nothing', async (_, script) => {
    expect(await readPage(`<script type="application/ld+json">${script}</script>`)).toEqual({});
  });

  it.each([
    ['comment marks', '<!-- {"@type":"Article","headline":"A"} -->'],
    ['CDATA marks', '/*<![CDATA[*/{"@type":"Article","headline":"A"}/*]]>*/'],
    ['line ends inside strings', '{"@type":"Article","headline":"\nA\n"}'],
  ])('is read in spite of %s', async (_, script) => {
    expect(await readPage(`<script type="application/ld+json">${script}</script>`)).toEqual({ title: 'A' });
  });

  it('gives no more of a value than an attribute may hold', async () => {
    const metadata = await readPage(jsonLd({ '@type': 'Article', headline: 'mot '.repeat(100_000) }));
    expect(metadata.title?.length).toBe(2_000);
  });
});
