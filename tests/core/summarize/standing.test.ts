import { describe, expect, test } from 'vitest';
import { standingOf } from '../../../shared/core/summarize/standing.ts';

describe('standingOf', () => {
  test.each([
    'Il a refusé.',
    'Elles partent demain.',
    'C’est une première.',
    "D'ailleurs, la tour penche.",
    'Cette décision surprend.',
    '« Mais la tour penche », dit-elle.',
    'En effet, la tour penche.',
    'De son côté, la mairie attend.',
    'Une autre tour penche.',
    'Selon elle, la tour penche.',
    'Face à cette fissure, la mairie ferme la tour.',
    'Parmi eux, trois gardiens.',
  ])('keeps “%s” behind the sentence before it, or the title', (text) => {
    expect(standingOf(text, false)).toBe('after-previous');
    expect(standingOf(text, true)).toBe('alone');
  });
  test.each([
    'Illustre inconnue, Anna gagne.',
    'Mairie et région attendent.',
    'Sarah a refusé.',
    'Il faut fermer la tour.',
    'Il y a une tour à Orins.',
    'Il n’y avait pas de tour à Orins.',
    'Il y aura une tour à Orins.',
    'Il s’agit d’une tour à Orins.',
    'Il est interdit de monter à la tour.',
    'Cette semaine, la tour ferme.',
    'Depuis ce lundi, la tour est fermée.',
    'Alors que la tour penche, la mairie attend.',
    'C’est à Orins que la tour penche.',
    'Selon la mairie, la tour penche.',
  ])('lets “%s” stand by itself', (text) => {
    expect(standingOf(text, false)).toBe('alone');
  });
  test.each([
    'La tour penche-t-elle ?',
    '« La tour penche-t-elle ? »',
    'Une tour qui penche',
    '« Je pars',
    'Je pars », dit-elle, « vite », et « loin », puis », enfin ».',
    '« Oui. « Non.',
    '',
  ])('takes “%s” for no sentence of a summary', (text) => {
    expect(standingOf(text, true)).toBe('never');
  });
  test('keeps half a quotation for the sentence that has the other half', () => {
    expect(standingOf('« La tour penche depuis mars.', false)).toBe('opens-quotation');
    expect(standingOf('Je pars », dit-elle.', false)).toBe('closes-quotation');
    expect(standingOf('Il répond : « La tour penche.', false)).toBe('never');
    expect(standingOf('Il répond : « La tour penche.', true)).toBe('opens-quotation');
  });
});
