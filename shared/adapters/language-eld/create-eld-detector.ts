import { isPlainlyFrench } from '../../core/language/is-plainly-french.ts';
import type { DetectedLanguage, LanguageDetector } from '../../ports/language-detector.ts';

/** Letters below which no text is refused: headlines of 45 letters that are names in the main were taken for Catalan. */
const MIN_RELIABLE_LETTERS = 60;
/** Lead of the first language over the second. The least of English over French on 997 FLORES sentences was 0.078. */
const MIN_MARGIN = 0.05;
/** `eld` reads about 350 bytes of a text, so a longer one is read in windows spread over it. */
const WINDOW_CHARACTERS = 350;
const MAX_WINDOWS = 7;
/** Share of the windows that must speak clearly for the language. */
const MIN_AGREEMENT = 2 / 3;

const LETTER = /\p{L}/gu;

interface Reading {
  language: string;
  scores: Record<string, number>;
  /** Well ahead of the second, and as sure as `eld` is of that language on average. */
  isClear: boolean;
}

/** Windows of equal size from the start to the end of the text. */
function readWindows(text: string): string[] {
  const count = Math.min(MAX_WINDOWS, Math.max(1, Math.floor(text.length / WINDOW_CHARACTERS)));
  const step = count === 1 ? 0 : (text.length - WINDOW_CHARACTERS) / (count - 1);
  return Array.from({ length: count }, (_, index) => {
    const start = Math.round(index * step);
    return count === 1 ? text : text.slice(start, start + WINDOW_CHARACTERS);
  });
}

function countLetters(windows: readonly string[]): number {
  return windows.reduce((sum, window) => sum + (window.match(LETTER)?.length ?? 0), 0);
}

/**
 * Tells the language: plainly French text by its function words, any other with `eld` (medium set, 60 languages), whose
 * 2 MB of language data are loaded at the first such text. Its answer is the language with
 * the highest score over all windows. It is reliable when the windows hold at least 60 letters, two thirds of them
 * speak clearly for that language, and, unless that language is French, none is French: a mixed page, a French article
 * with English quotes, a list of names or a short headline never gives grounds for a refusal.
 */
export function createEldDetector(): LanguageDetector {
  return {
    async detect(text): Promise<DetectedLanguage> {
      if (isPlainlyFrench(text)) return { language: 'fr', reliable: true };
      const { eld } = await import('eld/medium');
      const windows = readWindows(text);
      const readings: Reading[] = [];
      for (const window of windows) {
        const result = eld.detect(window);
        if (result.language === '') continue;
        const scores = result.getScores();
        const [first = 0, second = 0] = Object.values(scores).sort((a, b) => b - a);
        const isClear = result.isReliable() && first - second >= MIN_MARGIN;
        readings.push({ language: result.language, scores, isClear });
      }
      const totals: Record<string, number> = {};
      for (const [tongue, score] of readings.flatMap(({ scores }) => Object.entries(scores))) {
        totals[tongue] = (totals[tongue] ?? 0) + score;
      }
      const [language] = Object.entries(totals).sort((a, b) => b[1] - a[1])[0] ?? [];
      const clear = readings.filter((reading) => reading.isClear && reading.language === language);
      const reliable =
        clear.length > 0 &&
        clear.length >= windows.length * MIN_AGREEMENT &&
        (language === 'fr' || readings.every((reading) => reading.language !== 'fr')) &&
        countLetters(windows) >= MIN_RELIABLE_LETTERS;
      return { language, reliable };
    },
  };
}
