import { describe, expect, it } from 'vitest';
import { createReadabilityExtractor } from '../../../shared/adapters/extractor-readability/create-readability-extractor.ts';

const PARAGRAPHS = [
  'La commune de Valmore, 4 100 habitants, a vécu une semaine agitée après la crue de jeudi, la plus forte depuis vingt ans.',
  'La préfète s’est rendue sur place avec trois conseillers et la maire, Ada Morel, qui réclame une aide immédiate.',
  'Les travaux du quai reprendront en mai, selon la communauté de communes, qui attend encore les devis de deux entreprises.',
  'Un conseil extraordinaire est prévu mardi à 19 heures dans la salle des fêtes, et les habitants y sont invités.',
];
const BODY = PARAGRAPHS.map((text) => `<p>${text}</p>`).join('');
const STANDFIRST = 'Une crue sans précédent a noyé le quai et les caves de la ville basse dans la nuit.';

const extract = async (body: string): Promise<string[]> =>
  (await createReadabilityExtractor().extract(`<html><body>${body}</body></html>`)).text.split('\n\n');

describe('the entries of a live blog, whatever their classes hold', () => {
  it.each([
    ['under a live block', 'live', 'comment-item'],
    ['under a block of comments that is all the page has', 'match-comments', 'match-comments__comment'],
  ])('stay %s', async (_, outer, inner) => {
    const entries = PARAGRAPHS.map((text) => `<div class="${inner}"><p>${text}</p></div>`).join('');
    expect(await extract(`<main><h1>Le match</h1><div class="${outer}">${entries}</div></main>`)).toEqual(PARAGRAPHS);
  });

  it('stay where the page says that it is one', async () => {
    const entries = PARAGRAPHS.map((text) => `<div class="comment"><p>${text}</p></div>`).join('');
    const page = `<main itemscope itemtype="https://schema.org/LiveBlogPosting">${entries}</main>`;
    expect(await extract(page)).toEqual(PARAGRAPHS);
  });

  it('are not the comments below an article', async () => {
    const comments =
      '<div class="comments"><div class="comment"><p>Encore une belle idée, bravo à tous les élus.</p></div></div>';
    expect(await extract(`<main><article>${BODY}</article>${comments}</main>`)).toEqual(PARAGRAPHS);
  });
});

describe('a standfirst outside the body', () => {
  it.each(['chapo', 'standfirst', 'article__desc', 'post-summary'])('called %s stands first', async (name) => {
    const head = `<header><h1>La crue</h1><p class="${name}">${STANDFIRST}</p></header>`;
    expect(await extract(`<main>${head}<div class="body">${BODY}</div></main>`)).toEqual([STANDFIRST, ...PARAGRAPHS]);
  });

  it('is said once', async () => {
    const page = `<article><h1>La crue</h1><p class="chapo">${STANDFIRST}</p>${BODY}</article>`;
    expect(await extract(page)).toEqual([STANDFIRST, ...PARAGRAPHS]);
  });

  it.each([
    ['a link to another article', `<a href="/a"><p class="chapo">${STANDFIRST}</p></a>`],
    ['one of several teasers', `<p class="chapo">${STANDFIRST}</p>`.repeat(3)],
    ['one of a long list', `${'<p class="chapo">Crue</p>'.repeat(30)}<p class="chapo">${STANDFIRST}</p>`],
    ['a word', '<p class="chapo">Crue</p>'],
  ])('is not %s', async (_, block) => {
    const page = `<main><section class="top">${block}</section><article>${BODY}</article></main>`;
    expect((await extract(page)).at(0)).not.toBe(STANDFIRST);
  });
});

describe('a list of links under a label', () => {
  const links = '<ul><li><a href="/a">Le port de Calais bloqué</a></li><li><a href="/b">La gare rouvre</a></li></ul>';
  const around = (block: string) => `<article>${BODY}${block}<h2>Des travaux à venir</h2>${BODY}</article>`;

  it('goes with its label, and what follows stays', async () => {
    const text = await extract(around(`<h3>Articles liés</h3>${links}`));
    expect(text).toEqual([...PARAGRAPHS, 'Des travaux à venir', ...PARAGRAPHS]);
  });

  it.each(['<h3>Les sources du rapport</h3>', ''])('stays under %j', async (label) => {
    expect(await extract(around(label + links))).toContain('La gare rouvre');
  });
});

describe('words that inline markup parts', () => {
  const stated = (body: string) =>
    `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', articleBody: body })}</script>`;

  it.each([
    ['an empty element held a space', 'Elle parle à<em></em>Jeanne.', '', 'Elle parle à Jeanne.'],
    [
      'JSON-LD has the space',
      'Elle parle à<b>Jeanne</b> Roy.',
      stated('Elle parle à Jeanne Roy.'),
      'Elle parle à Jeanne Roy.',
    ],
    ['JSON-LD has none', 'Le <b>g</b>rand pont.', stated('Le grand pont.'), 'Le grand pont.'],
    ['nothing tells', 'Le <b>g</b>rand pont.', '', 'Le grand pont.'],
    ['JSON-LD says something else', 'Le <b>g</b>rand pont.', stated('Un autre texte.'), 'Le grand pont.'],
  ])('%s', async (_, sentence, script, expected) => {
    expect((await extract(`<article><p>${sentence}</p>${BODY}</article>${script}`))[0]).toBe(expected);
  });
});

it.each([
  ['a list of terms', '<dl><dt>Moteur</dt><dd>Électrique</dd><dt>Prix</dt><dd>32 500 €</dd></dl>'],
  [
    'terms in frames',
    '<dl class="specs"><div><dt>Moteur</dt><dd>Électrique</dd></div><div><dt>Prix</dt><dd>32 500 €</dd></div></dl>',
  ],
])('keeps %s as the rows of a data sheet', async (_, list) => {
  const rows = ['Moteur | Électrique', 'Prix | 32 500 €'];
  expect(await extract(`<article>${BODY}${list}</article>`)).toEqual([...PARAGRAPHS, ...rows]);
});

it('keeps the table of a data sheet at the end, and drops the pop-up of a paywall', async () => {
  const table = '<table><tr><th>Moteur</th><td>Électrique</td></tr><tr><th>Prix</th><td>32 500 €</td></tr></table>';
  const wall = '<div class="poool-widget"><p>Vous avez lu vos cinq articles gratuits de ce mois-ci, merci.</p></div>';
  expect(await extract(`<article>${BODY}<h2>Fiche technique</h2>${table}${wall}</article>`)).toEqual([
    ...PARAGRAPHS,
    'Fiche technique',
    'Moteur | Électrique',
    'Prix | 32 500 €',
  ]);
});
