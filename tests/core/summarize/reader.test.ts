import { describe, expect, test } from 'vitest';
import { countFaults, looksBack } from '../../../shared/core/summarize/standing.ts';
import { pickSummary } from '../../../shared/core/summarize/summarize-sentences.ts';
import { findTitleNames } from '../../../shared/core/summarize/title-names.ts';

const pick = (title: string, texts: readonly string[], count: number) =>
  pickSummary({ title, sentences: texts.map((text) => ({ text, paragraph: 0 })), count });

describe('what a reader stumbles over', () => {
  test.each([
    ['La commune rouvrira sa piscine au printemps après deux ans de travaux.', 0],
    ['La piscine rouvre.', 1],
    ['La piscine de la commune rouvre selon le maireLa facture a doublé depuis le début.', 1],
    ['21h : la piscine de la commune rouvre ses portes aux habitants du quartier.', 1],
    ['21h : ça rouvre.', 2],
  ])('%s has %i faults', (text, faults) => {
    expect(countFaults(text)).toBe(faults);
  });

  test.each([
    ['Le préfet a annoncé cette mesure aux maires du département.', true],
    ['« Nous irons au bout », a-t-il ajouté devant les élus.', true],
    ['Le préfet a annoncé ce lundi la fermeture du pont.', false],
    ['Le préfet dira ce qu’il pense du pont.', false],
  ])('%s looks back: %s', (text, expected) => {
    expect(looksBack(text)).toBe(expected);
  });

  test('a title names who stands inside it or before its colon', () => {
    expect(findTitleNames('Brévanne : le maire, Paul Aubin, démissionne')).toEqual(['brévanne', 'paul', 'aubin']);
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

  test('takes what speaks of the sentence before beside that sentence', () => {
    const project = 'La région a présenté un projet de pont entre les deux rives de la Loire à Brévanne.';
    const back = 'Les habitants de Brévanne ont appris cette nouvelle du pont sur la Loire par la presse.';
    expect(pick('Un pont sur la Loire', [...BODY, project, back], 2)).toEqual([3, 4]);
  });
});
