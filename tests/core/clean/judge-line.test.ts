import { expect, test } from 'vitest';
import { cleanArticle } from '../../../shared/core/clean/clean-article.ts';
import { scoreLine, scoreSentences } from '../../../shared/core/clean/furniture/score/judge-line.ts';
import { readLine } from '../../../shared/core/clean/furniture/line.ts';

test.each([
  'Téléchargez gratuitement notre application mobile',
  'Je choisis mon abonnement numérique',
  'Read our latest stories',
])('more like a site than an author: %s', (text) => {
  expect(scoreLine(readLine(text))).toBeGreaterThan(0);
});

test.each(['Un chantier contesté', 'La vallée donne tout ce que la rivière a', 'Le maire a signé un arrêté.'])(
  'more like an author than a site: %s',
  (text) => {
    expect(scoreLine(readLine(text))).toBeLessThan(0);
  },
);

test.each(['« Abonnez-vous à notre newsletter »', '– Téléchargez notre application', 'Question : quel abonnement ?'])(
  'what somebody says is not judged: %s',
  (text) => {
    expect(scoreLine(readLine(text))).toBe(Number.NEGATIVE_INFINITY);
  },
);

test('a line of two sentences is as much a site’s as the one that is least so', () => {
  const own = 'Le marché couvert rouvre mardi.';
  const both = scoreSentences(readLine(`${own} Abonnez-vous à notre newsletter`));
  expect(both).toBe(scoreLine(readLine(own)));
});

test('words of a site before signs without end are no line of it', () => {
  const words = 'Abonnez-vous à notre newsletter';
  expect(scoreLine(readLine(words))).toBeGreaterThan(0);
  expect(scoreLine(readLine(words + '.'.repeat(2_000)))).toBe(Number.NEGATIVE_INFINITY);
  const text = `Le maire a dit oui. ${words} ${'…'.repeat(2_000)} Il part demain.`;
  expect(cleanArticle({ title: '', text }).text).toBe('Le maire a dit oui. Il part demain.');
});
