import { normaliseFrench } from './normalise-french.ts';

const RAW_TOKEN = new RegExp(
  [
    '@-@',
    // Web and mail addresses; a local part has at most 64 characters (RFC 5321, 4.5.3.1.1), which bounds the search.
    String.raw`https?:\/\/\S+|www\.\S+|[\w.+-]{1,64}@[\w-]+\.[\w.]+`,
    String.raw`(?:\p{Lu}\.){2,}`,
    String.raw`\d+(?:[.,:]\d+)*(?:st|nd|rd|th|er|ère|e|è|ème|nde)?(?![\p{L}\p{M}\d])`,
    String.raw`[\p{L}\p{M}\d](?:[\p{L}\p{M}\d]|['.\-&](?=[\p{L}\p{M}\d]))*`,
    String.raw`\.\.\.`,
    '°[CF]',
    String.raw`\S`,
  ].join('|'),
  'gu',
);

const ABBREVIATIONS = new Set(
  'm mm mme mmes mlle dr pr st ste etc cf p art no vol av j.-c fig min max env ex'.split(' '),
);
const INITIAL = /^\p{Lu}$/u;
const INNER_PERIOD = /\p{L}\.\p{L}/u;
const ACRONYM = /^(?:\p{L}\.)+\p{L}?\.?$/u;
const ADDRESS = /[@:/]|^www|\.(?:com|org|net|fr|eu|uk|gov|edu)$/i;

const ELISION = /(?:jusqu|lorsqu|puisqu|quoiqu|qu|[ldjmtsnc])'(?=.)/iuy;
const NEVER_ELIDED = /aujourd'hui/iy;
const INVERSION =
  /^(.*?\p{L})-(?:t-)?(je|tu|il|elle|on|nous|vous|ils|elles|ce|moi|toi|lui|leur|le|la|les|y|en|là|ci)$/u;
const HYPHENATED_WORDS = new Set(['rendez-vous', 'garde-à-vous', 'par-ci', 'par-là', "sot-l'y"]);

/** Cuts a line into the tokens that the model knows: words, elided articles, inverted pronouns, numbers, marks. */
export function tokeniseFrench(line: string): string[] {
  const raw = normaliseFrench(line).match(RAW_TOKEN) ?? [];
  return placePeriods(raw).flatMap(splitWord);
}

/** Glues the period of an abbreviation to it and frees the one between two words ("bilatéral.Zelensky"). */
function placePeriods(raw: readonly string[]): string[] {
  const tokens: string[] = [];
  for (const [index, token] of raw.entries()) {
    const previous = tokens.at(-1);
    const isAbbreviated =
      token === '.' &&
      index < raw.length - 1 &&
      previous !== undefined &&
      (ABBREVIATIONS.has(previous.toLowerCase()) || INITIAL.test(previous));
    if (isAbbreviated) tokens[tokens.length - 1] = `${previous}.`;
    else if (INNER_PERIOD.test(token) && !ACRONYM.test(token) && !ADDRESS.test(token)) {
      tokens.push(...token.split(/(\.)/).filter(Boolean));
    } else tokens.push(token);
  }
  return tokens;
}

/** l'accord → l' accord; a-t-il → a -il. */
function splitWord(token: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (;;) {
    ELISION.lastIndex = from;
    NEVER_ELIDED.lastIndex = from;
    const elided = NEVER_ELIDED.test(token) ? null : ELISION.exec(token);
    if (!elided) break;
    parts.push(elided[0]);
    from += elided[0].length;
  }
  const rest = token.slice(from);
  const [, verb, pronoun] = (HYPHENATED_WORDS.has(rest.toLowerCase()) ? null : INVERSION.exec(rest)) ?? [];
  if (verb === undefined) parts.push(rest);
  else parts.push(verb, `-${pronoun}`);
  return parts;
}
