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
    'ables?|ibles?|istes?|ents?|entes?|ants?|antes?|urs?|ures?|ides?|ernes?|olitains?|iers?|ières?|mobiles?)$',
);
/** Of these endings, those that are hardly ever a noun's or a verb's. */
const QUALIFIER = /(?:[^s]ique|iques|als?|ales?|aux|elles?|els?|ifs?|ives?|aires|eux|euses?|ables?|ibles?)$/;
/** Verbs of reporting that end like an adjective. */
const VERB = /^(?:expl|ind|appl|impl|crit|revend|prat|fabr|commun)ique$|^(?:appelle|rappelle|révèle)$/;
const WORD = /^\p{L}[\p{L}'-]{2,}$/u;

/** Whether a French word may be a noun: it is no function word and no number. */
export function isNounLike(token = ''): boolean {
  return WORD.test(token) && !FUNCTION_WORDS.has(token.toLowerCase());
}

/** Adjectives that stand before their noun. */
const BEFORE_NOUN =
  /^(?:nouve(?:au|aux|l|lles?)|grande?s?|petite?s?|premi(?:er|ère)s?|derni(?:er|ère)s?|deuxième|troisième|secon(?:d|de)s?|jeunes?|bon(?:ne)?s?|mauvaise?s?|vieux|vieille?s?|ancien(?:ne)?s?|futur(?:e)?s?|haute?s?|longue?s?|princip(?:al|ale|ales|aux)|vraie?s?|seule?s?|importante?s?)$/;

/** Whether the token at a place is the noun of its group: what follows a noun and looks like an adjective is none. */
export function isNounAt(tokens: readonly string[], at: number): boolean {
  const [previous = '', token = ''] = [tokens[at - 1], tokens[at]];
  if (!isNounLike(token) || (BEFORE_NOUN.test(token) && isNounLike(tokens[at + 1]))) return false;
  return !isAdjectiveLike(token) || !isNounLike(previous) || BEFORE_NOUN.test(previous);
}

/** Whether a French word may be an adjective that follows its noun. */
export function isAdjectiveLike(token = ''): boolean {
  const isWord = WORD.test(token) && token === token.toLowerCase() && !FUNCTION_WORDS.has(token);
  return isWord && (translateNationality(token) !== undefined || ADJECTIVE.test(token));
}

/** The same with fewer mistakes, for where no language model checks. */
export function isQualifier(token: string): boolean {
  return (
    translateNationality(token) !== undefined || (isAdjectiveLike(token) && QUALIFIER.test(token) && !VERB.test(token))
  );
}
