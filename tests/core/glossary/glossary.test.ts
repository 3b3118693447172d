import { describe, expect, test } from 'vitest';
import { createMissedTermFinder } from '../../../shared/core/glossary/find-missed-terms.ts';
import { createTermFinder } from '../../../shared/core/glossary/find-terms.ts';
import { createGlossary } from '../../../shared/core/glossary/glossary.ts';

const rows = [
  { source: 'conseil', target: 'council' },
  { source: 'Conseil d’État', target: 'Council of State' },
  { source: '«Le Monde»', target: 'Le Monde' },
  { source: 'ONU', target: 'UN', caseSensitive: true },
];
const find = (sentence: string) => createTermFinder(createGlossary(rows))(sentence).map(({ term }) => term.target);

describe('terms in a sentence', () => {
  test.each([
    ["Le Conseil d'État a tranché.", ['Council of State']],
    ['Un conseil, puis le CONSEIL.', ['council', 'council']],
    ['Les conseillers votent.', []],
    ["L'ONU et l'onu.", ['UN']],
    ['Selon «Le Monde», oui.', ['Le Monde']],
  ])('%s', (sentence, targets) => expect(find(sentence)).toEqual(targets));

  test('stand where their offsets say', () => {
    const [match] = createTermFinder(createGlossary(rows))('Le conseil vote.');
    expect(match).toMatchObject({ start: 3, end: 10 });
  });
});

test('the version changes with the terms only', () => {
  const { version } = createGlossary(rows);
  expect(version).toMatch(/^[0-9a-f]{16}$/);
  expect(createGlossary([...rows].reverse()).version).toBe(version);
  expect(createGlossary([...rows, { source: '…', target: 'x' }, { source: 'mot', target: ' ' }]).version).toBe(version);
  expect(createGlossary(rows, 'de').version).not.toBe(version);
  expect(createGlossary([{ source: 'conseil', target: 'board' }]).version).not.toBe(version);
});

test('missed terms are those the translation has nowhere as a word', () => {
  const findMissedTerms = createMissedTermFinder(createGlossary(rows));
  const missed = [
    { source: 'Le conseil vote.', translation: 'The Councils vote.' },
    { source: 'Le conseil vote.', translation: 'The subcouncil votes.' },
    { source: "L'ONU agit.", translation: 'The un acts.' },
    { source: 'Le conseil vote.', translation: '' },
    { source: "Un conseil, un conseil de l'ONU.", translation: 'A piece of advice.' },
  ].map(findMissedTerms);
  expect(missed.map((terms) => terms.map(({ target }) => target))).toEqual([
    [],
    ['council'],
    ['UN'],
    [],
    ['council', 'UN'],
  ]);
});
