import type { OptionSource, PhraseOption, SpanOptions } from '../search/phrase-options.ts';
import { isAdjectiveLike, isNounAt } from './words/adjectives.ts';
import { nounStart } from './words/english-words.ts';
import { isNationality, translateNationality } from './words/nationalities.ts';
import { topOptions } from './span-options.ts';

/** What follows a French noun and stands before the English one, with the ways to write it. */
export interface Qualifier {
  /** Source tokens. */
  length: number;
  options: readonly PhraseOption[];
  /** What the group gains over the same words apart. */
  bonus: number;
  /** Where it goes among the English tokens of the group that it qualifies. */
  place(group: readonly string[]): number;
}

/** Turns that English says with one adjective. */
const COMPOUNDS = new Map(
  Object.entries({
    'à long terme': 'long-term',
    'à moyen terme': 'medium-term',
    'à court terme': 'short-term',
    'à longue portée': 'long-range',
    'à moyenne portée': 'medium-range',
    'à courte portée': 'short-range',
    'à grande échelle': 'large-scale',
    'de grande ampleur': 'large-scale',
    'à grande vitesse': 'high-speed',
    'à haut risque': 'high-risk',
    'de haut niveau': 'high-level',
    'à temps plein': 'full-time',
    'à temps partiel': 'part-time',
    'à usage unique': 'single-use',
    'de longue date': 'long-standing',
    'sans précédent': 'unprecedented',
  }),
);
const LONGEST_COMPOUND = 3;
const ACRONYM = /^\p{Lu}[\p{Lu}\d-]{2,}$/u;
/** English adjectives have no plural: "policies" for "politiques" is the noun. */
const PLURAL = /[^us]s$/;
/** The language model knows no acronym and cannot tell where one belongs. */
const ACRONYM_BONUS = 1;
/** Options of each adjective where two are joined. */
const PARTS_JOINED = 2;
/** Translation score of an adjective of our own, about that of a good phrase of one word. */
const OWN_SCORE = -0.2;

/** The qualifier at a place: "bilatéral", "militaire et financier" as one, "à long terme", "ATACMS" behind "missiles". */
export function readQualifier(
  lattice: readonly (readonly SpanOptions[])[],
  tokens: readonly string[],
  at: number,
  source: OptionSource,
): Qualifier | undefined {
  const length = qualifierLength(tokens, at);
  const token = tokens[at] ?? '';
  if (length === 0) return undefined;
  const compound = findCompound(tokens, at);
  if (compound)
    return { length, options: [source.fix([compound.english], OWN_SCORE)], bonus: 0, place: afterNationality };
  if (ACRONYM.test(token))
    return { length, options: [source.fix([token], OWN_SCORE)], bonus: ACRONYM_BONUS, place: beforeHead };
  const first = adjectiveOptions(lattice[at] ?? [], token, source);
  if (length === 1) return { length, options: first, bonus: 0, place: nounStart };
  const second = adjectiveOptions(lattice[at + 2] ?? [], tokens[at + 2] ?? '', source);
  const and = source.fix(['and'], 0);
  const both = first
    .slice(0, PARTS_JOINED)
    .flatMap((one) => second.slice(0, PARTS_JOINED).map((other) => source.join([one, and, other], 0)));
  return { length, options: both, bonus: 0, place: nounStart };
}

/** Where only adjectives stand, drops the options that take them for a noun ("policies"), unless a word is left with none. */
export function dropNouns(lattice: SpanOptions[][], tokens: readonly string[]): void {
  for (const [start, spans] of lattice.entries()) {
    if (isNounAt(tokens, start)) continue;
    for (const [index, { length, options }] of spans.entries()) {
      if (!tokens.slice(start, start + length).every(isAdjectiveLike)) break;
      const adjectives = options.filter((option) => !option.tokens.some((token) => PLURAL.test(token)));
      if (adjectives.length > 0 || length > 1) spans[index] = { length, options: adjectives };
    }
  }
}

/** Source tokens of the qualifier at a place, 0 for none. */
export function qualifierLength(tokens: readonly string[], at: number): number {
  const compound = findCompound(tokens, at);
  if (compound) return compound.length;
  if (ACRONYM.test(tokens[at] ?? '')) return 1;
  if (!isAdjectiveLike(tokens[at])) return 0;
  return tokens[at + 1] === 'et' && isAdjectiveLike(tokens[at + 2]) ? 3 : 1;
}

function findCompound(tokens: readonly string[], at: number): { length: number; english: string } | undefined {
  for (let length = LONGEST_COMPOUND; length > 1; length--) {
    const english = COMPOUNDS.get(tokens.slice(at, at + length).join(' '));
    if (english !== undefined) return { length, english };
  }
  return undefined;
}

/** "American long-range missiles", but "long-term military support". */
function afterNationality(group: readonly string[]): number {
  let at = nounStart(group);
  while (at < group.length - 1 && isNationality(group[at] ?? '')) at += 1;
  return at;
}

function beforeHead(group: readonly string[]): number {
  return Math.max(0, group.length - 1);
}

function adjectiveOptions(spans: readonly SpanOptions[], token: string, source: OptionSource): readonly PhraseOption[] {
  const nationality = translateNationality(token);
  if (nationality) return [source.fix(nationality, OWN_SCORE)];
  return topOptions(spans, 1).filter(({ tokens }) => !PLURAL.test(tokens.at(-1) ?? ''));
}
