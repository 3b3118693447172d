import { describe, expect, test } from 'vitest';
import { standingOf } from '../../../shared/core/summarize/standing.ts';
import { pickSummary } from '../../../shared/core/summarize/summarize-sentences.ts';

/** Invented articles that are not plain news, one sentence an item. */
const GENRES = {
  feature: {
    title: 'À Lormont-les-Bois, le dernier sabotier transmet son métier',
    texts: [
      'Cinq heures du matin.',
      'Dans l’atelier de Basile Orsel, le poêle ronfle déjà.',
      'Il choisit une bûche de bouleau, la tourne, la repose.',
      'Pourquoi celle-ci plutôt qu’une autre ?',
      'Basile Orsel est le dernier sabotier de Lormont-les-Bois, un village de trois cents habitants.',
      'Son père et son grand-père ont travaillé dans le même atelier avant lui.',
      'Depuis septembre, le sabotier forme une apprentie de dix-neuf ans, Maëva Tissandre.',
      'Elle vient deux jours par semaine.',
      'La région finance la moitié de cette formation pendant dix-huit mois.',
    ],
  },
  interview: {
    title: 'Irène Valcour : « Le fleuve n’est pas une poubelle »',
    texts: [
      'La navigatrice Irène Valcour a descendu le Dronin à la rame pour compter les déchets.',
      'Pourquoi avoir choisi le Dronin ?',
      'Parce que j’y ai grandi.',
      'Qu’avez-vous trouvé ?',
      'En trente jours, nous avons relevé quatre mille bouteilles et deux cents pneus.',
      'C’est énorme.',
      'Que demandez-vous aux communes ?',
      'Les communes du Dronin doivent installer des filets avant le printemps.',
      'Mais elles attendent toujours une réponse du département.',
    ],
  },
  list: {
    title: 'Cinq idées de sortie pour le week-end à Tarvenne',
    texts: [
      'Tarvenne propose ce week-end cinq sorties à petit prix pour les familles.',
      '1. La fête des lanternes',
      'Le défilé des lanternes part samedi à 18 heures de la place du Marché.',
      'Il dure une heure.',
      '2. Le musée du Sel',
      'Le musée du Sel ouvre gratuitement ses réserves dimanche matin.',
      'Cette visite est limitée à vingt personnes.',
      '3. La course des ponts',
      'La course des ponts réunit huit cents coureurs sur les quais de Tarvenne.',
    ],
  },
  untitled: {
    title: '',
    texts: [
      'Cependant, personne n’y croyait plus.',
      'La coopérative laitière de Sauvemont a rouvert ses portes mercredi après deux ans d’arrêt.',
      'Ses quarante salariés ont repris le travail à l’aube.',
      'Faut-il y voir un miracle ?',
      'La préfecture a prêté trois millions d’euros à la coopérative pour acheter deux machines.',
      'Par ailleurs, les éleveurs de Sauvemont livrent de nouveau leur lait sur place.',
    ],
  },
};

const cases = Object.entries(GENRES).flatMap(([genre, { title, texts }]) =>
  [1, 2, 3].map((count) => ({ genre, title, texts, count })),
);

describe('pickSummary on other genres than news', () => {
  test.each(cases)('gives $count readable sentences of a $genre, in order', ({ title, texts, count }) => {
    const picks = pickSummary({ title, sentences: texts.map((text) => ({ text, paragraph: 0 })), count });
    expect(picks).toHaveLength(count);
    expect(picks).toEqual([...picks].sort((a, b) => a - b));
    for (const index of picks) {
      const standing = standingOf(texts[index] ?? '', index === 0 && title !== '');
      expect([texts[index], standing]).not.toEqual([texts[index], 'never']);
      if (standing === 'after-previous') expect(picks).toContain(index - 1);
    }
  });
  test('falls back on what leans and asks when nothing else is left', () => {
    const sentences = GENRES.untitled.texts.map((text) => ({ text, paragraph: 0 }));
    expect(pickSummary({ sentences, count: 5 })).toEqual([0, 1, 2, 4, 5]);
    expect(pickSummary({ sentences, count: 6 })).toEqual([0, 1, 2, 3, 4, 5]);
  });
});
