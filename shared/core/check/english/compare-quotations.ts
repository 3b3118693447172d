import type { IntegrityIssue } from '../integrity-issue.ts';

const QUOTATION = /«([^«»]{0,9999})»|“([^“”]{0,9999})”|"([^"]{0,9999})"/u;
const ENGLISH_MARK = /["“”«»]|(?<![\p{L}\p{N}])['‘](?=[\p{L}\p{N}])/u;
/** Fewer words may be a title or a term, which English sets in italics or bare. */
const MIN_QUOTED_WORDS = 4;

/** What somebody said must not come out as what the article says. */
export function compareQuotations(source: string, translation: string): IntegrityIssue[] {
  const found = QUOTATION.exec(source);
  if (found === null) return findAdded(source, translation);
  if (ENGLISH_MARK.test(translation)) return [];
  const words = found[0].match(/\p{L}{1,999}/gu) ?? [];
  if (words.length < MIN_QUOTED_WORDS) return [];
  return [
    { code: 'quotation-lost', grade: 'failed', source: { start: found.index, end: found.index + found[0].length } },
  ];
}

/** Or the words are told as somebody's. */
const ANY_MARK =
  /(?<!\p{L})(?:selon|d['’]après|pour lui|pour elle|estim\p{L}+|juge)(?!\p{L})|[«»“”"‘]|(?:^|\s)[–—-]\s/iu;
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
