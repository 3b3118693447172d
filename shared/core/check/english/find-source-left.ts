import { foldText } from '../../text/fold-text.ts';
import type { IntegrityIssue } from '../integrity-issue.ts';

const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Function words of French that are no English words, folded; "a", "on", "me", "plus", "son", "par" and "pour" are. */
const FRENCH = wordSet(
  'le la les des du un une et est sont etait etaient dans avec sur qui que ne pas aux cette ces sa ses il elle ils elles ' +
    'nous vous de jamais rien tres leur leurs mais ou ont avait ete etre comme selon apres entre deux au ce se par pour l d qu n s j c m t',
);
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

/** French left standing in English: a stretch of it, or a single accented word that English has not borrowed. */
export function findSourceLeft(source: string, translation: string): IntegrityIssue[] {
  const words = Array.from(foldText(translation).matchAll(/\p{L}{1,999}/gu), ({ 0: word, index }) => ({ word, index }));
  const french = words.flatMap(({ word, index }, at) =>
    FRENCH.has(word) ? [{ at, start: index, end: index + word.length }] : [],
  );
  for (const [order, { at, start }] of french.entries()) {
    const last = french[order + MIN_FRENCH_WORDS - 1];
    if (last === undefined || last.at - at >= WINDOW_WORDS) continue;
    return [{ code: 'source-left', grade: 'failed', translation: { start, end: last.end } }];
  }
  const given = new Set(source.match(/\p{L}{1,999}/gu));
  for (const { 0: word, index } of translation.matchAll(ACCENTED)) {
    if (word.length < MIN_LEFT_LETTERS || BORROWED.has(word.replace(/s$/, '')) || !given.has(word)) continue;
    return [{ code: 'source-left', grade: 'doubtful', translation: { start: index, end: index + word.length } }];
  }
  return [];
}
