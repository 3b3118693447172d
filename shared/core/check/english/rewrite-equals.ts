/** A day and the name that English has for it. */
const HOLIDAYS: readonly (readonly [french: RegExp, english: RegExp])[] = [
  [/(?<!\d)1er[\s\u00a0]mai(?!\p{L})/iu, /\b(?:May|Labou?r) Day\b/],
  [/(?<!\d)14[\s\u00a0]juillet(?!\p{L})/iu, /\bBastille Day\b|\bnational day\b/i],
  [/(?<!\d)11[\s\u00a0]novembre(?!\p{L})/iu, /\b(?:Armistice|Remembrance|Veterans) Day\b/],
  [/(?<!\d)8[\s\u00a0]mai(?!\p{L})/iu, /\b(?:VE|V-E|Victory)(?: in Europe)? Day\b/],
  [/(?<!\d)25[\s\u00a0]décembre(?!\p{L})/iu, /\bChristmas\b/],
  [/(?<!\d)24[\s\u00a0]décembre(?!\p{L})/iu, /\bChristmas Eve\b/],
  [/(?<!\d)31[\s\u00a0]décembre(?!\p{L})/iu, /\bNew Year['’]s Eve\b/],
  [/(?<!\d)1er[\s\u00a0]janvier(?!\p{L})/iu, /\bNew Year['’]s(?: Day)?\b/],
  [/(?<!\d)1er[\s\u00a0]avril(?!\p{L})/iu, /\bApril Fools?\b/],
  [/(?<!\d)4[\s\u00a0]juillet(?!\p{L})/iu, /\bIndependence Day\b/],
  [/(?<!\d)14[\s\u00a0]février(?!\p{L})/iu, /\bValentine/],
  [/(?<!\d)31[\s\u00a0]octobre(?!\p{L})/iu, /\bHallowe['’]?en\b/],
];
/** A part of a point, a year or a day, and how many points of base, months or hours that is. */
const PARTS: readonly (readonly [french: RegExp, english: RegExp])[] = [
  [/(?<!\d)25[\s\u00a0]points de base/iu, /(?<!three[ -])\bquarter/i],
  [/(?<!\d)50[\s\u00a0]points de base/iu, /\bhalf/i],
  [/(?<!\d)75[\s\u00a0]points de base/iu, /\bthree[ -]quarter/i],
  [/(?<!\d)18[\s\u00a0]mois|(?<!\p{L})dix-huit mois/iu, /\byear and a half\b/i],
  [/(?<!\d)36[\s\u00a0]h(?:eures)?(?!\p{L})|(?<!\p{L})trente-six heures/iu, /\bday and a half\b/i],
];
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const DATE = /(?<![\d/.])(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d/])/g;
/** "10 s 72", a time in sport. */
const CHRONO = /(?<!\d)(\d{1,2})([\s\u00a0]?s(?:ec)?[\s\u00a0]?)(\d{1,3})(?!\d)/g;
const HALF_OF = /(?<=\p{L} )and a half (million|billion|thousand|hundred)/iu;
const AND_A_HALF = /(?<=(?:million|milliard)s? )et demi(?!\p{L})/iu;

/** Both sides of a pair, as long as they were, without what says the same in another way. */
export interface EqualSides {
  source: string;
  translation: string;
}

const blank = (text: string): string => ' '.repeat(text.length);

/**
 * Blanks or rewrites, in place, what English says otherwise than in the numbers of French: "le 1er mai" is "May Day",
 * "04/05" is "4 May", "10 s 72" is "10.72", "trois millions et demi" is "three and a half million". Offsets stay.
 */
export function rewriteEquals(source: string, translation: string): EqualSides {
  let [french, english] = [source, translation];
  for (const [day, name] of [...HOLIDAYS, ...PARTS]) if (name.test(english)) french = french.replace(day, blank);
  french = french.replace(DATE, (date: string, day: string, _sign: string, month: string, year: string) => {
    const named = MONTHS[Number(month) - 1];
    return named !== undefined && new RegExp(`\\b${named}`).test(english) ? `${day} ${blank(month)} ${year}` : date;
  });
  french = french.replace(CHRONO, (time: string, seconds: string, _mark: string, parts: string) =>
    english.includes(`${seconds}.${parts}`) ? `${seconds}.${parts}`.padEnd(time.length) : time,
  );
  if (AND_A_HALF.test(french) && HALF_OF.test(english)) {
    french = french.replace(AND_A_HALF, blank);
    english = english.replace(HALF_OF, (half: string, magnitude: string) => magnitude.padEnd(half.length));
  }
  return { source: french, translation: english };
}
