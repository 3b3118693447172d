import type { Line } from '../furniture/line.ts';
import { AGENCY } from '../furniture/names.ts';
import { ASKED, isOfKind, KIND, OWN_WORDS } from '../furniture/words/site-words.ts';

const DATED =
  /^(?:publi|mis[e ]|maj|modifi|actualis|derni|update|publication ?:|article (?:mis|publi|modif)|cree (?:le|par)|poste?d?e? (?:le|par|on)|last)/;
const BARE_DATE = /^(?:il y a \d|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) .*\b(?:19|20)\d\d$)/;
/** A day with its year or time stamps a page: "03/03/2026 à 18:40", "le 3 mars 2026 à 18 h 40", "hier, 22:14". */
const STAMP =
  /^(?:le )?(?:(?:\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|(?:[a-z]+ )?\d{1,2}(?:er)? [a-z]+ \d{4})(?:(?:,? a |, | - | )\d{1,2} ?[h:] ?\d{0,2})?|(?:hier|avant-hier|aujourd'hui)(?:,? a |, | - | )\d{1,2} ?[h:] ?\d{0,2})(?: (?:[-|•] )?(?:temps de lecture |lecture )?:? ?\d{1,2} ?(?:min|mn|minutes?)(?: de lecture)?)?(?:,? (?:modifie|mis a jour|actualise|maj)e? .{1,24}\d)?$/;
const TIMED = /\d{4},?(?: a| -)? \d{1,2} ?[h:] ?\d{0,2}/;
const LAST_WORD = new Set([
  'ici',
  'plus',
  'maintenant',
  'here',
  'now',
  'us',
  'moi',
  'a',
  'vous',
  'you',
  'nous',
  'in',
  'this',
  'tout',
  'tous',
]);
const TRAIL =
  /^(?:vous etes ici|you are here|accueil|home) ?[:>›»]|^(?:tags?|mots[- ]cles|themes?|thematiques?|categories?|rubriques?|dossiers?|etiquettes?|lieux?|sujets?|(?:publie|classe|range) dans)(?: (?:associe|lie|aborde)e?s?)? ?:/;
const OPENERS = new Set(
  'nous s se pour il je soyez restez ne envie deja already pas cet toute toutes nos notre our vous newsletter application for get sign stay'.split(
    ' ',
  ),
);

const isKnown = (word: string): boolean => isOfKind(word, OWN_WORDS | KIND.neutral | KIND.brand);

function promotionFits({ words, written }: Line, apart: boolean): boolean {
  const first = words[0] as string; // a stretch has a word
  const asked = /^(?:deja|already|pas)$/.test(first);
  if (!isOfKind(first, ASKED) && !asked && (words.length < 3 || !OPENERS.has(first))) {
    const others = words.filter((word) => !isKnown(word) && !/^\d+$/.test(word));
    return apart && words.length >= 3 && others.length <= words.length / 3;
  }
  const named = words.some((word, index) => index > 0 && /^\p{Lu}/u.test(written[index] as string) && !isKnown(word));
  return !named || words.some((word) => isOfKind(word, KIND.brand));
}

/** How a stretch stands in its line. */
export interface Surroundings {
  /** It does not begin after a sentence's end or other furniture. */
  strict: boolean;
  /** A sentence or other furniture can begin after it. */
  whole: boolean;
}

/** Whether a stretch can end with this word: after a preposition or an article more must follow. */
export const endsWhole = (last: string): boolean =>
  !isOfKind(last, KIND.neutral) || LAST_WORD.has(last) || /^\d+$/.test(last);

/** Inside a line the same words need more to be furniture than on a line of their own. */
export function fitsInside(rule: string, line: Line, { strict, whole }: Surroundings): boolean {
  const { words, folded, text, ends } = line;
  if (rule === 'notice') return whole && !strict;
  const last = words.at(-1) ?? '';
  if (!endsWhole(last)) return false;
  if (text.includes('(') !== text.includes(')') || text.includes('[') !== text.includes(']')) return false;
  const shouted = words.length > 1 && text === text.toUpperCase() && /\p{L}{4}/u.test(text);
  if (shouted && rule !== 'credit' && rule !== 'copyright') return false;
  // A stretch that ends as a sentence does may be one; without a stop, a new sentence must follow it.
  const apart = whole && !strict && !ends;
  switch (rule) {
    case 'breadcrumb':
      return apart && TRAIL.test(folded);
    case 'date':
      // With its time it needs no stop before it, where a sentence begins after it without one.
      return (
        DATED.test(folded) ||
        (apart && (BARE_DATE.test(folded) || STAMP.test(folded))) ||
        (whole && !ends && TIMED.test(folded) && STAMP.test(folded))
      );
    case 'byline':
      return (
        (whole || (/^(?:©|photos?|videos?|sources?)/.test(folded) && AGENCY.test(last))) &&
        (words.length > 1 || (apart && folded !== 'redaction') || /^[(©]/.test(text))
      );
    case 'advertisement':
      if (words.length === 1 && !whole && !folded.startsWith('pub')) return false;
      break;
    case 'placeholder':
      if (words.length === 1 && !whole) return false;
      break;
    case 'credit':
    case 'copyright':
      // Of several names in a row nobody can say which begins the next sentence, but an agency's ends a credit.
      return (words.length > 1 || (text.startsWith('©') && last !== '')) && (whole || AGENCY.test(last));
    case 'promotion':
      if (!promotionFits(line, apart)) return false;
  }
  return !strict || words.length >= 3 || /\d|©/.test(text);
}
