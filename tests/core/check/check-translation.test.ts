import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkTranslation } from '../../../shared/core/check/check-translation.ts';
import { anyCharacters } from '../../support/any-characters.ts';
import { runs } from '../../support/runs.ts';

const check = (source: string, translation: string, targetLanguage = 'en') =>
  checkTranslation({ source, translation, targetLanguage });
const codes = (source: string, translation: string, targetLanguage?: string) =>
  check(source, translation, targetLanguage).map((issue) => issue.code);

describe('a sound translation passes', () => {
  const lines = readFileSync(new URL('../../fixtures/check/pairs_valid.tsv', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  test.each(lines.map((line) => line.split('\t')))('%s → %s', (source = '', translation = '') => {
    expect(check(source, translation)).toEqual([]);
  });

  test('in a language whose number words are unknown', () => {
    expect(check('Il a 3 chats et 1 250,5 euros.', 'Er hat drei Katzen und 1.250,5 Euro.', 'de')).toEqual([]);
    expect(check('Le président ukrainien a parlé ce lundi à Washington.', '乌克兰总统周一发言', 'zh')).toEqual([]);
  });

  test.each([
    ['Une aide de 61 milliards.', '610億ユーロの援助。', 'ja'],
    ['Une aide de 61 milliards.', '一项610亿的援助。', 'zh'],
    ['Une aide de 61 milliards.', 'Una ayuda de 61.000 millones.', 'es'],
    ['Une aide de 61 milliards.', 'Eine Hilfe von 61 Milliarden.', 'de'],
    ['Près de 100 chats.', 'Nearly a hundred cats.', 'en'],
  ])('with its words of magnitude: %s → %s', (source, translation, language) => {
    expect(codes(source, translation, language)).toEqual([]);
  });

  test('nothing is asked of a blank source', () => expect(check(' ', '')).toEqual([]));
});

test.each([
  ['Il part.', ' ', ['empty']],
  ['Le chat dort dans la maison.', 'le chat dort dans la maison', ['unchanged']],
  ['Il a 61 ans.', 'He is old.', ['number-lost']],
  ['Il a 61 ans.', 'He is 67.', ['number-altered']],
  ['Une aide de 61 milliards.', 'Aid of 61 million.', ['number-altered']],
  ['Une aide de 61 milliards.', 'Aid of 61.', ['number-altered']],
  ['Une aide de 61 euros.', 'Aid of 61 billion euros.', ['number-altered']],
  ['Une aide de 61 milliards et de 3 millions.', 'Aid of 61 and 3 million.', ['number-altered']],
  ['Le 1er janvier.', 'On 2 January.', ['number-altered']],
  ['Une phrase à 18h30 précises.', 'A sentence at 7:30 p.m. sharp.', ['number-altered']],
  ['Voir www.exemple.fr ce soir.', 'See www.example.fr tonight.', ['url-lost']],
  ['L’accord est signé.', 'The &quot;deal&#39; is signed.', ['entity-leaked', 'entity-leaked']],
  ['L’accord est signé.', 'The DNT_1 is <span translate=no>signed.', ['dnt-leaked', 'dnt-leaked']],
  ['L’accord est signé.', 'The d\ufffdal is signed.', ['replacement-character']],
  ['L’accord est signé.', 'The <b>deal</b> is signed.', ['markup-added', 'markup-added']],
  ['L’accord est <b>signé</b>.', 'The deal is <b onclick=x>signed</b>.', ['markup-added']],
  ['L’accord est signé.', 'The deal is signed.<script', ['markup-added']],
  ['L’accord est signé.', 'The **deal is signed.', ['markup-added']],
  ['L’accord est signé.', 'The deal\u0007 is signed.', ['control-added']],
  ['L’accord est signé.', 'The \u202edeal is signed.', ['control-added']],
  [
    'Le président a parlé longuement de cet accord lundi soir à Washington.',
    'Yes.',
    ['date-lost', 'names-lost', 'length-ratio'],
  ],
  ['Il part demain.', 'He leaves. '.repeat(12), ['repeated', 'length-ratio']],
])('%s → %s is refused', (source, translation, expected) => {
  expect(codes(source, translation)).toEqual(expected);
});

test('markup and entities of the source itself are no leak', () => {
  expect(check('Le code &amp; et <span>.', 'The code &amp; and <span>.')).toEqual([]);
});

test('a number lost in another language is told when it would not be a word', () => {
  expect(codes('Il a 45 chats.', 'Er hat Katzen.', 'de')).toEqual(['number-lost']);
});

test('thousands of lost addresses are told by the first hundred', () => {
  const addresses = Array.from({ length: 5000 }, (_, number) => `http://exemple.fr/${number}`);
  const issues = check(addresses.join(' '), 'See the site. '.repeat(9000)).filter(({ code }) => code === 'url-lost');
  expect(issues).toEqual(
    addresses.slice(0, 100).map((address) => {
      const start = addresses.join(' ').indexOf(address);
      return { code: 'url-lost', grade: 'failed', source: { start, end: start + address.length } };
    }),
  );
});

test('an issue says which stretch is questioned', () => {
  expect(check('Il a 61 ans.', 'He is 67.')).toEqual([
    { code: 'number-altered', grade: 'failed', source: { start: 5, end: 7 }, translation: { start: 6, end: 8 } },
  ]);
  expect(check('En mars il pleut, et mars dure.', 'It rains, and it lasts.')).toEqual([
    { code: 'date-lost', grade: 'failed', source: { start: 3, end: 7 } },
  ]);
});

describe('for any text', () => {
  const anyText = fc.oneof(
    anyCharacters(),
    fc
      .array(fc.constantFrom('1', '0', ',', '.', ' ', 'h', ' milliards', 'two ', 'hundred ', '&#39;', 'DNT_'))
      .map((all) => all.join('')),
  );

  test('every span lies within its text', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.constantFrom('en', 'de', 'zh', ''), (source, translation, language) => {
        for (const issue of check(source, translation, language)) {
          expect(issue.source?.end ?? 0).toBeLessThanOrEqual(source.length);
          expect(issue.translation?.end ?? 0).toBeLessThanOrEqual(translation.length);
        }
      }),
      runs(100),
    );
  });

  test('a number of three digits or more is never lost unseen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 101, max: 10 ** 9 }), (n) => {
        expect(codes(`Il y a ${n} voix.`, `There are ${n} votes.`)).toEqual([]);
        expect(codes(`Il y a ${n} voix.`, `There are ${n.toLocaleString('en')} votes.`)).toEqual([]);
        expect(codes(`Il y a ${n} voix.`, `There are ${n + 1} votes.`)).toEqual(['number-altered']);
        expect(codes(`Il y a ${n} voix.`, 'There are votes.')).toEqual(['number-lost']);
      }),
      runs(100),
    );
  });
});
