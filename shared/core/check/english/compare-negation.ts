import type { IntegrityIssue } from '../integrity-issue.ts';

const NE = "(?<!\\p{L})n(?:e(?!\\p{L})|['’])";
const DENIED = '(?<!\\p{L})(?:pas|plus|jamais|personne|rien|aucune?|guère|ni|nul(?:le)?)(?!\\p{L})';
/** What may deny before its "ne". */
const NOBODY = '(?<!\\p{L})(?:personne|rien|jamais|aucune?|nul(?:le)?|ni|pas une?)(?!\\p{L})';
const SAME_CLAUSE = '[^.;:!?]{0,60}?';

/** "ne … pas", "n’a jamais", "aucun … n’est"; the bare "ne" after verbs of fear denies nothing. */
const NEGATION = new RegExp(`${NE}${SAME_CLAUSE}${DENIED}|${NOBODY}${SAME_CLAUSE}${NE}`, 'giu');
/** "ne … que". */
const RESTRICTION = new RegExp(`${NE}${SAME_CLAUSE}(?<!\\p{L})qu(?:e(?!\\p{L})|['’])`, 'iu');
/** "n’oubliez pas", "n’hésitez pas" are "remember" and "feel free"; "n’est-ce pas" is "isn’t it" or "right". */
const POLITE = /n['’](?:oubli|hésit|est-ce pas)/iu;

const DENIAL = new RegExp(
  "n['’]t\\b|\\b(?:not|no|nor|never|none|nobody|nothing|nowhere|neither|without|cannot|nil|zero|hardly|barely|scarcely|" +
    'rarely|seldom|longer|unless|few|little|minimal|' +
    'lack(?:s|ed|ing)?|fail(?:s|ed|ing|ures?)?|refus(?:e[sd]?|al|ing)|den(?:y|ies|ied|ying|ial)|avoid(?:s|ed|ing)?|' +
    'prevent(?:s|ed|ing)?|absen(?:t|ce)|exclud(?:es?|ed|ing)|devoid|beyond|stop(?:s|ped)?|ceas(?:e[sd]?|ing)|' +
    'instead|rather than|other than|far from|anything but|free of|yet to)\\b|\\bnon-?|less\\b|' +
    '\\bun(?!i|der|til|cle)[a-z]{4}|\\bin(?:cap|suff|adeq|abil|compl|effec|visib|valid|expl|accur|consis|secur|sign)|' +
    '\\bim(?:poss|prob|matur|poten|perf)|\\bir(?:reg|rev|resp)|\\bil(?:leg|lit)|\\bdis(?:agr|bel|trust|prov|avow|sat|obey|lik|miss|reg|appear|abled|cour)|\\bdeficien',
  'gi',
);
const LIMIT = /\b(?:only|just|but|merely|solely|simply|alone|except|exclusively|until|limited|all|nearly|purely)\b/i;

/** "Sans débat", but not "sans doute" nor "sans-abri". */
const WITHOUT = /(?<!\p{L})sans (?!doute|cesse|précédent|conteste|équivoque|aucun doute|arrêt)(?=\p{Ll})/iu;
const WITH = /\bwith\b/i;

/** What an English sentence that tells a fact denies it by. */
const PLAIN_DENIAL =
  /\b(?:did|do|does|will|would|is|are|was|were|has|have|had|could|can|should|must) ?(?:not\b|n['’]t\b|never\b)|\bcannot\b|\bwon['’]t\b/i;
/** Every way in which French says no, in words of their own too. */
const ANY_NO =
  /(?<!\p{L})(?:n(?:e(?!\p{L})|['’])|pas(?!\p{L})|non(?!\p{L})|sans|sauf|aucun|jamais|ni(?!\p{L})|nul|rien|personne(?!\p{L})|peu(?!\p{L})|moins|manqu|faute|défaut|refus|rejet|échou|échec|empêch|interdi|évit|ignor|ni(?:e|é|er|ent)(?!\p{L})|démen|absen|contre|hors|plutôt|sinon|encore|guère|loin|rare|difficil|in\p{Ll}{3}|im[pmb]\p{Ll}{2}|ir[r]\p{Ll}|il[l]\p{Ll}|dé[sp]?\p{Ll}{3}|mal|non-|anti|seul|uniquement|exclu|renonc|priv|perd|dépourv|reste|vain|suspen|arrêt(?!é)|cess|stop|oppos|désaccord|doute|tort)/iu;

/** English may deny many things at once. */
const MAX_COUNTED = 2;

/** A negation with none in English, or fewer than there are: the sentence may say the contrary. */
export function compareNegation(source: string, translation: string): IntegrityIssue[] {
  const negations = Array.from(source.matchAll(NEGATION), ({ 0: text, index }) => ({ text, start: index })).filter(
    ({ text }) => !POLITE.test(text),
  );
  const restriction = RESTRICTION.exec(source);
  const denials = translation.match(DENIAL) ?? [];
  const limits = LIMIT.test(translation) ? 1 : 0;
  const [first] = negations;
  if (
    first !== undefined &&
    denials.length + (restriction === null ? 0 : limits) < Math.min(negations.length, MAX_COUNTED)
  ) {
    return [
      {
        code: 'negation-lost',
        grade: 'doubtful',
        source: { start: first.start, end: first.start + first.text.length },
      },
    ];
  }
  if (first === undefined && restriction === null) return compareAffirmation(source, translation, denials.length);
  if (first !== undefined || restriction === null || denials.length + limits > 0) return [];
  const { 0: text, index } = restriction;
  return [{ code: 'negation-lost', grade: 'doubtful', source: { start: index, end: index + text.length } }];
}

/** "Sans" that became "with", and a denial in English of what French affirms. */
function compareAffirmation(source: string, translation: string, denials: number): IntegrityIssue[] {
  const without = WITHOUT.exec(source);
  if (without !== null && denials === 0 && WITH.test(translation)) {
    const span = { start: without.index, end: without.index + without[0].length };
    return [{ code: 'negation-lost', grade: 'doubtful', source: span }];
  }
  const added = ANY_NO.test(source) ? null : PLAIN_DENIAL.exec(translation);
  if (added === null) return [];
  const span = { start: added.index, end: added.index + added[0].length };
  return [{ code: 'negation-added', grade: 'doubtful', translation: span }];
}
