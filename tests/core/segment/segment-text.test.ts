import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { segmentText } from '../../../shared/core/segment/segment-text.ts';
import { anyCharacters } from '../../support/any-characters.ts';
import { runs } from '../../support/runs.ts';

const texts = (text: string) => segmentText(text).map((sentence) => sentence.text);

describe('sentences of a line', () => {
  const lines = readFileSync(new URL('../../fixtures/segment/sentences.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

  test.each(lines)('%s', (line) => {
    const text = line.replaceAll(' | ', ' ').replaceAll('|', '');
    expect(texts(text)).toEqual(line.split('|').map((sentence) => sentence.trim()));
  });
});

describe('paragraphs', () => {
  test('a blank line or a line break begins one, and offsets lead into the text as given', () => {
    const text = '  Le titre\r\nUne phrase. Une autre.\n\n \n« Fin »  ';
    expect(segmentText(text)).toEqual([
      { paragraph: 0, start: 2, end: 10, text: 'Le titre' },
      { paragraph: 1, start: 12, end: 23, text: 'Une phrase.' },
      { paragraph: 1, start: 24, end: 34, text: 'Une autre.' },
      { paragraph: 2, start: 38, end: 45, text: '« Fin »' },
    ]);
  });

  test('a long line that goes on in lower case was only wrapped', () => {
    const wrapped = 'Le conseil municipal a voté mardi soir le nouveau\nplan de circulation. Il sera appliqué en mai.';
    expect(segmentText(wrapped).map(({ paragraph, text }) => [paragraph, text])).toEqual([
      [0, 'Le conseil municipal a voté mardi soir le nouveau\nplan de circulation.'],
      [0, 'Il sera appliqué en mai.'],
    ]);
  });

  test.each([
    ['short lines are a list', 'la farine\nle sucre', 2],
    ['a blank line is never a wrap', `${'mot '.repeat(12)}\n\nsuite`, 2],
    ['a line that ends in a full stop is complete', `${'mot '.repeat(12)}fin.\nsuite`, 2],
    ['a capital begins anew', `${'mot '.repeat(12)}\nSuite`, 2],
  ])('%s', (_, text, count) => {
    expect(segmentText(text)).toHaveLength(count);
  });

  test('what closes a quote in the next paragraph stays there', () => {
    expect(texts('Il part.\n» Et revient.')).toEqual(['Il part.', '» Et revient.']);
  });

  test('a quote that closes in the next paragraph does not end this one later', () => {
    expect(texts('Il a dit : "Oui.\n" Elle rit.')).toEqual(['Il a dit : "Oui.', '" Elle rit.']);
  });

  test.each(['', ' \n\t\r\n ', '\u2028'])('white space has no sentences: %j', (text) => {
    expect(segmentText(text)).toEqual([]);
  });
});

test.each([
  ['a trailing dash or bracket', 'Il part. -', ['Il part. -']],
  ['a glued hyphen', 'Le stade J.-Bouin.-X est plein.', ['Le stade J.-Bouin.-X est plein.']],
  ['a comma after the mark', 'Assez !, dit-il. Bon.', ['Assez !, dit-il.', 'Bon.']],
  ['a query', 'Le lien a?1=2 est mort.', ['Le lien a?1=2 est mort.']],
  ['a text that begins with a mark', '... Et puis rien.', ['...', 'Et puis rien.']],
  ['another script', 'Он ушёл. Она нет.', ['Он ушёл.', 'Она нет.']],
  ['glued initials', 'Aux U.S.A.Le pays, p.Dupont et e.g.Morel', ['Aux U.S.A.', 'Le pays, p.Dupont et e.g.Morel']],
  ['quotes at both ends', '"Oui." Non. "', ['"Oui."', 'Non. "']],
])('%s', (_, text, sentences) => {
  expect(texts(text)).toEqual(sentences);
});

describe('for any text', () => {
  const piece = fc.oneof(
    anyCharacters({ maxLength: 4 }),
    fc.constantFrom(
      ...'.!?…"«»“”\'’()[]-– \n\r\t0aAéÉ\ud800',
      'M.',
      'av.',
      'J.-C.',
      'www.a.fr',
      'https://',
      '...',
      ' "',
      '\u2028',
    ),
  );
  const anyText = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

  test('sentences lie in order, as their offsets say, and lose nothing but white space', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let at = 0;
        let paragraph = 0;
        for (const sentence of segmentText(text)) {
          expect(text.slice(at, sentence.start).trim()).toBe('');
          expect(sentence.start).toBeLessThan(sentence.end);
          expect(text.slice(sentence.start, sentence.end)).toBe(sentence.text);
          expect(sentence.text.trim()).toBe(sentence.text);
          expect(sentence.paragraph - paragraph).toBeOneOf([0, 1]);
          at = sentence.end;
          paragraph = sentence.paragraph;
        }
        expect(text.slice(at).trim()).toBe('');
      }),
      runs(150),
    );
  });

  test.each(['. ', 'A.', '" ', ' ', 'a', '\n', 'a\n', 'a.A', '?"', '(', 'www.', '…\n', '! \n', '?!\n\n', '.\n»'])(
    'a fifth of a megabyte of %j is no trap',
    (unit) => {
      const text = unit.repeat(200_000 / unit.length);
      expect(segmentText(text).reduce((sum, sentence) => sum + sentence.text.replace(/\s/g, '').length, 0)).toBe(
        text.replace(/\s/g, '').length,
      );
    },
  );
});
