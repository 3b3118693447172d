import { describe, expect, test } from 'vitest';
import { createReadabilityExtractor } from '../../../shared/adapters/extractor-readability/create-readability-extractor.ts';
import { listDropped } from '../../../shared/adapters/extractor-readability/list-dropped.ts';

const PROSE = [
  'La préfecture a confirmé mardi la fermeture du pont de Valmore, fragilisé par la crue de janvier.',
  'Les riverains devront faire un détour de onze kilomètres, ce que regrettent les commerçants.',
  'Une navette gratuite circulera dès lundi, toutes les vingt minutes, entre la gare et le marché.',
];
const [FIRST = '', ...REST] = PROSE.map((text) => `<p>${text}</p>`);

async function droppedOf(block: string, head = ''): Promise<{ text: string; after: string }[]> {
  const html = `<html><head>${head}</head><body><article>${FIRST}${block}${REST.join('')}</article></body></html>`;
  const { text, dropped = [] } = await createReadabilityExtractor().extract(html);
  return dropped.map((one) => ({ text: one.text, after: text.slice(0, one.at) }));
}

describe('what the extractor drops', () => {
  test.each([
    ['an aside', '<aside><p>Un encadré, qui parle d’autre chose que du pont.</p></aside>'],
    ['a caption', '<figure><figcaption>Un encadré, qui parle d’autre chose que du pont</figcaption></figure>'],
    ['a line of origin', '<p class="date">Un encadré, qui parle d’autre chose que du pont</p>'],
    ['a badly named block', '<div class="sidebar"><p>Un encadré, qui parle d’autre chose que du pont.</p></div>'],
  ])('is listed with its place: %s', async (_, block) => {
    const [only, ...more] = await droppedOf(block);
    expect(more).toEqual([]);
    expect(only?.text).toMatch(/^Un encadré, qui parle d’autre chose que du pont\.?$/);
    expect(only?.after).toBe(PROSE[0]);
  });

  test.each([
    ['a script', '<script>var encart = "qui parle de tout autre chose";</script>'],
    ['a style', '<style>.encart { qui: parle; de: tout; autre: chose }</style>'],
    ['navigation', '<nav><p>Un encadré, qui parle d’autre chose que du pont.</p></nav>'],
    ['navigation by its role', '<div role="navigation">Un encadré, qui parle d’autre chose que du pont.</div>'],
    ['navigation by its name', '<div class="breadcrumb">Un encadré, qui parle d’autre chose que du pont.</div>'],
    ['a list of links', '<ul><li><a href="/crue">La crue racontée par ceux qui l’ont vécue</a></li></ul>'],
    ['a few words', '<aside>Un encadré très court</aside>'],
    ['what the article says as well', `<aside>${PROSE[1]}</aside>`],
    ['nothing at all', ''],
  ])('is not listed: %s', async (_, block) => expect(await droppedOf(block)).toEqual([]));

  test('is not listed: the title', async () => {
    const title = 'Le pont de Valmore ferme pour tout un hiver';
    expect(await droppedOf(`<header><h1>${title}</h1></header>`, `<title>${title}</title>`)).toEqual([]);
  });

  test('is listed once, also where a part of its block stays', () => {
    const promo = 'Abonnez-vous à notre lettre du matin';
    const blocks = [`${PROSE[0]} ${promo}. ${PROSE[1]}`, promo, `${promo}`];
    expect(listDropped(blocks, PROSE.join('\n\n')).map(({ text }) => text)).toEqual([`${promo}.`, promo]);
  });

  test('is listed up to 200 blocks and 20 KB', () => {
    const block = (n: number) => `Le bloc numéro ${n} ne dit rien du pont`;
    const many = Array.from({ length: 500 }, (_, n) => block(n));
    expect(listDropped(many, PROSE.join('\n\n'))).toHaveLength(200);
    const long = Array.from({ length: 30 }, (_, n) => `${block(n)} ${'é'.repeat(1_000)}`);
    const listed = listDropped(long, PROSE.join('\n\n'));
    const bytes = listed.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
    expect(bytes).toBeLessThanOrEqual(20_000);
    expect(bytes).toBeGreaterThan(17_000);
  });
});
