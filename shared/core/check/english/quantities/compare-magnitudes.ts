import { type RarePattern, rarePattern } from '../../../text/rare-pattern.ts';
import type { IntegrityIssue } from '../../integrity-issue.ts';
import { readPairs } from '../equals/rewrite-shares.ts';
import { compareCollectives } from './compare-collectives.ts';
import { ENGLISH_NUMBERS } from './number-lexicons.ts';
import { explainNumbers } from './source-values.ts';

/** A word and what stands for the same in the other language. */
type Pair = readonly [french: RarePattern, english: RegExp];

const french = (words: string): RarePattern => rarePattern(`(?<![\\p{L}-])(?:${words})(?!\\p{L})`);
/** What no number counts: the numbers are compared as such. */
const COUNTED =
  '(?<!(?:\\d|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|cents?|mille|nonante|septante|milliers? de|aines? de)[\\s\\u00a0\\u202f])';
const uncounted = (words: string): RarePattern => rarePattern(`${COUNTED}(?<![\\p{L}-])(?:${words})(?!\\p{L})`);
const english = (words: string): RegExp => new RegExp(`\\b(?:${words})\\b`, 'i');

/** Parts of a whole, by what they are as a fraction. A "quart d'heure" and a "quart de finale" are none. */
const FRACTIONS: readonly Pair[] = [
  [french('moitié'), english('half|halves|50|fifty|halv(?:ed|ing)|midway|mid|halfway|split')],
  [
    french('(?:un|le) tiers(?! d[eé]s? monde)'),
    english('(?:a|one|the)[- ]third|third of|third[- ]part(?:y|ies)|33|one in three|one out of three'),
  ],
  [french('deux[- ]tiers|2/3'), english('two[- ]thirds?|2/3|66|67|two out of three|two in three')],
  [french("un quart(?! d['’]heure| de finale)|le quart des"), english('quarter|one[- ]fourth|25|one in four|fourth')],
  [
    french("trois[- ]quarts(?! d['’]heure)|3/4"),
    english('three[- ](?:quarters?|fourths?)|3/4|75|three out of four|three in four'),
  ],
  [french('un cinquième|le cinquième'), english('(?:a|one)[- ]fifth|fifth|20|one in five')],
  [french('deux[- ]cinquièmes'), english('two[- ]fifths?|40')],
  [french('un dixième'), english('(?:a|one)[- ]tenth|tenth|10|one in ten')],
];
const FRACTION_OF =
  /\b(?:half (?:of|the|a\b(?! dozen))|(?:a|one) (?:third|quarter|fifth|tenth)\b|(?:two|three|four)[- ](?:thirds|quarters|fifths|tenths))/i;

const NEVER = /(?!)/;

/** "3 200 milliards" and "mille milliards" are trillions; whether as many is for the numbers to say. */
const COUNTED_TRILLIONS: RarePattern = {
  exec: () => null,
  test: (source) => [...explainNumbers(source)].some((value) => Number(value) >= 1e12),
};

/** Amounts that nobody counted: what may stand for them, and what they cannot be. */
const COLLECTIVES: readonly (readonly [french: RarePattern, english: RegExp, contrary: RegExp])[] = [
  [
    french(
      '(?:une|la|deux|trois|quelques) (?:demi-)?(?:dizaine|douzaine|vingtaine|trentaine|quarantaine|cinquantaine)s?(?! de m)',
    ),
    NEVER,
    english('hundreds|thousands|millions|billions'),
  ],
  [
    french('(?:une|la) centaine(?! de mill)'),
    english('hundred|100|hundreds'),
    english('thousands?|millions?|billions?'),
  ],
  [
    french('centaines(?! de m)'),
    english('hundreds?|[1-9]00'),
    english('dozens|(?<!hundreds of )thousands|millions|billions'),
  ],
  [
    french('milliers(?! de m)'),
    english('thousands?|\\d,\\d{3}|\\d{4,9}'),
    english('hundreds|dozens|millions|billions'),
  ],
  [
    uncounted('millions'),
    english('millions?|\\d,\\d{3},\\d{3}|\\d+ ?m|\\d+mn'),
    english('thousands?|hundreds|billions?'),
  ],
  [
    uncounted('milliards?'),
    english('billions?|bn|\\d ?bn|thousand million'),
    english('millions?|thousands?|trillions?'),
  ],
  [COUNTED_TRILLIONS, english('trillions?'), NEVER],
  [
    french('dizaines(?! de m)'),
    english('dozens|tens|scores|several|many|[1-9]0'),
    english('hundreds|thousands|millions|billions'),
  ],
];

/** "Deux heures et demie", and every way to the half of it in English. */
const AND_A_HALF = french('et demie?|demi-(?:siècle|heure|journée|douzaine)');
const HALF =
  /\bhal(?:f|ves)\b|\b(?:50|fifty|fiftieth|50th|6|six)\b|½|[.:,]5|:30|\b(?:30|thirty|18|eighteen|30 months)\b/i;

/** A share or a round amount that became another one, and a half that is gone. */
export function compareMagnitudes(
  source: string,
  translation: string,
  known: readonly IntegrityIssue[],
): IntegrityIssue[] {
  const issues: IntegrityIssue[] = [];
  const at = (found: RegExpExecArray) => ({ start: found.index, end: found.index + found[0].length });
  if (FRACTION_OF.test(translation)) {
    for (const [share, same] of FRACTIONS) {
      const found = share.exec(source);
      if (found !== null && !same.test(translation)) {
        issues.push({ code: 'number-altered', grade: 'failed', source: at(found) });
        break;
      }
    }
  }
  for (const [amount, same, contrary] of known.length > 0 ? [] : COLLECTIVES) {
    const found = amount.exec(source);
    if (found === null || same.test(translation) || !contrary.test(translation)) continue;
    // Where the French has another amount, the English one may be that's.
    if (COLLECTIVES.some(([other, reading]) => other !== amount && other.test(source) && reading.test(translation)))
      continue;
    issues.push({ code: 'number-altered', grade: 'doubtful', source: at(found) });
    break;
  }
  if (known.length === 0 && issues.length === 0) issues.push(...compareCollectives(source, translation));
  issues.push(...compareRanks(source, translation), ...compareShares(source, translation));
  for (const [round, same] of ROUND) {
    const found = round.exec(source);
    if (found !== null && known.length === 0 && issues.length === 0 && !same.test(translation))
      issues.push({ code: 'number-lost', grade: 'doubtful', source: at(found) });
  }
  const half = AND_A_HALF.exec(source);
  if (half !== null && !HALF.test(translation))
    issues.push({ code: 'number-lost', grade: 'doubtful', source: at(half) });
  return issues;
}

const RANKS: readonly (readonly [french: RarePattern, english: RegExp])[] = [
  [
    french('deuxièmes?|seconde?(?! guerre)|2e'),
    english('second|2nd|two|twice|runner-up|run-?off|again|once more|another|other|latter|double'),
  ],
  [french('troisièmes?|3e'), english('third|3rd|three')],
  [french('quatrièmes?|4e'), english('fourth|4th|four')],
  [french('cinquièmes?|5e'), english('fifth|5th|five')],
  [french('sixièmes?|6e'), english('sixth|6th|six')],
];
/** "Second" may be a unit of time and "third" a part; classes of a school have other numbers in English. */
const RANK_WORD =
  /\b(?:fourth|fifth|sixth|seventh|(?<!two[- ]|one[- ]|an? )third|([2-9])(?:nd|rd|th))\b(?![- ](?:grad|year)e?)/i;
/** Any other rank of French: English may tell that one. */
const ANY_RANK = /(?<!\p{L})(?:\d{1,3}(?:e|ème)|\p{L}{2,20}ièmes?|seconde?)(?!\p{L})/giu;

/** One rank that became another: "deuxième" is not "third". */
function compareRanks(source: string, translation: string): IntegrityIssue[] {
  const said = RANK_WORD.exec(translation);
  // The figure of "July 4th" stands alone in French.
  if (said === null || (said[1] !== undefined && new RegExp(`(?<!\\d)${said[1]}(?!\\d)`).test(source))) return [];
  const ranks = RANKS.flatMap(([rank, same]) => {
    const found = rank.exec(source);
    return found === null ? [] : [{ found, same }];
  });
  const [only] = ranks;
  if (only === undefined || [...source.matchAll(ANY_RANK)].length > 1 || only.same.test(translation)) return [];
  const span = { start: only.found.index, end: only.found.index + only.found[0].length };
  return [{ code: 'number-altered', grade: 'failed', source: span }];
}

/** Round numbers, one of each, and what stands for them. */
const ROUND: readonly Pair[] = [
  [french('une douzaine(?! de m)'), english('12|twelve|dozen')],
  [
    french('une quinzaine(?! de m)'),
    english('15|fifteen|fortnight|(?:two|2|couple of)[- ]weeks?|14|fifteen|half (?:a|the) month'),
  ],
  [french('une vingtaine(?! de m)'), english('20|twenty|20s|twenties|score|dozen')],
  [french('une trentaine(?! de m)'), english('30|thirty|30s|thirties|dozen')],
  [french("une quarantaine(?= (?:de |d[’']))(?! de m)"), english('40|forty|40s|forties|quarantine|dozen')],
  [french('une cinquantaine(?! de m)'), english('50|fifty|50s|fifties|dozen')],
  [french('une soixantaine(?! de m)'), english('60|sixty|60s|sixties|dozen')],
];
const IN_WORDS = 'one|two|three|four|five|six|seven|eight|nine|ten';
const SHARES = new RegExp(
  `\\b(${IN_WORDS}|\\d{1,2})(?: \\p{L}{2,14}){0,3}[ -](?:in|out of)(?: every)?[ -](two|three|four|five|six|seven|eight|nine|ten|twenty|\\d{1,3})\\b(?! (?:years?|months?|weeks?|days?|hours?|minutes?|games|matches))`,
  'giu',
);

/** Nearer than that are two ways to round one share. */
const SAME_SHARE = 0.01;

/** "Un sur trois" that became "two in three". */
function compareShares(source: string, translation: string): IntegrityIssue[] {
  const [own, ...more] = readPairs(source);
  if (own === undefined || more.length > 0) return [];
  const told = Array.from(translation.matchAll(SHARES), ([, part = '', all = '']) => worthOf(part) / worthOf(all));
  if (told.length !== 1 || told.some((share) => Math.abs(share - own.share) < SAME_SHARE)) return [];
  return [{ code: 'number-altered', grade: 'failed', source: { start: own.start, end: own.end } }];
}

function worthOf(word: string): number {
  return /\d/.test(word) ? Number(word) : (ENGLISH_NUMBERS.plain.get(word.toLowerCase()) as number); // SHARES has no others
}
