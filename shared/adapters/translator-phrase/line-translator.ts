import type { Glossary } from '../../core/glossary/glossary.ts';
import { detokeniseEnglish } from './text/detokenise-english.ts';
import type { Model } from './model/model.ts';
import { agreeArticles } from './news/articles.ts';
import { isEnglish } from './news/words/english-text.ts';
import { createNewsPlanner } from './news/plan-segment.ts';
import { readQuotes } from './news/quotes.ts';
import { rearrangeFrench } from './news/rearrange-french.ts';
import { markThousands } from './news/thousands.ts';
import { maskVerbatim, restoreVerbatim } from './news/verbatim.ts';
import { fillNumberSlots } from './text/number-slots.ts';
import { createOptionSource } from './search/phrase-options.ts';
import { createSearch, type SearchProblem } from './search/search.ts';
import { splitSegments } from './search/segments.ts';
import { resolveTokens, splitUnknownHyphens, type Vocabulary } from './text/source-words.ts';
import { tokeniseFrench } from './text/tokenise-french.ts';
import { writeUnknownWord } from './text/unknown-words.ts';

/** Punctuation that no phrase is moved across. */
const PUNCTUATION: ReadonlySet<string> = new Set('. , ; : ! ? ( ) " – [ ] ...'.split(' '));

/** Translates one line, a segment at a time: each step of the generator is one search, the last one gives the line. */
export type LineTranslator = (line: string) => Generator<void, string>;

export interface LineTranslatorOptions {
  /** What is done on top of the bare model: `news` by default, `baseline` for comparing decoders. */
  rules?: 'baseline' | 'news' | undefined;
  /** Its terms are found whatever their case. */
  glossary?: Pick<Glossary, 'version' | 'terms'> | undefined;
}

/** `news` rules stand around and before the search; the search itself is the same for both. */
export function createLineTranslator(
  model: Model,
  { rules = 'news', glossary }: LineTranslatorOptions,
): LineTranslator {
  const { table, languageModel, weights } = model;
  const options = createOptionSource(table, languageModel, weights);
  const search = createSearch(languageModel, weights);
  const vocabulary: Vocabulary = {
    idOf(form) {
      const id = table.sourceIds.get(form) ?? -1;
      return id >= 0 && table.root(id) >= 0 ? id : -1;
    },
  };
  const planSegment = rules === 'news' ? createNewsPlanner(options, glossary?.terms ?? [], vocabulary) : undefined;

  function translateSegment(source: readonly string[]): readonly string[] {
    const tokens = splitUnknownHyphens(planSegment ? rearrangeFrench(source) : source, vocabulary);
    const writeUnknown = (index: number) => writeUnknownWord(tokens[index] ?? '');
    const problem: SearchProblem = {
      lattice: options.collect(resolveTokens(tokens, vocabulary), writeUnknown),
      walls: Uint8Array.from(tokens, (token) => (PUNCTUATION.has(token) ? 1 : 0)),
      groups: new Int32Array(tokens.length).fill(-1),
    };
    planSegment?.(problem, tokens, writeUnknown);
    const phrases = search(problem);
    if (!phrases) return tokens;
    return phrases.flatMap(({ start, end, option }) =>
      option.slots > 0 ? fillNumberSlots(option.tokens, tokens.slice(start, end)) : option.tokens,
    );
  }

  function* translateTokens(line: string): Generator<void, string[]> {
    const output: string[] = [];
    let startsSentence = true;
    for (const segment of splitSegments(tokeniseFrench(line))) {
      const english = translateSegment(segment.tokens);
      output.push(...(startsSentence ? capitaliseFirst(english) : english));
      startsSentence = segment.endsSentence;
      yield;
    }
    return output;
  }

  return function* translateLine(line) {
    if (rules === 'baseline') return detokeniseEnglish(yield* translateTokens(line));
    if (isEnglish(line)) return line.trim();
    const { text, originals } = maskVerbatim(line);
    const tokens = yield* translateTokens(markThousands(text));
    const english = detokeniseEnglish(agreeArticles(tokens), readQuotes(text));
    return restoreVerbatim(english, originals);
  };
}

function capitaliseFirst(tokens: readonly string[]): string[] {
  const first = tokens.findIndex((token) => /^[\p{L}\p{Co}\d]/u.test(token));
  return tokens.map((token, index) =>
    index === first ? token.replace(/^./u, (letter) => letter.toUpperCase()) : token,
  );
}
