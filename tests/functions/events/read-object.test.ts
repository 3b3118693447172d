import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeText } from '../../../functions/events/decode-text.ts';
import { acceptedKey, articleIdOfKey, formatOfKey } from '../../../functions/events/inbox-key.ts';
import { ARTICLE_ID_PATTERN } from '../../../shared/contracts/article-input.ts';

const articleIds = fc.stringMatching(/^[\p{L}\p{N}][\p{L}\p{N}._:~@+=,-]{0,60}$/u);

describe('decodeText', () => {
  const sentence = 'Le phare de l’île, « rallumé » à Noël : 12 €.';

  test('reads UTF-8, with a byte order mark or without', () => {
    const utf8 = new TextEncoder().encode(sentence);
    expect(decodeText(utf8)).toBe(sentence);
    expect(decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8))).toBe(sentence);
  });

  test('reads what older programs write', () => {
    const windows1252 = Buffer.from('Le phare de l\x92\xeele, \xab rallum\xe9 \xbb \xe0 No\xebl : 12 \x80.', 'latin1');
    expect(decodeText(windows1252)).toBe(sentence);
    const utf16 = Buffer.from(`\ufeff${sentence}`, 'utf16le');
    expect(decodeText(utf16)).toBe(sentence);
    expect(decodeText(Buffer.from(utf16).swap16())).toBe(sentence);
  });

  test.each([
    ['a PNG', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d]],
    ['a ZIP', [0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00]],
    ['NUL characters', [0x61, 0x00, 0x62]],
  ])('refuses %s', (_, bytes) => {
    expect(() => decodeText(Uint8Array.from(bytes))).toThrow(
      expect.objectContaining({ code: 'unsupported-media-type' }),
    );
  });

  test('gives back any text it was given as UTF-8', () => {
    const texts = fc.string({ unit: 'grapheme' }).filter((text) => !/[\p{Cc}\ufeff]/u.test(text));
    fc.assert(
      fc.property(texts, (text) => {
        expect(decodeText(new TextEncoder().encode(text))).toBe(text);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('keys of the inbox', () => {
  test.each([
    ['inbox/phare.txt', 'phare'],
    ['inbox/2026/11/phare.v2.html', '2026:11:phare.v2'],
    ['inbox/no-extension', 'no-extension'],
    ['inbox/mon article.txt', undefined],
    ['inbox/.txt', undefined],
    [`inbox/${'a'.repeat(201)}.txt`, undefined],
  ])('%s names the article %s', (key, id) => {
    expect(articleIdOfKey(key)).toBe(id);
  });

  test('any id stands in the key of its accepted article, and can be told from it', () => {
    fc.assert(
      fc.property(articleIds, fc.string(), (id, body) => {
        const key = acceptedKey(id, body);
        expect(articleIdOfKey(key)).toBe(id);
        expect(formatOfKey(key)).toBe('json');
        expect(Buffer.byteLength(key)).toBeLessThanOrEqual(1_024);
      }),
      { numRuns: 1_000 },
    );
  });

  test('the longest id fits the 1,024 bytes that S3 gives a key', () => {
    const id = '𝐀'.repeat(100) + 'é'.repeat(100);
    expect(id).toMatch(ARTICLE_ID_PATTERN);
    expect(Buffer.byteLength(acceptedKey(id, ''))).toBeLessThanOrEqual(1_024);
  });

  test('another request for the same article has another key, a repeated one the same', () => {
    const [english, german] = ['{"id":"a","target":"en"}', '{"id":"a","target":"de"}'];
    expect(acceptedKey('a', english)).not.toBe(acceptedKey('a', german));
    expect(acceptedKey('a', english)).toBe(acceptedKey('a', english));
  });

  test.each([
    ['a.TXT', 'text'],
    ['a.htm', 'html'],
    ['a.html', 'html'],
    ['a.json', 'json'],
    ['a.pdf', undefined],
    ['a.txt/b', undefined],
    ['a.constructor', undefined],
  ])('%s holds %s', (key, format) => {
    expect(formatOfKey(key)).toBe(format);
  });
});
