import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createReadabilityExtractor } from '../../../shared/adapters/extractor-readability/create-readability-extractor.ts';
import { DepecheError } from '../../../shared/core/errors.ts';
import { anyCharacters } from '../../support/any-characters.ts';
import { runs } from '../../support/runs.ts';

const extractor = createReadabilityExtractor();
const SENTENCE = 'La préfecture a confirmé mardi la fermeture du pont de Valmore, fragilisé par la crue de janvier.';
const ARTICLE = `<p>${SENTENCE}</p>`.repeat(5);
const ARTICLE_TEXT = Array.from({ length: 5 }, () => SENTENCE).join('\n\n');

/** The text of a page, or the code of the typed error that it ends with; any other error fails the test. */
async function extractOrRefuse(html: string): Promise<{ text: string } | { code: string }> {
  try {
    return { text: (await extractor.extract(html)).text };
  } catch (error) {
    expect(error).toBeInstanceOf(DepecheError);
    return { code: (error as DepecheError).code };
  }
}

describe('a hostile page', () => {
  it.each([
    ['five million "<"', '<'.repeat(5_000_000)],
    ['more than five million characters', 'a'.repeat(5_000_001)],
    ['a hundred thousand nested elements', '<div>'.repeat(100_000)],
    ['a hundred thousand paragraphs', '<p>'.repeat(100_000)],
    ['a million character references', '&amp;'.repeat(1_000_000)],
    ['characters that the tree writes as references', '\u00a0>'.repeat(100_000)],
    ['broken character references', '&#x41'.repeat(100_000)],
    ['thirty thousand meta elements', '<meta name=a content=b>'.repeat(30_001)],
    ['few elements, all of them deep', `${'<div>'.repeat(120)}${'<p>x</p>'.repeat(5_000)}`],
    ['long text that is deep', `${'<div>'.repeat(120)}${'<p>mot, mot.</p>'.repeat(10)}${'mot, '.repeat(200_000)}`],
  ])('of %s is refused as too large', async (_, html) => {
    expect(await extractOrRefuse(html)).toEqual({ code: 'payload-too-large' });
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \n\t'.repeat(500_000)],
    ['NULs', '\0'.repeat(100_000)],
    ['a million end tags', '</p>'.repeat(1_000_000)],
    ['frames', `<frameset>${'<frame src="http://a.invalid/">'.repeat(10_000)}</frameset>`],
    ['unclosed comments', '<!--'.repeat(100_000)],
    ['unclosed CDATA', '<![CDATA['.repeat(100_000)],
    ['unclosed scripts', '<script>'.repeat(100_000)],
    ['unclosed attributes', '<p a="'.repeat(100_000)],
    ['an unclosed tag', `<p ${'a '.repeat(100_000)}`],
    ['an article in <template>', `<template>${ARTICLE}</template>`],
    ['an article in <noscript>', `<noscript>${ARTICLE}</noscript>`],
    ['an article that is hidden', `<div hidden>${ARTICLE}</div><div style="display: none">${ARTICLE}</div>`],
    ['an article in a comment', `<!-- ${ARTICLE} -->`],
    ['an unclosed picture', `<svg><p>${ARTICLE}`],
  ])('of %s has no article', async (_, html) => {
    expect(await extractOrRefuse(html)).toEqual({ code: 'empty-article' });
  });

  it.each([
    ['an attribute of four million characters', `<p class="${'a '.repeat(2_000_000)}">`],
    ['a million attributes', `<p ${'a=b '.repeat(1_000_000)}>`],
    ['a million end tags', '</b>'.repeat(1_000_000)],
    ['a malformed comment', '<!-- a > b <!-> c --!>'],
    ['an abruptly closed comment', '<!--><!--->'],
    ['CDATA and instructions', '<![CDATA[ a ]]><?php echo 1 ?><!ELEMENT b>'],
    ['templates', '<template><p>gabarit</p></template>'.repeat(1_000)],
    ['NULs inside', '\0<\0p>\0'],
    ['deep JSON', `<script type="application/ld+json">${'['.repeat(500_000)}${']'.repeat(500_000)}</script>`],
    ['end tags of what is not open', '</div></body></html></table>'],
    ['scripts that speak of scripts', '<script>"</scripty>" + "<!-- <script>"</script >'],
    ['unclosed formatting', '<b><i><font>'],
  ])('that starts with %s still gives its article', async (_, start) => {
    const result = await extractOrRefuse(`<body>${start}<div>${ARTICLE}</div></body>`);
    expect('text' in result && result.text.endsWith(ARTICLE_TEXT)).toBe(true);
  });

  it('gives text when it is not HTML at all', async () => {
    const result = await extractOrRefuse(`%PDF-1.4 ${'\u0001\u0002 binaire '.repeat(1_000)}`);
    expect('text' in result && result.text.startsWith('%PDF-1.4')).toBe(true);
  });

  it('of arbitrary characters ends with text or a typed error', async () => {
    await fc.assert(
      fc.asyncProperty(anyCharacters({ maxLength: 300 }), async (html) => {
        const result = await extractOrRefuse(html);
        if ('text' in result) expect(result.text.trim()).not.toBe('');
      }),
      runs(100),
    );
  });

  it('of tag soup ends with text or a typed error, and never shows a script', async () => {
    const soup = fc.constantFrom(
      ...[
        '<p>',
        '</p>',
        '<div class="share">',
        '<div class="',
        '">',
        "'",
        '</div>',
        '<a href=x>',
        '</a>',
        '<svg>',
        '</svg>',
      ],
      ...[
        '<!--',
        '-->',
        '--!>',
        '<![CDATA[',
        ']]>',
        '&',
        '&lt;',
        '&amp;',
        '\0',
        '<',
        '>',
        '<table><tr><td>',
        '</table>',
      ],
      ...[
        '<style>',
        '</style>',
        '<template>',
        '</template>',
        '<noscript>',
        '<title>',
        '</title>',
        '<li>',
        '<b>',
        '</i>',
      ],
      ...[
        '<script>marque()</script>',
        '<SCRIPT\n>marque()</ScRiPt\t>',
        '<script src="marque()">',
        '</script>',
        'mot ',
        SENTENCE,
      ],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(soup, { maxLength: 40 }), async (pieces) => {
        const result = await extractOrRefuse(pieces.join(''));
        if ('text' in result) expect(result.text).not.toMatch(/<script/i);
      }),
      runs(100),
    );
  });

  it('never shows what its scripts and styles say, whatever the tags around them', async () => {
    const tag = fc.constantFrom(
      '<p>',
      '</p>',
      '<div>',
      '</div>',
      '<b>',
      '<li>',
      '<td>',
      '</ul>',
      '<a href=x>',
      'mot ',
      `${SENTENCE} `,
    );
    const code = fc.constantFrom(
      '<script>marque</script>',
      '<SCRIPT a=">">marque</ScRiPt >',
      '<style>marque</style\n>',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(tag, code), { maxLength: 40 }), async (pieces) => {
        const result = await extractOrRefuse(pieces.join(''));
        if ('text' in result) expect(result.text).not.toContain('marque');
      }),
      runs(100),
    );
  });
});
