import { describe, expect, test } from 'vitest';
import { modelDocument } from '../../../shared/core/summarize/document-model.ts';
import { type FeatureName, measureSentence } from '../../../shared/core/summarize/sentence-features.ts';

const TITLE = 'La tour de Saint-Orins fermée au public';
const PLAIN = 'La tour accueille des promeneurs toute la semaine et reste ouverte tard le soir.';

/** Features of every sentence of an article. */
function measure(title: string, texts: readonly string[]): Record<FeatureName, number>[] {
  const document = modelDocument(
    title,
    texts.map((text) => ({ text, paragraph: 0 })),
  );
  return document.sentences.map((sentence, index) => measureSentence(sentence, document, index));
}

/** One feature of every sentence of an article. */
const listOf = (feature: FeatureName, texts: readonly string[], title = TITLE) =>
  measure(title, texts).map((features) => features[feature]);

/** One feature of a sentence that stands alone. */
const single = (feature: FeatureName, text: string) => listOf(feature, [text])[0];

describe('the wording of a sentence', () => {
  test.each<[FeatureName, string]>([
    ['hasBrackets', 'La tour (bâtie au Moyen Âge) accueille des promeneurs toute la semaine et jusque tard le soir.'],
    ['attribution', 'La tour restera fermée tout l’hiver, a indiqué la préfecture aux promeneurs de la semaine.'],
    ['attribution', "D'après la préfecture, la tour restera fermée tout l’hiver aux promeneurs de la semaine."],
    ['firstPerson', "J'aime cette tour qui accueille des promeneurs toute la semaine et jusque tard le soir."],
    ['firstPerson', 'La tour accueille nos promeneurs toute la semaine et reste ouverte jusque tard le soir.'],
    ['weekday', 'La tour accueille des promeneurs le mardi et reste ouverte toute l’année jusque tard.'],
    ['hour', 'La tour accueille des promeneurs toute la semaine et reste ouverte jusqu’à 22 h 30 le soir.'],
    ['rumour', 'La tour aurait accueilli des promeneurs toute la semaine et resterait ouverte tard le soir.'],
    ['circumstance', 'Selon la mairie, la tour accueille des promeneurs et reste ouverte toute la semaine.'],
    ['fullName', 'Jeanne Orsel accueille des promeneurs toute la semaine et reste à la tour tard le soir.'],
    ['month', 'La tour accueille des promeneurs en février et reste ouverte toute la semaine jusque tard.'],
  ])('shows %s in “%s”', (feature, text) => {
    expect(single(feature, text)).toBe(1);
    expect(single(feature, PLAIN)).toBe(0);
  });

  test('a longer sentence has more length, and excess only past what a summary wants', () => {
    const [short, long, endless] = listOf(
      'length',
      [8, 30, 60].map((words) => 'tour '.repeat(words)),
    );
    expect(short).toBeLessThan(long ?? 0);
    expect(long).toBeLessThan(endless ?? 0);
    const excess = listOf(
      'excess',
      [35, 55, 80, 400].map((words) => 'tour '.repeat(words)),
    );
    expect(excess).toEqual([0, 0.5, 1.125, 1.125]);
  });
  test('counts commas and fresh names up to a limit', () => {
    expect(single('commas', 'Une tour, un pont, une gare.')).toBeCloseTo(2 / 5);
    expect(single('commas', 'a, b, c, d, e, f, g, h.')).toBe(1);
    const NAMED = 'Hier Anna et Marc ont quitté l’Espagne.';
    expect(listOf('freshNames', [NAMED, 'Hier Anna et Lise ont vu Marc.'])).toEqual([3 / 4, 1 / 4]);
    expect(single('freshNames', 'Hier Anna, Marc, Lise, Paul et Jean ont quitté l’Espagne.')).toBe(1);
    expect(single('freshNames', PLAIN)).toBe(0);
  });
  test('a name that is a part of a word is no term of the article', () => {
    const features = measure(TITLE, ['Le maire craint une vague de Covid19 dans les écoles.', PLAIN]);
    expect(features.flatMap((one) => Object.values(one).filter((value) => !Number.isFinite(value)))).toEqual([]);
    expect(features.map(({ centrality }) => centrality)).toEqual([
      expect.toSatisfy((value) => value > 0),
      expect.toSatisfy((value) => value > 0),
    ]);
  });
  test('measures how long words are', () => {
    expect(single('wordLength', 'Une tour penche.')).toBeCloseTo((3 + 4 + 6) / 30);
  });
  test('measures quotations in every kind of quotes', () => {
    for (const quote of ['« bonjour »', '“ bonjour ”', '" bonjour "']) {
      expect(single('quotation', `Elle a dit ${quote}`)).toBeCloseTo(0.5);
    }
    expect(single('quotation', '« Tout est dit, sans fin')).toBe(1);
    expect(single('quotation', '')).toBe(0);
  });
});

describe('a sentence in its article', () => {
  const TEXTS = [
    'La tour ferme ses portes.',
    'La tour menace de tomber.',
    'Les gardiens partent.',
    'Une fleur pousse seule.',
  ];

  test('knows how deep it stands', () => {
    expect(listOf('relativeDepth', TEXTS)).toEqual([0, 0.25, 0.5, 0.75]);
  });
  test('is central, echoed and recurrent by the terms that others say too', () => {
    for (const feature of ['centrality', 'echo', 'recurrence'] as const) {
      const [first = 0, second = 0, , alone = 0] = listOf(feature, TEXTS);
      expect(first).toBeGreaterThan(alone);
      expect(second).toBeGreaterThan(alone);
    }
  });
  test('is new by the terms that it is the first to say', () => {
    const [first, second = 1, third] = listOf('novelty', TEXTS);
    expect(first).toBe(1);
    expect(third).toBe(1);
    expect(second).toBeLessThan(1);
  });
  test('leads to the next sentence by the terms of both', () => {
    const [first = 0, second = 1, , last = 1] = listOf('leads', TEXTS);
    expect(first).toBeGreaterThan(0);
    expect([second, last]).toEqual([0, 0]);
  });
  test('takes up the title, most of all with what others leave out', () => {
    for (const feature of ['titleRecall', 'titleShare', 'titleRarity'] as const) {
      expect(listOf(feature, [...TEXTS, 'Saint-Orins se tait.']).map((value) => value > 0)).toEqual([
        true,
        true,
        false,
        false,
        true,
      ]);
    }
    expect(listOf('followsTitle', ['Saint-Orins se tait.', PLAIN, PLAIN]).map((value) => value > 0)).toEqual([
      false,
      true,
      true,
    ]);
  });
  test('measures the same words the same way whatever their case and ending', () => {
    expect(listOf('recurrence', ['Le ministre parle.', 'LES MINISTRES ÉCOUTENT.'])).toEqual([1 / 3, 1 / 3]);
  });
  test('has nothing of the title where there is none, and no number that is none', () => {
    const [features] = measure('', ['']);
    expect(Object.values(features ?? {}).every(Number.isFinite)).toBe(true);
    expect(listOf('titleRecall', TEXTS, '')).toEqual([0, 0, 0, 0]);
  });
});
