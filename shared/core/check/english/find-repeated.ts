import { foldText } from '../../text/fold-text.ts';
import type { Span } from '../../text/span.ts';
import type { IntegrityIssue } from '../integrity-issue.ts';

/** A run of so many words that comes twice is an engine that loops, unless the source says something twice too: */
const REPEATED_WORDS = 4;
/** French may need fewer words for it. */
const REPEATED_SOURCE_WORDS = 3;
/**
 * A loop says its words again at once, or says many. English that is right says "will be able to" of two people, twenty
 * words apart: one translation in a thousand does.
 */
const MAX_WORDS_BETWEEN = 1;
const LONG_RUN_WORDS = 7;
/** A word or two twice in a row, which English grammar does with few: "faster and faster", "those who did did". */
const DOUBLED =
  /(?<![\p{L}-])(?:(?!that|had|very|bye|her|really|many|far|much|more|again|long|now|is|was|so|did|do)(\p{L}{3,40}) \1|(?!and more|more and|\p{L}{2,20}er and|and \p{L}{2,20}er|less and|and less)(\p{L}{2,40}(?: \p{L}{2,40}){1,2}),? \2)(?![\p{L}-])/iu;

export function findRepeated(source: string, translation: string): IntegrityIssue[] {
  const doubled = DOUBLED.exec(translation);
  if (doubled !== null && !/(?<!\p{L})(\p{L}{2,})[\s\u00a0,-]+\1(?!\p{L})/iu.test(source)) {
    const span = { start: doubled.index, end: doubled.index + doubled[0].length };
    return [{ code: 'repeated', grade: 'doubtful', translation: span }];
  }
  const repeated = findRun(translation, REPEATED_WORDS, MAX_WORDS_BETWEEN);
  if (repeated === undefined || findRun(source, REPEATED_SOURCE_WORDS, Infinity) !== undefined) return [];
  return [{ code: 'repeated', grade: 'failed', translation: repeated }];
}

/**
 * The second place of the first run that comes twice, without a word in common with the first and not more than `between`
 * words behind it, or one of `LONG_RUN_WORDS` wherever it stands.
 */
function findRun(text: string, length: number, between: number): Span | undefined {
  const words = Array.from(foldText(text).matchAll(/[\p{L}\p{N}]{1,999}/gu), ({ 0: word, index }) => ({
    word,
    start: index,
    end: index + word.length,
  }));
  const seen = new Map<string, number>();
  for (const [at, { start }] of words.entries()) {
    const run = words.slice(at, at + length);
    if (run.length < length) break;
    const key = run.map(({ word }) => word).join(' ');
    const first = seen.get(key);
    seen.set(key, first ?? at);
    if (first === undefined || at - first < length) continue;
    const alike = lengthOfRun(words, first, at);
    if (at - first - alike > between && alike < LONG_RUN_WORDS) continue;
    return { start, end: Math.max(...run.map(({ end }) => end)) };
  }
  return undefined;
}

/** How many words from `first` on come again from `at` on, up to those that prove a loop. */
function lengthOfRun(words: readonly { word: string }[], first: number, at: number): number {
  let length = 0;
  while (length < LONG_RUN_WORDS && first + length < at && words[at + length]?.word === words[first + length]?.word)
    length++;
  return length;
}
