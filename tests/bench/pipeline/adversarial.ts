/** What a regular expression may have to count, nest or look ahead over, by family. */
const UNITS: Record<string, readonly string[]> = {
  quotes: ['"', '“', '”', "'", '" ', '"a', "l'"],
  guillemets: ['«', '»', '« ', ' »', '« a', '‹', '«»'],
  dots: ['.', '. ', '…', 'a.', 'A. ', 'J.-P. ', 'M. ', '.a', '?!', '! '],
  spaces: [' ', '\t', '\u00a0', '\u202f ', '\n', ' \n', '\n\n', '\r\n'],
  digits: ['1', '1 ', '1.', '1,', '12 000 ', '1er ', '%'],
  urls: ['http://', 'www.', 'http://a.fr/', 'a.fr ', 'a@', 'a@b.', '//', '#a'],
  parentheses: ['(', ')', '()', '((a', '[', '{', '(a) '],
  entities: ['&', '&amp;', '&#', '&#39;', '&amp;amp;', '&eacute', '&#x'],
  mojibake: ['Ã', 'Ã©', 'Â ', 'â€™', '\ufffd'],
  dates: ['le 3 mars 2026 ', '3/3/2026 ', '8h12 ', 'Publié le ', 'à 8h12, mis à jour ', 'mardi '],
  words: ['a', 'A', 'é', 'a ', 'A ', 'a-', '–', '– ', '| ', '> ', 'x😀', 'e\u0301'],
  furniture: [
    'Partager sur Facebook ',
    'À lire aussi : ',
    'À lire aussi : a. ',
    'Crédit photo : ',
    'Abonnez-vous ',
    'Publicité ',
    '© ',
    'PREV ',
    'Par Maud ',
    '<script>',
    'function(){',
  ],
};

/** How the units follow each other: end to end, with an end that spoils a match, a line each, a sentence each. */
const SHAPES: Record<string, (unit: string, count: number) => string> = {
  'end to end': (unit, count) => unit.repeat(count),
  'with another end': (unit, count) => `Le ${unit.repeat(count)}\u0001`,
  'a line each': (unit, count) => `${unit}\n`.repeat(count),
  'a sentence each': (unit, count) => `Le ${unit}a dit. `.repeat(count),
};

export interface AdversarialText {
  family: string;
  name: string;
  /** The text of about so many characters; twice as many make twice as many repetitions. */
  write: (characters: number) => string;
}

/** Every unit of every family. */
export const ADVERSARIAL_UNITS: readonly string[] = Object.values(UNITS).flat();

/** Every unit of every family in every shape. */
export function listAdversarialTexts(): AdversarialText[] {
  return Object.entries(UNITS).flatMap(([family, units]) =>
    units.flatMap((unit) =>
      Object.entries(SHAPES).map(([shape, repeat]) => ({
        family,
        name: `${JSON.stringify(unit)} ${shape}`,
        write: (characters: number) => repeat(unit, Math.ceil(characters / repeat(unit, 1).length)),
      })),
    ),
  );
}
