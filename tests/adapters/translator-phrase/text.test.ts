import { describe, expect, test } from 'vitest';
import { detokeniseEnglish } from '../../../shared/adapters/translator-phrase/text/detokenise-english.ts';
import {
  fillNumberSlots,
  numberSlot,
  writeNumber,
} from '../../../shared/adapters/translator-phrase/text/number-slots.ts';
import { splitSegments } from '../../../shared/adapters/translator-phrase/search/segments.ts';
import { tokeniseFrench } from '../../../shared/adapters/translator-phrase/text/tokenise-french.ts';
import { writeUnknownWord } from '../../../shared/adapters/translator-phrase/text/unknown-words.ts';

describe('tokeniseFrench', () => {
  test.each([
    ['Y a-t-il du café ?', 'Y|a|-il|du|café|?'],
    [
      'Le 14 juillet 2021 à 18 h 30, il a payé 1 250,50 € à Jean-Pierre.',
      'Le|14|juillet|2021|à|18:30|,|il|a|payé|1250,50|€|à|Jean-Pierre|.',
    ],
    ['« Qu’est-ce que l’accord ? »', '"|Qu\'|est|-ce|que|l\'|accord|?|"'],
    ['Aujourd’hui, jusqu’à midi…', "Aujourd'hui|,|jusqu'|à|midi|..."],
    ['M. Dupont et J. Martin', 'M.|Dupont|et|J.|Martin'],
    ['un accord bilatéral.Zelensky', 'un|accord|bilatéral|.|Zelensky'],
    ['L’Onu au XXe siècle – enfin', "L'|Onu|au|20e|siècle|–|enfin"],
    ['de 10-12 à 3 000 000 d’œufs', "de|10|@-@|12|à|3000000|d'|oeufs"],
    ['voir https://exemple.fr/a?b=1 à 20 h.', 'voir|https://exemple.fr/a?b=1|à|20:00|.'],
    ['rendez-vous là-bas à 20°C', 'rendez-vous|là-bas|à|20|°C'],
    ['', ''],
  ])('%s', (line, tokens) => {
    expect(tokeniseFrench(line).join('|')).toBe(tokens);
  });

  test('takes linear time over long runs without a break', () => {
    expect(tokeniseFrench("l'".repeat(20_000)).length).toBeGreaterThan(0);
    expect(tokeniseFrench('a+-.'.repeat(20_000)).length).toBeGreaterThan(0);
  });
});

describe('splitSegments', () => {
  test('closes after a sentence and keeps a closing quote with it', () => {
    const segments = splitSegments(['"', 'Oui', '.', '"', 'Puis', 'non', '.', 'Fin', '.']);

    expect(segments.map(({ tokens, endsSentence }) => [tokens.join(' '), endsSentence])).toEqual([
      ['" Oui . " Puis non .', true],
      ['Fin .', true],
    ]);
  });

  test('bounds a sentence without an end', () => {
    const segments = splitSegments([...Array(95).fill('mot'), ',', ...Array(450).fill('mot')]);

    expect(segments.map(({ tokens }) => tokens.length)).toEqual([96, 201, 201, 48]);
    expect(segments.map(({ endsSentence }) => endsSentence)).toEqual([false, false, false, true]);
  });
});

describe('numbers', () => {
  test.each([
    ['2024', '#y', '2024'],
    ['1er', '#o', '1st'],
    ['12e', '#o', '12th'],
    ['23ème', '#o', '23rd'],
    ['3,5', '#', '3.5'],
    ['1250,50', '#', '1250.50'],
    ['61000', '#', '61,000'],
    ['1.700', '#', '1,700'],
    ['1.250.000,5', '#', '1,250,000.5'],
    ['18:30', '#h', '18:30'],
    ['4x4', undefined, '4x4'],
  ])('%s', (token, slot, english) => {
    expect(numberSlot(token)).toBe(slot);
    expect(writeNumber(token)).toBe(english);
  });

  test('fill the slots of a phrase in order, and none that is left over', () => {
    expect(fillNumberSlots(['from', '#', 'to', '#o', '#'], ['de', '3,5', 'au', '2e'])).toEqual([
      'from',
      '3.5',
      'to',
      '2nd',
    ]);
  });
});

describe('writeUnknownWord', () => {
  test.each([
    ['Kervadec', ['Kervadec']],
    ['Élodie', ['Élodie']],
    ['cryogénisation', ['cryogenization']],
    ['pédologique', ['pedologic']],
    ['médiéviste', ['medievist']],
    ['-il', []],
    ['aïl', ['aïl']],
    ['grand-guignol', ['grand-guignol']],
    ['50000', ['50,000']],
  ])('%s', (token, english) => {
    expect(writeUnknownWord(token)).toEqual(english);
  });
});

describe('detokeniseEnglish', () => {
  test.each([
    ['He said : " yes , it \'s fine " .', 'He said: "yes, it\'s fine".'],
    ['( see page 3 )', '(see page 3)'],
    ['win 3 @-@ 1 at 20 °C', 'win 3-1 at 20°C'],
    ['61 billion dollars and 20 %', '$61 billion and 20%'],
    ['3 million US dollars', 'US$3 million'],
    ['UTC + 1', 'UTC+1'],
    ['and / or', 'and/or'],
  ])('%s', (tokens, text) => {
    expect(detokeniseEnglish(tokens.split(' '))).toBe(text);
  });
});
