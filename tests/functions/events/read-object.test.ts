import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { articleIdOfKey, formatOfKey } from '../../../functions/events/inbox-key.ts';
import { acceptedKey as keyBelow } from '../../../shared/app/article/accepted-key.ts';
import { ACCEPTED_PREFIX } from '../../../shared/config/constants.ts';

const acceptedKey = (id: string, body: string) => keyBelow(ACCEPTED_PREFIX, id, body);
import { ARTICLE_ID_PATTERN } from '../../../shared/contracts/article-input.ts';
import { runs } from '../../support/runs.ts';

const articleIds = fc.stringMatching(/^[\p{L}\p{N}][\p{L}\p{N}._:~@+=,-]{0,60}$/u);

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
      runs(100),
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
