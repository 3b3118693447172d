import { numberSlot } from './number-slots.ts';

/** What the model knows of a French word. */
export interface Vocabulary {
  /** Id of exactly this form when the phrase table has it as a phrase of its own, else -1; smaller = more frequent. */
  idOf(form: string): number;
}

const STARTS_CLAUSE: ReadonlySet<string> = new Set(['.', '!', '?', ':', '"', '(', '\u2013', '...']);
const TWO_LETTERS = /\p{L}{2}/u;
const TWO_CAPITALS = /^\p{Lu}\p{Lu}/u;
const SMALL_LETTER = /\p{Ll}/u;

/** Id of each token of a segment, in the case in which the model knows it best; -1 for an unknown word. */
export function resolveTokens(tokens: readonly string[], vocabulary: Vocabulary): number[] {
  const shouting = isInCapitals(tokens);
  return tokens.map((token, index) => {
    const slot = numberSlot(token);
    if (slot !== undefined) return vocabulary.idOf(slot);
    const previous = tokens[index - 1];
    return resolveCase(token, shouting || previous === undefined || STARTS_CLAUSE.has(previous), vocabulary);
  });
}

/** `mayBeCapitalised`: a capital here may come from the place in the sentence, not from the word. */
export function resolveCase(token: string, mayBeCapitalised: boolean, vocabulary: Vocabulary): number {
  const exact = vocabulary.idOf(token);
  const lower = token.toLowerCase();
  const [first = ''] = token;
  if (lower === token) return exact >= 0 ? exact : vocabulary.idOf(first.toUpperCase() + token.slice(first.length));
  const small = vocabulary.idOf(lower);
  if (mayBeCapitalised && isBetter(small, exact)) return small;
  if (exact >= 0) return exact;
  if (TWO_CAPITALS.test(token)) {
    const title = vocabulary.idOf(first + token.slice(first.length).toLowerCase());
    if (isBetter(title, small)) return title;
  }
  return small;
}

function isBetter(id: number, than: number): boolean {
  return id >= 0 && (than < 0 || id < than);
}

function isInCapitals(tokens: readonly string[]): boolean {
  const words = tokens.filter((token) => TWO_LETTERS.test(token));
  const capitals = words.filter((token) => !SMALL_LETTER.test(token));
  return words.length > 2 && capitals.length > words.length * 0.6;
}

/** Splits an unknown hyphenated word ("franco-allemand") when every part is a known word of its own. */
export function splitUnknownHyphens(tokens: readonly string[], vocabulary: Vocabulary): string[] {
  return tokens.flatMap((token) => {
    const isCandidate = token.length > 3 && token !== '@-@' && /^[^-\d][^\d]*-[^\d]*$/.test(token);
    if (!isCandidate || resolveCase(token, false, vocabulary) >= 0) return [token];
    const parts = token.split('-').filter(Boolean);
    const areWords = parts.every(
      (part) => part.length > 2 && part === part.toLowerCase() && resolveCase(part, false, vocabulary) >= 0,
    );
    return areWords ? parts : [token];
  });
}
