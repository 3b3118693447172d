import { byWord } from './spans/fixed-span.ts';
import { isQualifier } from './words/adjectives.ts';

const FOLLOWS_AUXILIARY = /^-|^(?:été|eu|donc)$/;
const PRESENT = byWord<string>({ aura: 'a', auront: 'ont', sera: 'est', seront: 'sont' });
const AFTER_WHEN = /(?:^| )(?:une fois qu(?:e|')|dès qu(?:e|')|après qu(?:e|')|lorsqu(?:e|')|quand)[^,;:]*$/;
/** Tokens between "when" and its verb. */
const LONGEST_SUBJECT = 10;
const OBJECT_PRONOUN = /^(?:l'|le|la|les)$/i;
const AVOIR =
  /^(?:a|ai|as|avons|avez|ont|avais|avait|avions|aviez|avaient|aura|auront|aurait|auraient|ait|aient|avoir|ayant)$/;
const PARTICIPLE = /(?:é|i|u|is|it|rt|int)e?s?$/;
const NEGATION: ReadonlySet<string> = new Set(['pas', 'plus', 'jamais', 'bien', 'déjà', 'pourtant', 'aussi']);
/** Words between an auxiliary and its participle: "l'aura, elle aussi, définitivement adoptée" is rare. */
const MAX_ADVERBS = 2;
/** Tokens of a quoted noun that an adjective behind it may still describe. */
const LONGEST_QUOTED_NOUN = 5;
const DETERMINER = /^(?:un|une|le|la|l'|les|ce|cet|cette|ces|des|du|son|sa|ses|leur|leurs)$/i;

/**
 * Brings French tokens nearer to English order before the search, whose jumps are short and whose phrases do not know
 * these turns: each step returns the tokens changed or as they were.
 */
export function rearrangeFrench(tokens: readonly string[]): readonly string[] {
  return [restoreAccent, changeTense, placePronouns, placeQualifiers].reduce((current, step) => step(current), tokens);
}

/** Capitals lose their accent in many newsrooms: the preposition of "A Paris" is no "has". */
function restoreAccent(tokens: readonly string[]): readonly string[] {
  const next = tokens.findIndex((token) => token !== '"') + 1;
  const isPreposition = tokens[next - 1] === 'A' && !FOLLOWS_AUXILIARY.test(tokens[next] ?? '-');
  return isPreposition ? tokens.with(next - 1, 'À') : tokens;
}

/** After "when" French says "aura adopté" where English says "has adopted". */
function changeTense(tokens: readonly string[]): readonly string[] {
  return tokens.map((token, at) => {
    const present = PRESENT[token];
    if (present === undefined || tokens[at + 1]?.startsWith('-')) return token;
    const clause = tokens
      .slice(Math.max(0, at - LONGEST_SUBJECT), at)
      .join(' ')
      .toLowerCase();
    return AFTER_WHEN.test(clause) ? present : token;
  });
}

/** "l'aura définitivement adoptée" becomes "aura définitivement adoptée -le", which the model reads as an imperative's object. */
function placePronouns(tokens: readonly string[]): readonly string[] {
  const placed = [...tokens];
  for (let at = 0; at + 2 < placed.length; at++) {
    const pronoun = placed[at] ?? '';
    if (!OBJECT_PRONOUN.test(pronoun) || !AVOIR.test(placed[at + 1] ?? '')) continue;
    let participle = at + 2;
    while (participle < at + 2 + MAX_ADVERBS && isAdverb(placed[participle])) participle += 1;
    if (!PARTICIPLE.test(placed[participle] ?? '')) continue;
    placed.splice(participle + 1, 0, /^les$/i.test(pronoun) ? '-les' : '-le');
    placed.splice(at, 1);
    if (/^ne$/i.test(placed[at - 1] ?? '')) placed[at - 1] = "n'";
  }
  return placed;
}

function isAdverb(token = ''): boolean {
  return NEGATION.has(token) || token.endsWith('ment');
}

/** « un "accord de sécurité" bilatéral » becomes « un bilatéral "accord de sécurité" ». */
function placeQualifiers(tokens: readonly string[]): readonly string[] {
  const placed = [...tokens];
  for (const [open, token] of placed.entries()) {
    if (token !== '"' || !DETERMINER.test(placed[open - 1] ?? '')) continue;
    const close = placed.indexOf('"', open + 1);
    const qualifier = placed[close + 1] ?? '';
    if (close < 0 || close - open - 1 > LONGEST_QUOTED_NOUN || !isQualifier(qualifier)) continue;
    placed.splice(close + 1, 1);
    placed.splice(open, 0, qualifier);
  }
  return placed;
}
