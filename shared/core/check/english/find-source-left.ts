import { foldText } from '../../text/fold-text.ts';
import type { Span } from '../../text/span.ts';
import type { IntegrityIssue } from '../integrity-issue.ts';

const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Function words of French that are no English words, folded; "a", "on", "me", "plus", "son", "par" and "pour" are. */
const FRENCH = wordSet(
  'le la les des du un une et est sont etait etaient dans avec sur qui que ne pas aux cette ces sa ses il elle ils elles ' +
    'nous vous de jamais rien tres leur leurs mais ou ont avait ete etre comme selon apres entre deux au ce se par pour',
);
/** "l’école", "qu’il": letters before their apostrophe; "it’s" and "£12m" have them elsewhere. */
const ELIDED = /^(?:l|d|qu|n|s|j|c|m|t)$/;
/** Words a French text and an English one may share, though only the French one accents them. */
const BORROWED = wordSet(
  'attaché blasé bric café canapé cliché communiqué consommé crèche crème crêpe décor découpage déjà divorcé élan élite ' +
    'émigré entrée exposé façade façon fiancé fiancée flambé frappé gâteau glacé habitué mâché matinée mélange naïve né née ' +
    'passé pâté protégé protégée purée raison rapporté résumé risqué rosé roué séance soirée soufflé sauté soupçon ' +
    'tête touché voilà vis-à-vis pré première père fête détente cortège château étude étagère château émincé comté',
);

/** So many French function words in so many running words, and nobody put the text into English. */
const WINDOW_WORDS = 8;
const MIN_FRENCH_WORDS = 3;
const ACCENTED = /(?<![\p{L}-])\p{Ll}{0,99}[àâçèéêëîïôùûœ]\p{Ll}{0,99}(?![\p{L}-])/gu;
const MIN_LEFT_LETTERS = 4;
/** A determiner of French and its noun, which English has no use for: "une cabale", "par la gendarmerie". */
const PHRASE =
  /(?<![\p{L}'’-])(?:une?|les|des|du|par l[ae]|dans l[ae]|avec l[ae]|sur l[ae]|aux) (?!jour(?!\p{L}))\p{Ll}{3,40}(?![\p{L}'’-])/gu;

/** French left standing in English: a stretch of it, or a single accented word that English has not borrowed. */
export function findSourceLeft(source: string, translation: string): IntegrityIssue[] {
  const folded = foldText(translation);
  const names = findFrenchNames(source, translation);
  const isNamed = (start: number, end: number) => names.some((name) => start >= name.start && end <= name.end);
  const words = Array.from(folded.matchAll(/\p{L}{1,999}/gu), ({ 0: word, index }) => ({ word, index }));
  const french = words.flatMap(({ word, index }, at) => {
    const end = index + word.length;
    const isElided = ELIDED.test(word) && folded.charAt(end) === "'" && !/['\p{L}\d]/u.test(folded.charAt(index - 1));
    if (!FRENCH.has(word) && !isElided) return [];
    return isNamed(index, end) ? [] : [{ at, start: index, end }];
  });
  for (const [order, { at, start }] of french.entries()) {
    const last = french[order + MIN_FRENCH_WORDS - 1];
    if (last === undefined || last.at - at >= WINDOW_WORDS) continue;
    return [{ code: 'source-left', grade: 'failed', translation: { start, end: last.end } }];
  }
  for (const { 0: phrase, index } of translation.matchAll(PHRASE)) {
    if (isNamed(index, index + phrase.length) || !source.includes(phrase)) continue;
    return [{ code: 'source-left', grade: 'doubtful', translation: { start: index, end: index + phrase.length } }];
  }
  const given = new Set(source.match(/\p{L}{1,999}/gu));
  for (const { 0: word, index } of translation.matchAll(ACCENTED)) {
    if (word.length < MIN_LEFT_LETTERS || BORROWED.has(word.replace(/s$/, '')) || !given.has(word)) continue;
    if (isNamed(index, index + word.length)) continue;
    return [{ code: 'source-left', grade: 'doubtful', translation: { start: index, end: index + word.length } }];
  }
  return [];
}

/** A capital or an opening quotation mark, and words of the source that go on with nothing but links and nouns. */
const NAME_START = /(?:["“«‘][\s\u00a0]?|(?<=[\p{L}\p{N},;] )(?=\p{Lu}))/gu;
const NAME_WORD = /[\p{L}\p{N}]{1,99}(?:-[\p{L}\p{N}]{1,99}){0,9}['’]?/uy;
const MAX_NAME_WORDS = 14;
/** No sentence of people's has more, and each is looked for in the whole source. */
const MAX_NAMES = 200;
/** What is no part of a French name: a verb with its subject. */
const NO_NAME = wordSet(
  'est sont etait etaient que qui ne pas il elle ils elles nous vous ont avait ete etre mais ou dans avec se ce cette ces n s j c qu',
);

/** Names that English keeps in French, as they stand in the source: institutions, titles, streets. */
function findFrenchNames(source: string, translation: string): Span[] {
  const lower = source.toLowerCase();
  const starts = Array.from(translation.matchAll(NAME_START), ({ 0: mark, index }) => index + mark.length);
  return starts.slice(0, MAX_NAMES).map((start): Span => {
    let end = start;
    NAME_WORD.lastIndex = start;
    for (let count = 0; count < MAX_NAME_WORDS; count++) {
      const [word = ''] = NAME_WORD.exec(translation) ?? [];
      const next = end === start ? start + word.length : NAME_WORD.lastIndex;
      const isNoName = word === '' || NO_NAME.has(foldText(word.replace(/['’]$/, '')));
      if (isNoName || !lower.includes(translation.slice(start, next).toLowerCase())) break;
      end = next;
      if (/['’]$/.test(word)) continue;
      if (translation.charAt(NAME_WORD.lastIndex) !== ' ') break;
      NAME_WORD.lastIndex++;
    }
    return { start, end };
  });
}
