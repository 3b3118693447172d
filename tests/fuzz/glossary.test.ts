import fc, { type Arbitrary } from 'fast-check';
import { expect, test } from 'vitest';
import { parseGlossary } from '../../shared/adapters/glossary-csv.ts';
import { DepecheError } from '../../shared/core/errors.ts';
import { createMissedTermFinder } from '../../shared/core/glossary/find-missed-terms.ts';
import { createTermFinder } from '../../shared/core/glossary/find-terms.ts';
import { expectCleanPrototypes, expectNoCanary } from './support/check-answer.ts';
import { CANARY, hostileText, oddString, PROTOTYPE_KEYS } from './support/hostile-values.ts';
import { runs } from '../support/runs.ts';

const cell = fc.oneof(
  oddString,
  fc.constantFrom(
    ...PROTOTYPE_KEYS,
    CANARY,
    '=1+1',
    '@SUM(A1)',
    '+cmd',
    '-2',
    'le port',
    'port',
    'harbour',
    'true',
    '',
  ),
);
const quoted = cell.map((value) => `"${value.replaceAll('"', '""')}"`);
const file: Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '\ufeff', 'source,target\n', 'fr,de\r\n', 'FR,en,caseSensitive\r', '__proto__,constructor\n'),
    fc.array(fc.array(fc.oneof(cell, quoted, quoted), { minLength: 1, maxLength: 4 }), { maxLength: 6 }),
    fc.constantFrom('\n', '\r\n', '\r'),
    fc.constantFrom(',', ';', ',,'),
  )
  .map(([start, rows, lineEnd, comma]) => start + rows.map((row) => row.join(comma)).join(lineEnd));

test('any file is a glossary whose terms are found where they stand, or is refused without a word of it', () =>
  fc.assert(
    fc.property(file, hostileText, (content, text) => {
      try {
        const glossary = parseGlossary(content);
        const source = [text, ...glossary.terms.map((term) => term.source)].join(' ');
        for (const { term, start, end } of createTermFinder(glossary)(source)) {
          expect(source.slice(start, end).toLowerCase()).toBe(term.source.toLowerCase());
        }
        const missed = createMissedTermFinder(glossary)({ source, translation: 'x' });
        expect(missed.length).toBeLessThanOrEqual(glossary.terms.length);
      } catch (error) {
        if (!(error instanceof DepecheError)) throw error;
        expect(error.code).toBe('invalid-request');
        expectNoCanary(error.message);
      }
      expectCleanPrototypes();
    }),
    runs(250),
  ));

test('the order of rows and the ends of lines change nothing', () => {
  const rows = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(rows, fc.constantFrom('\n', '\r\n', '\r'), (sources, lineEnd) => {
      const write = (list: readonly string[], end: string) => list.map((source) => `m ${source},x`).join(end);
      expect(parseGlossary(write(sources.toReversed(), lineEnd))).toEqual(parseGlossary(write(sources, '\n')));
    }),
    runs(100),
  );
});

test('a hundred thousand terms with the same first word are read and looked up', () => {
  const rows = Array.from({ length: 100_000 }, (_, index) => `le mot${index},word${index}`).join('\n');
  const glossary = parseGlossary(rows);
  expect(glossary.terms).toHaveLength(100_000);
  expect(createTermFinder(glossary)('Voici le mot99999.').map(({ term }) => term.target)).toEqual(['word99999']);
});

test('one term missed in a hundred thousand sentences, and one sought in a word of a million letters', () => {
  const glossary = parseGlossary('port,harbour');
  const pairs = Array.from({ length: 100_000 }, () => ({ source: 'Le port.', translation: 'The lake.' }));
  const findMissedTerms = createMissedTermFinder(glossary);
  expect(pairs.flatMap(findMissedTerms)).toHaveLength(pairs.length);
  const long = { source: 'Le port.', translation: 'xharbour'.repeat(125_000) };
  expect(findMissedTerms(long)).toHaveLength(1);
});
