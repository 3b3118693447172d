import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CleaningMark } from '../../../shared/core/article.ts';
import { foldNoBreakSpaces, setNoBreakSpaces } from '../../../shared/core/typography/no-break-spaces.ts';
import { cleanArticle, cleanInline } from '../../../shared/core/clean/clean-article.ts';
import { anyCharacters } from '../../support/any-characters.ts';
import { runs } from '../../support/runs.ts';

const RUNS = runs(50);

/** Pieces that the rules look for, so that random articles reach them. */
const piece = fc.constantFrom(
  'Le maire a signé',
  'un accord',
  '“',
  '”',
  '«',
  '»',
  '"',
  "'",
  '’',
  '‘',
  ' ',
  '  ',
  '\u00a0',
  '\u200b',
  '\n',
  '\n\n',
  '\r\n',
  '.',
  ',',
  '…',
  '?',
  '!',
  ':',
  'bilatéral.Zelensky',
  '2.',
  '600 passagers',
  '&amp;#39;',
  '&eacute;',
  '&',
  'Ã©',
  'â€™',
  'e\u0301',
  '\ud800',
  '\u0000',
  '\u0093',
  '<p>',
  '<script>x</script>',
  'Publicité',
  'Lire aussi : Un titre',
  'PREV Un pont – .',
  'NEXT La foire',
  '© AFP',
  'Partager',
  'Publié le 12 mars 2024',
  'Abonnez-vous à notre newsletter',
  'Descriptive text here',
  'À lire aussi',
  'Par Jeanne Roy',
  'www.example.fr',
  'M.',
  '(',
  ')',
  '12',
  '😀',
);
const dirtyText = fc
  .array(fc.oneof(piece, anyCharacters({ maxLength: 6 })), { maxLength: 30 })
  .map((parts) => parts.join(''));
const anyString = fc.oneof(
  dirtyText,
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
);
const rawArticle = fc.record({ title: fc.option(anyString, { nil: undefined }), text: anyString });

function applyMarks(source: string, marks: readonly CleaningMark[]): string {
  let text = '';
  let from = 0;
  for (const mark of marks) {
    text += source.slice(from, mark.start) + (mark.replacement ?? '');
    from = mark.end;
  }
  return text + source.slice(from);
}

test('cleaning what was cleaned changes nothing', () => {
  fc.assert(
    fc.property(rawArticle, (raw) => {
      const { title, text } = cleanArticle(raw);
      const settled = { title, text, removed: [], repaired: [], marks: [] };
      expect(cleanArticle({ title, text })).toEqual(settled);
      expect(cleanArticle({ title: setNoBreakSpaces(title), text: setNoBreakSpaces(text) })).toEqual(settled);
    }),
    RUNS,
  );
});

test('the same article gives the same result, well-formed', () => {
  fc.assert(
    fc.property(rawArticle, (raw) => {
      const cleaned = cleanArticle(raw);
      expect(cleanArticle(raw)).toEqual(cleaned);
      expect(cleaned.text.isWellFormed() && cleaned.title.isWellFormed()).toBe(true);
    }),
    RUNS,
  );
});

test('marks are in order, do not overlap, and lead from the text as given to the clean one', () => {
  fc.assert(
    fc.property(rawArticle, (raw) => {
      const { text, marks } = cleanArticle(raw);
      let previousEnd = 0;
      for (const { start, end } of marks) {
        expect(start).toBeGreaterThanOrEqual(previousEnd);
        expect(end).toBeGreaterThanOrEqual(start);
        previousEnd = end;
      }
      expect(previousEnd).toBeLessThanOrEqual(raw.text.length);
      // No-break spaces of punctuation are a matter of rendering, and leave no mark.
      expect(foldNoBreakSpaces(applyMarks(raw.text, marks))).toBe(text);
    }),
    RUNS,
  );
});

test('no letter is invented: those of a plain text stand in the same order in the result', () => {
  const word = fc.stringMatching(/^[a-zéèàç]{1,8}$/);
  const plain = fc.array(fc.oneof(word, fc.constantFrom('. ', ', ', '"', ' « ', ' » ', '\n', ' ', "l'", 'Le ')), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(plain, (parts) => {
      const source = parts.join('').replace(/\P{L}/gu, '');
      let at = 0;
      for (const letter of cleanArticle({ text: parts.join('') }).text.replace(/\P{L}/gu, '')) {
        at = source.indexOf(letter, at) + 1;
        expect(at).toBeGreaterThan(0);
      }
    }),
    RUNS,
  );
});

test('a repaired title is one line and stays as it is when repaired again', () => {
  fc.assert(
    fc.property(anyString, (title) => {
      const { text } = cleanInline(title);
      expect(text).not.toContain('\n');
      expect(cleanInline(text)).toEqual({ text, repaired: [] });
    }),
    RUNS,
  );
});

test('whatever stands around it, an author’s sentence is never cleaned down to nothing', () => {
  const linesOf = (name: string): string[] =>
    readFileSync(new URL(`../../fixtures/clean/${name}`, import.meta.url), 'utf8')
      .split('\n')
      .filter(Boolean);
  const sentence = fc.constantFrom(...linesOf('author.txt').filter((line) => line.endsWith('.')));
  const around = fc.array(fc.constantFrom(...linesOf('furniture.txt')), { maxLength: 6 });
  const copies = fc.integer({ min: 1, max: 6 });
  const gap = fc.constantFrom('\n', '\n\n', ' ');
  fc.assert(
    fc.property(sentence, around, around, copies, gap, fc.boolean(), (line, before, after, times, between, titled) => {
      const said = Array.from({ length: times }, () => line).join(between);
      const text = [...before, said, ...after].join('\n');
      expect(cleanArticle(titled ? { title: line, text } : { text }).text).not.toBe('');
    }),
    RUNS,
  );
});

/** What a pattern could try again from every place of a text made of nothing else, with the length of that text. */
const REPEATED: [piece: string, length: number][] = [
  ['"', 150_000],
  ['Publié le ', 20_000],
  ['www.a', 20_000],
  ['const a=', 20_000],
  ['function (', 20_000],
  ['<script>', 20_000],
  ['Lire aussi : ', 20_000],
  ['Julie Astier 03/03/2026 18:40 ', 120_000],
];

test.each(REPEATED)('a text made of %j alone, %i units long, is cleaned and gains no letter', (piece, length) => {
  const text = piece.repeat(length / piece.length);
  const lettersOf = (of: string): number => of.replace(/\P{L}/gu, '').length;
  expect(lettersOf(cleanArticle({ text }).text)).toBeLessThanOrEqual(lettersOf(text));
});

/** Lines this short are looked at by every pattern of furniture, which longer ones never meet. */
const FURNITURE_LENGTHS = [60, 150, 250, 390];
const SIGNS = [
  ...'/|>›»«"\'’()[]{}<_*#@&%€$=+\\.,:;!?…–—-•· aA1é',
  ' / ',
  ' | ',
  ' > ',
  'ab/',
  'Ab > ',
  '#ab ',
  'par Ab ',
  '1 €',
];

test.each(SIGNS)('a line of %j alone, as short as furniture is, is read to its end', (sign) => {
  for (const length of FURNITURE_LENGTHS) {
    const line = sign.repeat(length / sign.length);
    const lines = [line, `${line}!`, `Le ${line}\u0001`].join('\n\n');
    expect(cleanArticle({ text: cleanArticle({ text: lines }).text }).text).toBe(cleanArticle({ text: lines }).text);
  }
});
