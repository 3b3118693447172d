import type { OptionSource, PhraseOption, SpanOptions } from '../phrase-options.ts';
import { nounStart } from './english-words.ts';
import { translateNationality } from './nationalities.ts';

/** Words that end neither in a noun nor begin one; the list is closed: articles, pronouns, prepositions, auxiliaries. */
const FUNCTION_WORDS = new Set(
  `le la les l' un une des du de d' au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur
  leurs et ou mais donc or ni car que qu' qui quoi dont où quand comme si je j' tu il elle on nous vous ils elles se s'
  me m' te t' ne n' pas plus très trop moins aussi bien mal peu assez encore déjà toujours jamais ainsi alors après
  avant avec chez contre dans depuis derrière dès devant durant en entre envers hors jusque jusqu' malgré par parmi
  pendant pour sans sauf selon sous sur vers y est sont était étaient être été suis es sommes êtes fut furent sera
  seront serait seraient a as ai ont avons avez avait avaient avoir eu aura auront aurait auraient fait font peut
  peuvent doit doivent va vont reste devient semble tout tous toute toutes même mêmes autre autres aucun aucune chaque
  plusieurs quelques certains certaines`.split(/\s+/),
);
/** Endings that a French adjective after its noun usually has. */
const ADJECTIVE = new RegExp(
  '(?:iques?|al|ales?|aux|els?|elles?|ifs?|ives?|aires?|iens?|iennes?|ains?|aines?|ois|oises?|ais|aises?|eux|euses?|' +
    'ables?|ibles?|istes?|ents?|entes?|ants?|antes?|urs?|ures?|ides?|ernes?|ures|olitains?)$',
);
const WORD = /^\p{L}[\p{L}'-]{2,}$/u;
/** English adjectives have no plural: "policies" for "politiques" is the noun. */
const PLURAL = /[^us]s$/;
const BARE_DE = /^(?:de|d')$/;
/** Options of each part that are tried together. */
const PARTS_TRIED = 4;
/** Options of each part where three are combined. */
const PARTS_JOINED = 2;
const OPTIONS_PER_SPAN = 12;
/** Source tokens of a group without its last adjective. */
const LONGEST_GROUP = 4;
/** What a composed option gains over the same words apart; English order is rarely wrong here. */
const BONUS = 0.1;
/** Translation score of an adjective of nationality, about that of a good phrase of one word. */
const NATIONALITY_SCORE = -0.2;

/**
 * Adds to the options of "un accord de sécurité bilatéral" those of "un accord de sécurité" with the adjective's English
 * set in before the noun, since English has it so; the language model chooses. A second adjective comes before the
 * first ("luttes politiques internes").
 */
export function composeNounGroups(lattice: SpanOptions[][], tokens: readonly string[], source: OptionSource): void {
  for (const [start, spans] of lattice.entries()) {
    for (let length = 1; length <= LONGEST_GROUP; length++) {
      const at = start + length;
      const adjective = readAdjectives(lattice, tokens, at, source);
      if (adjective === undefined || !isGroup(tokens.slice(start, at)) || isComplement(tokens, start)) continue;
      const composed = groupOptions(lattice, tokens, start, length, source).flatMap((group) =>
        adjective.options.map((option) => source.insert(group, option, nounStart(group.tokens), BONUS)),
      );
      const known = topOptions(spans, length + adjective.length, OPTIONS_PER_SPAN);
      const options = [...known, ...composed].sort(byEstimate);
      if (options.length > 0) {
        replaceSpan(spans, { length: length + adjective.length, options: options.slice(0, OPTIONS_PER_SPAN) });
      }
    }
  }
}

/** Words that end in a noun or its adjective and hold one noun, or two joined by a bare "de" ("accord de sécurité"). */
function isGroup(words: readonly string[]): boolean {
  const nouns = words.flatMap((word, index) => (isNounLike(word) && !isAdjectiveLike(word) ? [index] : []));
  const [first, second] = nouns;
  if (first === undefined || nouns.length > 2) return false;
  if (second !== undefined && (second !== first + 2 || !BARE_DE.test(words[first + 1] ?? ''))) return false;
  return words.slice((second ?? first) + 1).every(isAdjectiveLike);
}

/** The model's own options of a group, else for "accord de sécurité" those of its nouns in English order. */
function groupOptions(
  lattice: readonly (readonly SpanOptions[])[],
  tokens: readonly string[],
  start: number,
  length: number,
  source: OptionSource,
): readonly PhraseOption[] {
  const known = topOptions(lattice[start] ?? [], length);
  if (known.length > 0 || length !== 3 || !BARE_DE.test(tokens[start + 1] ?? '')) return known;
  const complements = topOptions(lattice[start + 2] ?? [], 1, PARTS_JOINED);
  const heads = topOptions(lattice[start] ?? [], 1, PARTS_JOINED);
  return complements.flatMap((complement) => heads.map((head) => source.join([complement, head], 0)));
}

/** Whether the words hang on the noun before by a bare "de": an adjective behind them belongs to both as one. */
function isComplement(tokens: readonly string[], start: number): boolean {
  const of = BARE_DE.test(tokens[start] ?? '') ? start : start - 1;
  return BARE_DE.test(tokens[of] ?? '') && isNounLike(tokens[of - 1]);
}

/** "bilatéral", or "militaire et financier" as one. */
function readAdjectives(
  lattice: readonly (readonly SpanOptions[])[],
  tokens: readonly string[],
  at: number,
  source: OptionSource,
): { length: number; options: readonly PhraseOption[] } | undefined {
  if (!isAdjectiveLike(tokens[at])) return undefined;
  const first = adjectiveOptions(lattice[at] ?? [], tokens[at] ?? '', source);
  if (tokens[at + 1] !== 'et' || !isAdjectiveLike(tokens[at + 2])) return { length: 1, options: first };
  const second = adjectiveOptions(lattice[at + 2] ?? [], tokens[at + 2] ?? '', source);
  const and = source.fix(['and'], 0);
  return {
    length: 3,
    options: first
      .slice(0, PARTS_JOINED)
      .flatMap((one) => second.slice(0, PARTS_JOINED).map((other) => source.join([one, and, other], 0))),
  };
}

/** Whether a French word may be a noun: it is no function word and no number. */
export function isNounLike(token = ''): boolean {
  return WORD.test(token) && !FUNCTION_WORDS.has(token.toLowerCase());
}

function isAdjectiveLike(token = ''): boolean {
  const isWord = WORD.test(token) && token === token.toLowerCase() && !FUNCTION_WORDS.has(token);
  return isWord && (translateNationality(token) !== undefined || ADJECTIVE.test(token));
}

function adjectiveOptions(spans: readonly SpanOptions[], token: string, source: OptionSource): readonly PhraseOption[] {
  const nationality = translateNationality(token);
  if (nationality) return [source.fix(nationality, NATIONALITY_SCORE)];
  return topOptions(spans, 1).filter(({ tokens }) => !PLURAL.test(tokens.at(-1) ?? ''));
}
function topOptions(spans: readonly SpanOptions[], length: number, count = PARTS_TRIED): readonly PhraseOption[] {
  return spans.find((span) => span.length === length)?.options.slice(0, count) ?? [];
}

function byEstimate(one: PhraseOption, other: PhraseOption): number {
  return other.estimate - one.estimate;
}

function replaceSpan(spans: SpanOptions[], span: SpanOptions): void {
  const index = spans.findIndex(({ length }) => length >= span.length);
  if (index < 0) spans.push(span);
  else spans.splice(index, spans[index]?.length === span.length ? 1 : 0, span);
}
