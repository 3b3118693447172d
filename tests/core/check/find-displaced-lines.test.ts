import { describe, expect, test } from 'vitest';
import { findDisplacedLines } from '../../../shared/core/check/find-displaced-lines.ts';

const PAGES = [
  `La mairie de Lorient rouvre sa piscine couverte le 4 mai, après dix-huit mois de travaux.|Lorient's town hall is reopening its indoor pool on 4 May, after eighteen months of work.
Le chantier a coûté 3,2 millions d'euros.|The works cost 3.2 million euros.
« Nous avons changé toute la chaufferie », explique l'adjointe aux sports, Maëlle Kervadec.|“We replaced the whole boiler room,” explains the deputy for sport, Maëlle Kervadec.
Les nageurs devront patienter.|Swimmers will have to be patient.
Le toboggan, fermé depuis l'accident de 2023, ne sera contrôlé par la préfecture qu'au mois de septembre.|The slide, closed since the accident of 2023, will not be inspected by the prefecture until September.
Une association d'usagers réclame des horaires plus larges le soir.|A users' association is asking for longer evening hours.
La ville promet une réponse.|The town promises an answer.
Le club de natation, qui compte 640 licenciés, s'entraînait à Ploemeur et à Hennebont pendant les travaux.|The swimming club, which has 640 members, trained at Ploemeur and Hennebont during the works.`,
  `Un incendie a détruit dans la nuit un entrepôt de meubles près de Tournai.|A fire destroyed a furniture warehouse near Tournai overnight.
Personne n'a été blessé.|Nobody was hurt.
Soixante pompiers venus de Mons et de Courtrai ont lutté jusqu'à 5 heures contre les flammes, gênés par un vent violent.|Sixty firefighters from Mons and Courtrai fought the flames until 5 a.m., hampered by a strong wind.
Le bourgmestre, Luc Vanhove, parle d'un désastre économique.|The mayor, Luc Vanhove, speaks of an economic disaster.
L'entreprise emploie 112 personnes.|The company employs 112 people.
Ses dirigeants espèrent reprendre une partie de la production dans un bâtiment voisin avant la fin de la semaine.|Its managers hope to resume part of the production in a neighbouring building before the end of the week.
Une enquête a été ouverte.|An investigation has been opened.
Selon les premiers éléments, une machine aurait pris feu dans l'atelier de vernissage.|According to the first findings, a machine caught fire in the varnishing workshop.`,
].map((page) =>
  page.split('\n').map((line) => {
    const [source = '', translation = ''] = line.split('|');
    return { source, translation };
  }),
);

/** The page with the translation of another line at each place. */
const arrange = (page: (typeof PAGES)[number], from: (at: number) => number) =>
  page.map(({ source }, at) => ({ source, translation: page.at(from(at) % page.length)?.translation ?? '' }));

describe.each(PAGES.map((page, at) => [at, page] as const))('page %i', (_, page) => {
  test('as it came has every line at its place', () => {
    expect([...findDisplacedLines(page)]).toEqual([]);
  });

  test.each([-2, -1, 1, 2])('shifted by %i is not trusted at all', (offset) => {
    expect(findDisplacedLines(arrange(page, (at) => at + offset)).size).toBe(page.length);
  });
});

test('at least 85 % of neighbours that changed places are found, both', () => {
  const swaps = PAGES.flatMap((page) => page.slice(1).map((_, first) => ({ page, first })));
  const caught = swaps.filter(({ page, first }) => {
    const swapped = arrange(page, (at) => (at === first ? first + 1 : at === first + 1 ? first : at));
    const displaced = findDisplacedLines(swapped);
    return displaced.has(first) && displaced.has(first + 1);
  });
  expect(caught.length / swaps.length).toBeGreaterThanOrEqual(0.85);
});

test('a line that stands where its neighbour belongs is found alone', () => {
  const [page = []] = PAGES;
  const twice = arrange(page, (at) => (at === 6 ? 7 : at));
  expect([...findDisplacedLines(twice)]).toEqual([6]);
});

test('numbers, names and lengths tell in another script', () => {
  const lines = [
    { source: 'Le chantier a coûté 312 millions.', translation: '工程耗资312万。' },
    {
      source: 'Le club de Ploemeur compte 640 licenciés depuis 2023.',
      translation: 'Ploemeur 俱乐部自2023年以来有640名会员。',
    },
    { source: 'La ville promet une réponse.', translation: '市政府承诺答复。' },
  ];
  expect(findDisplacedLines(lines).size).toBe(0);
  expect(findDisplacedLines(arrange(lines, (at) => at + 1)).size).toBe(3);
});

test('nothing, and a line alone, have no order', () => {
  expect(findDisplacedLines([]).size).toBe(0);
  expect(findDisplacedLines([{ source: 'Il part.', translation: 'Something else entirely.' }]).size).toBe(0);
});
