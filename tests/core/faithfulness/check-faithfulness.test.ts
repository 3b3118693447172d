import { describe, expect, test } from 'vitest';
import { checkFaithfulness } from '../../../shared/core/faithfulness/check-faithfulness.ts';

const ARTICLE = `Le maire de Brévanne, Jean-Luc Perrin, a annoncé un plan de 4,5 millions d'euros. « Nous ouvrirons
trois classes dès la rentrée », a-t-il dit. L'Union des parents salue la décision.`;
const check = (...summary: string[]) => checkFaithfulness({ summary, article: ARTICLE });

describe('a faithful summary', () => {
  test.each([
    'Jean-Luc Perrin promet un plan de 4,5 millions.',
    'À Brévanne, 3 classes ouvriront, selon le maire.',
    'L’Union des parents salue le plan.',
    'Le maire promet : « Nous ouvrirons trois classes ».',
    'Le maire dit “trois classes” et "la rentrée" « … ».',
    'Brévanne ouvre trois classes.',
    'Le constructor et valueOf, dit le maire, ne sont pas des nombres.',
  ])('%s', (sentence) => expect(check(sentence)).toEqual([]));
});

describe('an invention is found', () => {
  test.each([
    ['number', 'Le plan coûte 5 millions.'],
    ['number', 'Le maire promet douze classes.'],
    ['name', 'Selon Paul Dutilleul, le plan est bon.'],
    ['name', 'Paris ouvre trois classes.'],
    ['name', 'Jean-Luc Dutilleul a annoncé un plan.'],
    ['quotation', 'Le maire a dit : « Nous fermerons tout ».'],
  ])('%s: %s', (kind, sentence) => {
    expect(check('Le maire a annoncé un plan.', sentence)).toMatchObject([{ kind, sentence: 1 }]);
  });
});
