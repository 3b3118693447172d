import { foldText } from '../../text/fold-text.ts';
import type { Span } from '../../text/span.ts';
import type { IntegrityIssue } from '../integrity-issue.ts';

/** A run of so many words that comes twice is an engine that loops, unless the source says something twice too: */
const REPEATED_WORDS = 4;
/** French may need fewer words for it. */
const REPEATED_SOURCE_WORDS = 3;
/** A loop says its words again at once, or says many. */
const MAX_WORDS_BETWEEN = 1;
const LONG_RUN_WORDS = 7;
/** How far off, in parts of its sentence, French may have the one word that it says twice where English repeats a run. */
const SHIFT = 0.1;
const SHARED_LETTERS = 5;
/** So many runs prove it as well as thousands; each is held against the French, and the work stays linear. */
const MAX_RUNS = 20;

const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** "Will be able to", "in front of the": English right says of two people what French has other words for, far apart. */
const GRAMMAR = wordSet(
  'the a an of in to and or that this these those it he she they we you i is are was were be been being has have had will ' +
    'would can could may might must shall should do does did not no for on at by with from as than which who whom whose what ' +
    'when where there here if whether so but its his her their our your my one ones some any all most more less such same ' +
    'well able front order going out up into about because why how case s t re ve ll d m don doesn didn isn',
);
/** What any French sentence says twice. */
const FRENCH_GRAMMAR = wordSet(
  'les des une est sont dans avec sur qui que aux cette ces ses elle ils elles nous vous leur leurs mais ont avait etre ete ' +
    'comme par pour plus son qu',
);
const MIN_WORD_LETTERS = 3;

/** A word or two twice in a row, which English grammar does with few: "faster and faster", "those who did did". */
const DOUBLED =
  /(?<![\p{L}-])(?:(?!that|had|very|bye|her|really|many|far|much|more|again|long|now|is|was|so|did|do)(\p{L}{3,40}) \1|(?!and more|more and|\p{L}{2,20}er and|and \p{L}{2,20}er|less and|and less)([\p{L}\p{N}]{2,40}(?: \p{L}{2,40}){1,2}),? \2)(?![\p{L}-])/iu;

interface Word extends Span {
  word: string;
}

/** A run of words that comes twice: where, by the places of its first words, and for how many words. */
interface Run {
  first: number;
  second: number;
  length: number;
}

export function findRepeated(source: string, translation: string): IntegrityIssue[] {
  const [french, english] = [readWords(source), readWords(translation)];
  const runs = findRuns(english, REPEATED_WORDS);
  if (runs.length > 0 && findRuns(french, REPEATED_SOURCE_WORDS).length === 0) {
    const loop = runs.find(isLoop) ?? runs.slice(0, MAX_RUNS).find((run) => !isExplained(run, english, french));
    if (loop !== undefined) {
      const words = english.slice(loop.second, loop.second + REPEATED_WORDS) as [Word, ...Word[]];
      const span = { start: words[0].start, end: Math.max(...words.map(({ end }) => end)) };
      return [{ code: 'repeated', grade: 'failed', translation: span }];
    }
  }
  const doubled = DOUBLED.exec(translation);
  if (doubled === null || /(?<!\p{L})(\p{L}{2,})[\s\u00a0,-]+\1(?!\p{L})/iu.test(source)) return [];
  const span = { start: doubled.index, end: doubled.index + doubled[0].length };
  return [{ code: 'repeated', grade: 'doubtful', translation: span }];
}

function readWords(text: string): Word[] {
  return Array.from(foldText(text).matchAll(/[\p{L}\p{N}]{1,999}/gu), ({ 0: word, index }) => ({
    word,
    start: index,
    end: index + word.length,
  }));
}

/** Each run of `length` words and what is alike behind it that comes again, without a word in common with the first. */
function findRuns(words: readonly Word[], length: number): Run[] {
  const seen = new Map<string, number>();
  const runs: Run[] = [];
  for (let at = 0; at + length <= words.length; at++) {
    const key = words
      .slice(at, at + length)
      .map(({ word }) => word)
      .join(' ');
    const before = seen.get(key);
    if (before !== undefined && at - before < length) continue;
    seen.set(key, at);
    if (before !== undefined) runs.push({ first: before, second: at, length: lengthOfRun(words, before, at) });
  }
  return runs;
}

/** How many words from `first` on come again from `second` on, up to those that prove a loop. */
function lengthOfRun(words: readonly Word[], first: number, second: number): number {
  let length = 0;
  while (
    length < LONG_RUN_WORDS &&
    first + length < second &&
    words[second + length]?.word === words[first + length]?.word
  )
    length++;
  return length;
}

function isLoop({ first, second, length }: Run): boolean {
  return second - first - length <= MAX_WORDS_BETWEEN || length >= LONG_RUN_WORDS;
}

/** Whether the run is grammar alone, or French says a word twice at about the same places. */
function isExplained({ first, second }: Run, english: readonly Word[], french: readonly Word[]): boolean {
  if (english.slice(first, first + REPEATED_WORDS).every(({ word }) => GRAMMAR.has(word))) return true;
  const near = (place: number): Map<string, number> => {
    const from = Math.max(0, Math.ceil((place / english.length - SHIFT) * french.length));
    const end = Math.floor((place / english.length + SHIFT) * french.length) + 1;
    return new Map(french.slice(from, end).map(({ word }, at) => [word.slice(0, SHARED_LETTERS), from + at]));
  };
  const later = near(second);
  return [...near(first)].some(([stem, at]) => !isGrammar(stem) && (later.get(stem) ?? at) > at);
}

function isGrammar(stem: string): boolean {
  return stem.length < MIN_WORD_LETTERS || FRENCH_GRAMMAR.has(stem);
}
