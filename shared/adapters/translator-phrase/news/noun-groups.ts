import type { OptionSource, PhraseOption, SpanOptions } from '../search/phrase-options.ts';
import { isNounAt, isNounLike } from './words/adjectives.ts';
import { dropNouns, qualifierLength, readQualifier } from './qualifiers.ts';
import { replaceSpan, topOptions } from './span-options.ts';

const BARE_DE = /^(?:de|d')$/;
const OPTIONS_PER_SPAN = 12;
/** Options of each noun where two are joined. */
const PARTS_JOINED = 2;
/** Source tokens of a group without its last qualifier. */
const LONGEST_GROUP = 6;
/** What "tram line" for "ligne de tramway" costs beside "line of tram"; many pairs of nouns do not join so. */
const JOINING_SCORE = -0.3;

/**
 * Adds to the options of "un accord de sécurité bilatéral" those of "un accord de sécurité" with the adjective's English
 * set in before the noun, since English has it so; the language model chooses. A second adjective comes before the
 * first ("luttes politiques internes").
 */
export function composeNounGroups(lattice: SpanOptions[][], tokens: readonly string[], source: OptionSource): void {
  dropNouns(lattice, tokens);
  for (const [start, spans] of lattice.entries()) {
    joinNouns(lattice, spans, tokens, start, source);
    for (let length = 1; length <= LONGEST_GROUP; length++) {
      const at = start + length;
      if (!isGroup(tokens, start, at) || isComplement(tokens, start)) continue;
      const qualifier = readQualifier(lattice, tokens, at, source);
      if (qualifier === undefined) continue;
      const composed = topOptions(spans, length).flatMap((group) =>
        qualifier.options.map((option) => source.insert(group, option, qualifier.place(group.tokens), qualifier.bonus)),
      );
      addOptions(spans, length + qualifier.length, composed);
    }
  }
}

/** Whether [from, to) ends in a noun or its qualifiers and holds one noun, or two joined by a bare "de". */
function isGroup(tokens: readonly string[], from: number, to: number): boolean {
  let at = from;
  while (at < to && !isNounAt(tokens, at)) at += 1;
  if (at === to) return false;
  at += at + 2 < to && BARE_DE.test(tokens[at + 1] ?? '') && isNounAt(tokens, at + 2) ? 3 : 1;
  while (at < to) {
    const length = qualifierLength(tokens, at);
    if (length === 0) return false;
    at += length;
  }
  return at === to;
}

/** Adds "tram line" to the options of "ligne de tramway". */
function joinNouns(
  lattice: readonly (readonly SpanOptions[])[],
  spans: SpanOptions[],
  tokens: readonly string[],
  start: number,
  source: OptionSource,
): void {
  if (!isNounAt(tokens, start) || !BARE_DE.test(tokens[start + 1] ?? '') || !isNounAt(tokens, start + 2)) return;
  const heads = topOptions(spans, 1, PARTS_JOINED);
  const complements = topOptions(lattice[start + 2] ?? [], 1, PARTS_JOINED);
  const joined = complements.flatMap((complement) =>
    heads.map((head) => source.join([complement, head], JOINING_SCORE)),
  );
  addOptions(spans, 3, joined);
}

function addOptions(spans: SpanOptions[], length: number, composed: readonly PhraseOption[]): void {
  const options = [...topOptions(spans, length, OPTIONS_PER_SPAN), ...composed].sort(byEstimate);
  if (options.length > 0) replaceSpan(spans, { length, options: options.slice(0, OPTIONS_PER_SPAN) });
}

/** Whether the words hang on the noun before by a bare "de": an adjective behind them belongs to both as one. */
function isComplement(tokens: readonly string[], start: number): boolean {
  const of = BARE_DE.test(tokens[start] ?? '') ? start : start - 1;
  return BARE_DE.test(tokens[of] ?? '') && isNounLike(tokens[of - 1]);
}

function byEstimate(one: PhraseOption, other: PhraseOption): number {
  return other.estimate - one.estimate;
}
