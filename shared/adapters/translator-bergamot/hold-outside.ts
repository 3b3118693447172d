import { createTermFinder } from '../../core/glossary/find-terms.ts';
import type { Glossary } from '../../core/glossary/glossary.ts';

/** A stretch of a sentence that the model must not see, and what stands for it in the translation. */
export interface HeldSpan {
  start: number;
  end: number;
  text: string;
}

/**
 * What a vocabulary of European words does not know and would drop, or must not touch: web and mail addresses, @handles,
 * #hashtags, emoji with all their parts, words in other scripts, pictures and arrows, control and private characters.
 */
const UNTOUCHABLE = new RegExp(
  [
    String.raw`(?:https?:\/\/|www\.)[^\s«»“”"<>]*[^\s«»“”"<>.,;:!?…)\]]`,
    String.raw`[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+`,
    String.raw`(?<![\p{L}\p{N}_])[@#][\p{L}\p{M}\p{N}_]*\p{L}[\p{L}\p{M}\p{N}_]*`,
    String.raw`\p{Regional_Indicator}{2}|[\d#*]\uFE0F?\u20E3`,
    String.raw`(?:(?![©®™])\p{Extended_Pictographic}[\uFE0F\u200D\p{Emoji_Modifier}\u{E0020}-\u{E007F}]*)+`,
    String.raw`(?!\p{Script=Latin})\p{L}[\p{L}\p{M}\p{N}]*`,
    String.raw`(?:(?![°©®™№])\p{So}|[\u2190-\u21FF]|\p{Cc}|\p{Co}|\p{Cs}|\p{Cn})+`,
  ].join('|'),
  'gu',
);

/** A function that finds what to hold outside of a normalised sentence: glossary terms first, in order, no overlaps. */
export function createSpanFinder(glossary: Glossary | undefined): (sentence: string) => HeldSpan[] {
  const findTerms = glossary?.targetLanguage === 'en' ? createTermFinder(glossary) : () => [];
  return (sentence) => {
    const spans = findTerms(sentence).map(({ term, start, end }) => ({ start, end, text: term.target }));
    for (const { 0: text, index } of sentence.matchAll(UNTOUCHABLE)) {
      const end = index + text.length;
      if (spans.every((other) => end <= other.start || other.end <= index)) spans.push({ start: index, end, text });
    }
    return spans.sort((left, right) => left.start - right.start);
  };
}
