import type { EqualSides } from './equal-sides.ts';

/** The years of French schools, by the number of the grade (America) that each is; England counts one more. */
const GRADES = new Map(
  [
    ['1', 'cp'],
    ['2', 'ce1'],
    ['3', 'ce2'],
    ['4', 'cm1'],
    ['5', 'cm2'],
    ['6', '6e 6ème sixième'],
    ['7', '5e 5ème cinquième'],
    ['8', '4e 4ème quatrième'],
    ['9', '3e 3ème troisième'],
    ['10', '2de 2nde seconde'],
    ['11', '1re 1ère première'],
    ['12', 'terminale'],
  ].flatMap(([grade, names = '']) => names.split(' ').map((name): [string, number] => [name, Number(grade)])),
);
const ORDINALS =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth'.split(' ');
const CARDINALS = 'zero one two three four five six seven eight nine ten eleven twelve thirteen'.split(' ');

const FRENCH = new RegExp(`(?<![\\wÀ-ÿ])(${[...GRADES.keys()].join('|')})s?(?![\\wÀ-ÿ])`, 'gi');
const NUMBER = `\\d{1,2}|${[...ORDINALS, ...CARDINALS].join('|')}`;
const ENGLISH = new RegExp(
  `\\b(?:(${NUMBER})(?:st|nd|rd|th)?[ -](?:grade(?:rs?|s)?|years? (?:pupils?|students?))|(?:grade|year)s? (${NUMBER}))\\b`,
  'gi',
);
const blank = (text: string): string => ' '.repeat(text.length);

/** Blanks in both a year of school that each country counts in its own way: "en 5e" is "in seventh grade". Offsets stay. */
export function rewriteSchoolYears(sides: EqualSides): EqualSides {
  const told = Array.from(sides.translation.matchAll(ENGLISH), ([, one, other = '']) => readNumber(one ?? other));
  if (told.length === 0) return sides;
  const given = Array.from(sides.source.matchAll(FRENCH), ([, name = '']) => gradeOf(name));
  const isSame = (grade: number, number: number): boolean => number === grade || number === grade + 1;
  return {
    source: sides.source.replace(FRENCH, (year: string, name: string) =>
      told.some((number) => isSame(gradeOf(name), number)) ? blank(year) : year,
    ),
    translation: sides.translation.replace(ENGLISH, (year: string, one: string | undefined, other: string) =>
      given.some((grade) => isSame(grade, readNumber(one ?? other))) ? blank(year) : year,
    ),
  };
}

function gradeOf(name: string): number {
  return GRADES.get(name.toLowerCase()) as number; // the pattern has no other names
}

function readNumber(number: string): number {
  const word = number.toLowerCase();
  const place = Math.max(ORDINALS.indexOf(word), CARDINALS.indexOf(word));
  return place > 0 ? place : Number(word);
}
