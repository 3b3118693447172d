import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chunkSentences, toLine } from '../../../shared/core/chunk/chunk-sentences.ts';
import { joinTranslatedLines } from '../../../shared/core/chunk/join-translated-lines.ts';
import { utf8Length } from '../../../shared/core/chunk/utf8-length.ts';
import { DepecheError } from '../../../shared/core/errors.ts';
import { anyCharacters } from '../../support/any-characters.ts';
import { runs } from '../../support/runs.ts';

const byteLength = (text: string) => new TextEncoder().encode(text).length;
const chunkTexts = (sentences: string[], maxBytes: number) =>
  chunkSentences(sentences, maxBytes).map(({ text }) => text);
const anyText = fc.oneof(
  anyCharacters({ maxLength: 80 }),
  fc.string({ maxLength: 80 }),
  fc
    .array(fc.constantFrom('é', ' ', '\n', ', ', ' ; ', '👩‍👩‍👧', 'e\u0301', '\ud83d', '\udc69', 'mot', '\u0085'), {
      maxLength: 40,
    })
    .map((all) => all.join('')),
);

describe('utf8Length', () => {
  test('is what an encoder says, lone surrogates included', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(utf8Length(text)).toBe(byteLength(text));
      }),
      runs(200),
    );
  });
});

describe('chunkSentences', () => {
  test('puts one sentence a line and fills a request up to the limit', () => {
    expect(chunkTexts(['Été.', 'Oui.', 'Non.', 'Si.'], 11)).toEqual(['Été.\nOui.', 'Non.\nSi.']);
    expect(chunkTexts(['Été.', 'Oui.'], 10)).toEqual(['Été.', 'Oui.']);
  });

  test('says of every line where it belongs', () => {
    expect(chunkSentences(['Oui.', 'Il pleut, il neige.'], 12)).toEqual([
      { text: 'Oui.', lines: [{ sentence: 0, part: 0, parts: 1, text: 'Oui.', joiner: '' }] },
      { text: 'Il pleut,', lines: [{ sentence: 1, part: 0, parts: 2, text: 'Il pleut,', joiner: ' ' }] },
      { text: 'il neige.', lines: [{ sentence: 1, part: 1, parts: 2, text: 'il neige.', joiner: '' }] },
    ]);
  });

  test('a line break inside a sentence is sent as a space, a blank sentence not at all', () => {
    expect(chunkTexts([' Il\r\n pleut\u2028fort. ', ' \n', '', 'Oui  non.'], 100)).toEqual([
      'Il pleut fort.\nOui  non.',
    ]);
  });

  test.each([
    ['after a clause, though another word would fit', 'abcdef, gh ijklmnop', 11, ['abcdef,', 'gh ijklmnop']],
    ['between words when the clause would be a scrap', 'a, bcdef ghi jkl', 11, ['a, bcdef', 'ghi jkl']],
    ['never before a mark that clings to its word', 'abcd efgh ; ijkl', 10, ['abcd', 'efgh ;', 'ijkl']],
    ['between characters when there is no space', 'ééééé', 4, ['éé', 'éé', 'é']],
    ['before a letter with its accent', 'abce\u0301f', 5, ['abc', 'e\u0301f']],
    ['around a joined emoji', 'abc👩‍👧', 13, ['abc', '👩‍👧']],
    ['before a letter that a joiner holds when nothing else fits', '👩\u200da', 7, ['👩\u200d', 'a']],
    ['inside a joined emoji when nothing else fits', '👩‍👧', 7, ['👩‍', '👧']],
    ['at a run of spaces', 'abcd    efgh', 6, ['abcd', 'efgh']],
  ])('cuts a sentence over the limit %s', (_, sentence, maxBytes, lines) => {
    const chunks = chunkSentences([sentence], maxBytes);
    expect(chunks.flatMap((chunk) => chunk.lines.map((line) => line.text))).toEqual(lines);
  });

  test.each([3, 0, -1, Number.NaN])('refuses a limit of %d bytes', (maxBytes) => {
    expect(() => chunkSentences(['Oui.'], maxBytes)).toThrow(DepecheError);
  });

  test('a megabyte without a border is cut in linear time', () => {
    expect(chunkSentences(['é'.repeat(500_000)], 10_000)).toHaveLength(100);
    expect(chunkSentences([`a${' '.repeat(500_000)}b`], 10_000)).toHaveLength(1);
  });
});

describe('for any sentences and limit', () => {
  const sentences = fc.array(anyText, { maxLength: 12 });
  const maxBytes = fc.integer({ min: 4, max: 60 });

  test('every request is within the limit, every line is one line, and no surrogate pair is split', () => {
    fc.assert(
      fc.property(sentences, maxBytes, (given, limit) => {
        for (const { text, lines } of chunkSentences(given, limit)) {
          expect(byteLength(text)).toBeLessThanOrEqual(limit);
          expect(text.split(/[\n\v\f\r\u0085\u2028\u2029]/)).toEqual(lines.map((line) => line.text));
          expect(lines.every((line) => line.text !== '')).toBe(true);
        }
        if (given.every((sentence) => sentence.isWellFormed())) {
          expect(chunkSentences(given, limit).every(({ text }) => text.isWellFormed())).toBe(true);
        }
      }),
      runs(200),
    );
  });

  test('requests joined are the sentences again', () => {
    fc.assert(
      fc.property(sentences, maxBytes, (given, limit) => {
        const lines = chunkSentences(given, limit).flatMap((chunk) => chunk.lines);
        const joined = joinTranslatedLines(
          lines,
          lines.map((line) => line.text),
        );
        expect([...joined]).toEqual([...given.map(toLine).entries()].filter(([, sentence]) => sentence !== ''));
      }),
      runs(200),
    );
  });

  test('two neighbouring requests never fit into one', () => {
    fc.assert(
      fc.property(sentences, maxBytes, (given, limit) => {
        const chunks = chunkSentences(given, limit);
        chunks.slice(1).forEach((chunk, i) => {
          expect(byteLength(`${chunks[i]?.text}\n${chunk.lines[0]?.text}`)).toBeGreaterThan(limit);
        });
      }),
      runs(100),
    );
  });
});

describe('joinTranslatedLines', () => {
  const lines = chunkSentences(['Il pleut, il neige.', 'Oui.'], 12).flatMap((chunk) => chunk.lines);

  test('joins the parts of a sentence as they were joined', () => {
    expect([...joinTranslatedLines(lines, ['It rains,', 'it snows.', 'Yes.'])]).toEqual([
      [0, 'It rains, it snows.'],
      [1, 'Yes.'],
    ]);
  });

  test('leaves out a sentence of which a part is missing', () => {
    expect([...joinTranslatedLines(lines.slice(1), ['it snows.', 'Yes.'])]).toEqual([[1, 'Yes.']]);
  });

  test('refuses another number of translations than lines', () => {
    expect(() => joinTranslatedLines(lines, ['It rains, it snows.', 'Yes.'])).toThrow(
      expect.objectContaining({ code: 'translation-failed' }),
    );
  });
});
