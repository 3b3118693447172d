import { type LanguageModel, NO_HISTORY, UNKNOWN_WORD } from '../model/language-model.ts';
import { numberSlot } from '../text/number-slots.ts';
import type { PhraseTable } from '../model/phrase-table.ts';
import type { Weights } from '../model/weights.ts';

/** One way to write a span of French tokens in English. */
export interface PhraseOption {
  /** English tokens; those of the phrase table may hold number slots. */
  tokens: readonly string[];
  /** Number slots that are still to be filled from the source. */
  slots: number;
  /** Double quotes among the tokens. */
  quotes: number;
  /** Language-model ids of the tokens. */
  words: Int32Array;
  /** Translation score, weighted. */
  score: number;
  /** Weighted natural logarithms: monotone, swap, other. */
  orientation: readonly [number, number, number];
  /** Score and the language model's opinion out of context, for ranking and for the future cost. */
  estimate: number;
}

/** All ways to write the tokens `start` to `start + length`, best first. */
export interface SpanOptions {
  length: number;
  options: readonly PhraseOption[];
}

/** Options of one segment, by start and then by length. */
export type OptionLattice = readonly (readonly SpanOptions[])[];

export type OptionSource = ReturnType<typeof createOptionSource>;

/** Options kept for a span. */
const OPTIONS_PER_SPAN = 12;
/** Phrases whose options are remembered; common words come back in every sentence. */
const REMEMBERED_PHRASES = 20_000;
/** Natural logarithms of the three orientations of a phrase that the table does not hold. */
const FIXED_ORIENTATION = [-0.25, -3, -2] as const;
const SLOT = /^#[yho]?$/;

export function createOptionSource(table: PhraseTable, model: LanguageModel, weights: Weights) {
  const wordIds = new Map(table.targetWords.slice(0, model.vocabularySize).map((word, id) => [word, id]));
  const remembered = new Map<number, readonly PhraseOption[]>();

  function complete(
    tokens: readonly string[],
    words: readonly number[],
    score: number,
    logs: readonly [number, number, number],
  ): PhraseOption {
    let state = NO_HISTORY;
    let fluency = 0;
    for (const word of words) {
      const slot = model.lookUp(state, word);
      fluency += model.logProbability[slot] ?? 0;
      state = model.nextState[slot] ?? NO_HISTORY;
    }
    const [monotone, swap, other] = weights.orientation;
    return {
      tokens,
      slots: tokens.filter((token) => SLOT.test(token)).length,
      quotes: tokens.filter((token) => token === '"').length,
      words: Int32Array.from(words),
      score,
      orientation: [monotone * logs[0], swap * logs[1], other * logs[2]],
      estimate: score + weights.languageModel * fluency,
    };
  }

  function optionsOf(node: number): readonly PhraseOption[] {
    const known = remembered.get(node);
    if (known) return known;
    const options = table
      .targets(node)
      .map(({ words, score, orientation }) => {
        const [monotone = 0, swap = 0, other = 0] = table.orientations.subarray(orientation * 3, orientation * 3 + 3);
        return complete(
          words.map((id) => table.targetWords[id] ?? ''),
          words.map((id) => (id < model.vocabularySize ? id : UNKNOWN_WORD)),
          score,
          [monotone, swap, other],
        );
      })
      .sort((one, other) => other.estimate - one.estimate)
      .slice(0, OPTIONS_PER_SPAN);
    if (remembered.size >= REMEMBERED_PHRASES) remembered.clear();
    remembered.set(node, options);
    return options;
  }

  /** An option of our own making, such as a date or a glossary term; `bonus` is in model-score units. */
  function fix(tokens: readonly string[], bonus: number): PhraseOption {
    const words = tokens.map((token) => wordIds.get(numberSlot(token) ?? token) ?? UNKNOWN_WORD);
    return { ...complete(tokens, words, bonus, FIXED_ORIENTATION), slots: 0 };
  }

  return {
    fix,
    /** Options one after the other as one, whatever the order of their sources. */
    join(parts: readonly PhraseOption[], bonus: number): PhraseOption {
      const score = parts.reduce((sum, part) => sum + part.score, bonus);
      return complete(
        parts.flatMap(({ tokens }) => tokens),
        parts.flatMap(({ words }) => [...words]),
        score,
        FIXED_ORIENTATION,
      );
    },
    /** `group` with `adjective` set in after its first `at` tokens. */
    insert(group: PhraseOption, adjective: PhraseOption, at: number, bonus: number): PhraseOption {
      return complete(
        [...group.tokens.slice(0, at), ...adjective.tokens, ...group.tokens.slice(at)],
        [...group.words.slice(0, at), ...adjective.words, ...group.words.slice(at)],
        group.score + adjective.score + bonus,
        FIXED_ORIENTATION,
      );
    },
    /** `ids` are source word ids, -1 for unknown words, which break phrases. */
    collect(ids: readonly number[], writeUnknown: (index: number) => readonly string[]): SpanOptions[][] {
      return ids.map((first, start) => {
        const spans: SpanOptions[] = [];
        let node = first < 0 ? -1 : table.root(first);
        for (let length = 1; node >= 0; length++) {
          const options = optionsOf(node);
          if (options.length > 0) spans.push({ length, options });
          const next = ids[start + length];
          node = next === undefined || next < 0 || length === table.maxLength ? -1 : table.child(node, next);
        }
        if (spans[0]?.length !== 1) {
          const tokens = writeUnknown(start);
          const words = tokens.map(() => UNKNOWN_WORD);
          spans.unshift({
            length: 1,
            options: [{ ...complete(tokens, words, weights.unknownWord, FIXED_ORIENTATION), slots: 0 }],
          });
        }
        return spans;
      });
    },
  };
}
