import { numberSlot } from '../text/number-slots.ts';
import type { OptionSource, PhraseOption, SpanOptions } from '../search/phrase-options.ts';
import type { Vocabulary } from '../text/source-words.ts';
import { isNounLike } from './words/adjectives.ts';
import { isMeaningful } from './words/english-words.ts';

/** Words this far down the list of French words by frequency mean something that a translation has to say. */
const COMMON_WORDS = 5000;

const INDEFINITE = /^une?$/i;
const ENGLISH_INDEFINITE = /^(?:an?|one|another|some)$/i;

/**
 * Drops options that lose or add a number or a quote, and, where there are others, those that say nothing for a French
 * word that says something ("will" for "reprendront"). `write` gives the English of a token that is left without any.
 */
export function keepFaithful(
  lattice: SpanOptions[][],
  tokens: readonly string[],
  source: OptionSource,
  vocabulary: Vocabulary,
  write: (index: number) => readonly string[],
): void {
  const isTelling = tokens.map((token) => isNounLike(token) && vocabulary.idOf(token) > COMMON_WORDS);
  for (const [start, spans] of lattice.entries()) {
    for (const [index, { length, options }] of spans.entries()) {
      const end = start + length;
      const kept = dropBare(
        dropEmpty(dropUnequal(options, tokens.slice(start, end)), isTelling.slice(start, end).includes(true)),
        tokens[start] ?? '',
      );
      const isLost = length === 1 && kept.length === 0;
      spans[index] = { length, options: isLost ? [source.fix(write(start), 0)] : kept };
    }
  }
}

function dropUnequal(options: readonly PhraseOption[], span: readonly string[]): PhraseOption[] {
  const numbers = span.filter((token) => numberSlot(token) !== undefined).length;
  const quotes = span.filter((token) => token === '"').length;
  return options.filter((option) => option.slots === numbers && option.quotes === quotes);
}

function dropEmpty(options: PhraseOption[], isTelling: boolean): PhraseOption[] {
  const meaningful = isTelling ? options.filter((option) => option.tokens.some(isMeaningful)) : [];
  return meaningful.length > 0 ? meaningful : options;
}

/** "une attaque" keeps its article where the model knows a way to. */
function dropBare(options: PhraseOption[], first: string): PhraseOption[] {
  if (!INDEFINITE.test(first)) return options;
  const withArticle = options.filter((option) => option.tokens.some((token) => ENGLISH_INDEFINITE.test(token)));
  return withArticle.length > 0 ? withArticle : options;
}
