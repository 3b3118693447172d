import { describe, expect, test } from 'vitest';
import { readPublication } from '../../../shared/core/dating/calendar.ts';
import { noteDates } from '../../../shared/core/dating/note-dates.ts';

const SENTENCES = [
  { text: 'Le pont a rouvert hier.' },
  { text: 'La crue a emporté la digue lundi.' },
  { text: 'Le maire a démissionné samedi et sera remplacé demain.' },
];
const note = (publishedAt: string | undefined, language = 'fr', picked = [0, 2]) =>
  noteDates({ sentences: SENTENCES, picked, publishedAt, language });

describe('noteDates', () => {
  test('dates the picks only, each by its place', () => {
    expect(note('2026-03-03')).toEqual([
      { sentence: 0, text: 'hier', date: '2026-03-02' },
      { sentence: 2, text: 'samedi', date: '2026-02-28' },
      { sentence: 2, text: 'demain', date: '2026-03-04' },
    ]);
  });
  test('needs a day to count from', () => {
    expect(note(undefined)).toEqual([]);
    expect(note('au printemps')).toEqual([]);
  });
  test('counts from the day of the readers', () => {
    const date = (publishedAt: string, language: string) => note(publishedAt, language, [0]).map((found) => found.date);
    expect(date('2026-07-01T03:30:00Z', 'fr')).toEqual(['2026-06-30']);
    expect(date('2026-07-01T03:30:00Z', 'fr-CA')).toEqual(['2026-06-29']);
  });
  test('has nothing for a pick that is not there', () => expect(note('2026-03-03', 'fr', [9])).toEqual([]));
});

describe('readPublication', () => {
  const DAY = Date.UTC(2026, 2, 3) / 86_400_000;
  test.each([
    ['2026-03-03', { day: DAY }],
    ['2026-03-03T23:15:00', { day: DAY, hour: 23 }],
    ['2026-03-03T23:15:00Z', { day: DAY + 1, hour: 0 }],
    ['2026-03-03T23:15:00+01:00', { day: DAY, hour: 23 }],
    ['2026-13-01', undefined],
    ['hier', undefined],
  ])('reads %s', (written, expected) => expect(readPublication(written, 'Europe/Paris')).toEqual(expected));
});
