import { describe, expect, test } from 'vitest';
import { leansBack, looksBack } from '../../../shared/core/summarize/leaning.ts';
import { isGlued, isScrap } from '../../../shared/core/summarize/reader-faults.ts';
import { pickSummary } from '../../../shared/core/summarize/summarize-sentences.ts';
import { findTitleNames } from '../../../shared/core/summarize/title-names.ts';

const pick = (title: string, texts: readonly string[], count: number) =>
  pickSummary({ title, sentences: texts.map((text) => ({ text, paragraph: 0 })), count });

describe('what a reader stumbles over', () => {
  test.each([
    ['La commune rouvrira sa piscine au printemps après deux ans de travaux.', false, false],
    ['La piscine rouvre.', false, true],
    ['La piscine de la commune rouvre selon le maireLa facture a doublé depuis le début.', true, false],
    ['21h : la piscine de la commune rouvre ses portes aux habitants du quartier.', false, true],
    ['21H43 - La piscine de la commune rouvre ses portes aux habitants du quartier.', false, true],
    ['21h : ça rouvreLa facture double.', true, true],
  ])('%s: glued %s, scrap %s', (text, glued, scrap) => {
    expect([isGlued(text), isScrap(text)]).toEqual([glued, scrap]);
  });

  test.each([
    ['Le préfet a annoncé cette mesure aux maires du département.', true],
    ['« Nous irons au bout », a-t-il ajouté devant les élus.', true],
    ['Le préfet a annoncé ce lundi la fermeture du pont.', false],
    ['Le préfet dira ce qu’il pense du pont.', false],
    ['Le préfet n’a pas vu ce nouveau pont.', true],
  ])('%s looks back: %s', (text, expected) => {
    expect(looksBack(text)).toBe(expected);
  });

  test.each([
    ['« Nous irons au bout », a-t-elle déclaré devant les élus.', true],
    ['« Nous irons au bout », a t-il déclaré devant les élus.', true],
    ['Le maire, Paul Aubin, ira au bout, a-t-il déclaré devant les élus.', false],
    ['Depuis le début de la semaine, elle attend une réponse de la mairie.', true],
    ['Avec Paul Aubin à sa tête, elle attend une réponse de la mairie.', false],
    ['Pour entrer dans le musée, il faut réserver deux jours avant.', false],
    ['Comme le musée est fermé, il attend au café de la place.', false],
    ['Dans son discours, la ministre a défendu le projet.', true],
    ['Ainsi, la ministre a défendu le projet.', true],
    ['Enfin, la ministre a défendu le projet.', true],
    ['Par ailleurs, la ministre a défendu le projet.', true],
    ['La ministre a défendu le projet.', false],
    ['Paul Aubin a déclaré dans son discours, assurant aussi que le pont tiendrait.', true],
    ['Paul Aubin a déclaré dans son discours que le pont tiendrait, assurant aussi qu’il rouvrirait.', false],
  ])('%s leans back: %s', (text, expected) => {
    expect(leansBack(text)).toBe(expected);
  });

  test('a title names who stands inside it or before its colon', () => {
    expect(findTitleNames('Brévanne : le maire, Paul Aubin, démissionne')).toEqual(['brevanne', 'paul', 'aubin']);
    expect(findTitleNames('Une école ferme ses portes')).toEqual([]);
  });
});

describe('a summary', () => {
  const BODY = [
    'Le conseil municipal a voté mardi soir la construction d’une nouvelle école près du port.',
    'Les travaux de construction de la nouvelle école doivent commencer au printemps prochain.',
    'Les élus du conseil municipal demandaient une nouvelle école depuis plusieurs années déjà.',
  ];

  test('takes a whole sentence rather than one glued to its neighbour', () => {
    const [first = '', second = ''] = BODY;
    const glued = second.replace(' doivent', 'Les travaux doivent');
    expect(pick('Une nouvelle école', [first, glued, second], 2)).toEqual([0, 2]);
    expect(pick('Une nouvelle école', [first, second, glued], 2)).toEqual([0, 1]);
  });

  test('names somebody of its title where a sentence does', () => {
    const named = 'Paul Aubin assure que les familles du quartier seront reçues en mairie dès la semaine prochaine.';
    expect(pick('La nouvelle école de Paul Aubin', [...BODY, named], 3)).toContain(3);
  });

  test('takes a name of its title along with the sentence before that it leans on', () => {
    const led = [
      'Un homme attendait seul sur le quai de la gare.',
      'Il s’appelle Paul Aubin et il a planté trois chênes.',
    ];
    expect(pick('La nouvelle école de Paul Aubin', [...BODY, ...led], 2)).toEqual([3, 4]);
  });

  test('does not tell the same twice', () => {
    const again = `${BODY[0]?.slice(0, -1)} de pêche.`;
    expect(pick('Une nouvelle école près du port', [BODY[0] ?? '', again, ...BODY.slice(1)], 2)).not.toEqual([0, 1]);
  });

  test('takes what speaks of the sentence before beside that sentence', () => {
    const project = 'La région a présenté un projet de pont entre les deux rives de la Loire à Brévanne.';
    const back = 'Les habitants de Brévanne ont appris cette nouvelle du pont sur la Loire par la presse.';
    expect(pick('Un pont sur la Loire', [...BODY, project, back], 2)).toEqual([3, 4]);
  });

  const QUOTED = [
    'La digue du port attend ses travaux depuis la tempête de janvier.',
    'Le conseil municipal a rejeté le budget de la digue du port hier soir.',
    '« La digue du port attend depuis trop longtemps.',
    'Les travaux commenceront au printemps », a promis Lucie Vannier aux riverains.',
    'La région paiera la moitié des travaux de la digue du port.',
  ];

  test('a quotation of two sentences comes whole, for the name of the title that its end says', () => {
    expect(pick('La digue sera refaite, dit Lucie Vannier', QUOTED, 2)).toEqual([2, 3]);
    expect(pick('La digue sera refaite, dit Lucie Vannier', QUOTED, 3)).toEqual(expect.arrayContaining([2, 3]));
  });

  const LONGER = QUOTED.toSpliced(3, 0, 'Le port est fermé aux navires depuis la tempête de janvier.');

  test.each([1, 2])('half a quotation does not come without the other half: %i sentences', (count) => {
    expect(pick('La digue sera refaite, dit Lucie Vannier', LONGER, count)).not.toContain(2);
    expect(pick('La digue sera refaite, dit Lucie Vannier', LONGER, count)).not.toContain(4);
  });

  test('a quotation of three sentences comes whole where there is room for it', () => {
    expect(pick('La digue sera refaite, dit Lucie Vannier', LONGER, 3)).toEqual([2, 3, 4]);
  });

  const SPEECH = [
    'Le conseil municipal a rejeté hier soir le budget de la digue du port.',
    '« La digue du port attend ses travaux depuis trop longtemps.',
    'La région paiera la moitié des travaux de la digue du port de Vannier.',
    'Les travaux de la digue commenceront au printemps », a promis Lucie Vannier aux riverains.',
    'Les travaux de la digue du port dureront deux ans, selon la préfecture.',
  ];

  test('what is said in the midst of a quotation is not told as the article’s own word', () => {
    expect(pick('La digue du port sera refaite', SPEECH, 2)).toEqual([0, 4]);
    expect(pick('La digue du port sera refaite', SPEECH.with(1, SPEECH[1]?.slice(2) ?? ''), 2)).toContain(2);
  });
});
