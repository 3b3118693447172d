import type { IntegrityIssue } from '../integrity-issue.ts';

const QUOTATION = /«([^«»]{0,9999})»|“([^“”]{0,9999})”|(?<!\p{L})"([^"]{0,9999})"/u;
const ENGLISH_MARK = /["“”«»]|(?<![\p{L}\p{N}])['‘]\s?(?=[\p{L}\p{N}])/u;
/** Fewer words may be a title or a term, which English sets in italics or bare, or has as they are. */
const MIN_QUOTED_WORDS = 4;
const MIN_SHARE_KEPT = 0.6;
const SAYS =
  '(?:sa(?:id|ys|ying)|tells?|telling|told|claim(?:s|ed|ing)?|add(?:s|ed|ing)?|explain(?:s|ed|ing)?|admit(?:s|ted)?|' +
  'insist(?:s|ed|ing)?|argu(?:es|ed|ing)|warn(?:s|ed|ing)?|believes?|believed|thinks?|promis(?:es|ed|ing)|vow(?:s|ed)?|' +
  'announc(?:es|ed|ing)|declar(?:es|ed|ing)|stat(?:es|ed|ing)|assur(?:es|ed|ing)|acknowledg(?:es|ed|ing)|' +
  'den(?:ies|ied|ying)|ask(?:s|ed|ing)?|conced(?:es|ed)|confirm(?:s|ed|ing)?|reveal(?:s|ed)?|complain(?:s|ed|ing)?|' +
  'urg(?:es|ed|ing)|suggest(?:s|ed)?|regret(?:s|ted)?|repeat(?:s|ed)|recall(?:s|ed)|write|writes|wrote)';
/** Somebody's words told as his, and not in the first person: "he said they would not give in". */
const INDIRECT = new RegExp(
  `\\b(?:${SAYS}|call(?:s|ed|ing)?|describ(?:es|ed|ing)|accus(?:es|ed|ing)|according to|in the words of)\\b`,
  'i',
);
/** His very words, which nothing sets off: "The bridge is dangerous, she says.", "She said: the bridge is dangerous." */
const DIRECT = new RegExp(`[,?!] (?:[^,.;:!?]{1,60} )?\\b${SAYS}\\b|\\b${SAYS}(?: [^,.;:!?]{1,60})?[:,]`, 'i');
const FIRST_PERSON = /\b(?:I|we|my|our|me|us|you|your)\b/i;
/** A quotation of so many letters that is left out shows by the length of what is left. */
const MIN_LETTERS = 10;
/** How much better the length of a translation must fit the French without the quotation. */
const OMISSION = 0.12;

/** What somebody said must not come out as what the article says, nor be left out. */
export function compareQuotations(source: string, translation: string): IntegrityIssue[] {
  const found = QUOTATION.exec(source);
  if (found === null) return findAdded(source, translation);
  if (ENGLISH_MARK.test(translation)) return [];
  const words = found[0].match(/\p{L}{1,999}/gu) ?? [];
  if (isKept(words, translation)) return [];
  const isOmitted = words.length > 1 && isLeftOut(found[0], source, translation);
  if (!isOmitted && words.length < MIN_QUOTED_WORDS) return [];
  if (!isOmitted && INDIRECT.test(translation) && !DIRECT.test(translation) && !FIRST_PERSON.test(translation))
    return [];
  return [
    { code: 'quotation-lost', grade: 'failed', source: { start: found.index, end: found.index + found[0].length } },
  ];
}

/** Whether the translation is as long as the sentence would be without its quotation. */
function isLeftOut(quotation: string, source: string, translation: string): boolean {
  const [whole, rest] = [source.trim().length, source.trim().length - quotation.length];
  if (quotation.length < MIN_LETTERS || rest < MIN_LETTERS) return false;
  const misfit = (length: number): number => Math.abs(Math.log(translation.trim().length / length));
  return misfit(rest) + OMISSION < misfit(whole);
}

/** Whether the quoted words are in the translation as they are: a title that nobody translates. */
function isKept(words: readonly string[], translation: string): boolean {
  const english = translation.toLowerCase();
  const kept = words.filter((word) => english.includes(word.toLowerCase()));
  return kept.length > words.length * MIN_SHARE_KEPT;
}

/** Or the words are told as somebody's. */
const ANY_MARK =
  /(?<!\p{L})(?:selon|d['’]après|pour lui|pour elle|estim\p{L}+|juge)(?!\p{L})|[«»“”"‘]|(?:^|[\s(])['’]|(?:^|\s)[–—-]\s/iu;
const SPOKEN = /["“]([^"“”]{3,9999})[,.!?]["”]/u;

/** Words in somebody's mouth that French has in nobody's. */
function findAdded(source: string, translation: string): IntegrityIssue[] {
  const spoken = ANY_MARK.test(source) ? null : SPOKEN.exec(translation);
  if (spoken === null) return [];
  return [
    {
      code: 'quotation-added',
      grade: 'doubtful',
      translation: { start: spoken.index, end: spoken.index + spoken[0].length },
    },
  ];
}
