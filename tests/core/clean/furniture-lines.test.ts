import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cleanArticle } from '../../../shared/core/clean/clean-article.ts';

const linesOf = (name: string): string[] =>
  readFileSync(new URL(`../../fixtures/clean/${name}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '');

const FIRST = 'Le conseil municipal a voté mardi soir la réouverture du marché couvert, fermé depuis deux ans.';
const LAST = 'Les travaux, confiés à une entreprise de la région, doivent commencer au début du mois de juin.';
const letters = (text: string): string => text.normalize('NFC').replace(/[^\p{L}\p{N}]+/gu, '');

describe('a line of furniture between two paragraphs', () => {
  test.each([...linesOf('furniture.txt'), ...linesOf('furniture-alone.txt')])('goes: %s', (line) => {
    const { text, removed } = cleanArticle({ text: `${FIRST}\n\n${line}\n\n${LAST}` });
    expect(text).toBe(`${FIRST}\n\n${LAST}`);
    expect(removed.map((removal) => removal.text)).toEqual([line]);
  });
});

test.each(linesOf('furniture.txt'))('furniture that ran between two sentences goes: %s', (line) => {
  expect(cleanArticle({ text: `${FIRST} ${line} ${LAST}` }).text).toBe(`${FIRST} ${LAST}`);
});

describe('a line that may be the author’s', () => {
  test.each(linesOf('author.txt'))('stays between two paragraphs: %s', (line) => {
    const { text, removed } = cleanArticle({ text: `${FIRST}\n\n${line}\n\n${LAST}` });
    expect(removed).toEqual([]);
    expect(letters(text)).toBe(letters(FIRST + line + LAST));
  });

  test.each(linesOf('author.txt').filter((line) => line.endsWith('.')))('stays inside a paragraph: %s', (line) => {
    const { text, removed } = cleanArticle({ text: `${FIRST} ${line} ${LAST}` });
    expect(removed).toEqual([]);
    expect(letters(text)).toBe(letters(FIRST + line + LAST));
  });
});
