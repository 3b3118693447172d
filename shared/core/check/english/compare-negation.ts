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
/** From a negation to the verb or adjective it is of: what stands between is no other clause and no object. */
const GROUP =
  "n(?:e |['’])(?:(?:l[ea]s?|se|me|te) )?(?:(?!(?:et|mais|ou|qu[ei]?|car|l[ea]s?|une?|des|du|pour|par)[ '’])[a-zà-ÿ]{1,12}[ '’]){0,5}?";
/** A French verb where it is denied, and what English has for it. */
type Verb = readonly [denied: RegExp, english: RegExp];
const verbOf = ([french, english]: readonly [string, string]): Verb => [
  new RegExp(`${GROUP}${french}`, 'i'),
  new RegExp(`\\b(?:${english})[a-z]*`, 'gi'),
];
/**
 * Two negations that affirm ("n’oubliez pas" is "remember", "aucune piste n’est écartée" "all are open"), and the English
 * verb that must not be left alone then: "n’a pas ignoré" is not "ignored".
 */
const AFFIRMS: readonly Verb[] = (
  [
    ['oubli', 'forg[eo]t'],
    ['hésit', 'hesita'],
    ['(?:écart|exclu)', 'exclu|ruled? out|ruling out|dismiss|discard'],
    ['ignor', 'ignor|unaware'],
    ['manqu', 'miss|lack|fail'],
    ['(?:cess|arrêt[a-zà-ÿ]{0,4} d)', 'ceas|stop'],
    ['dout', 'doubt'],
    ['(?:ni(?:e|é|er|ent)(?![a-zà-ÿ])|démen)', 'den(?:y|ied|ies|ial)'],
    ['oppos', 'oppos|object'],
    ['empêch', 'prevent|stop'],
    ['interdi', 'forbid|ban|prohibit'],
    ['(?:tromp|mentir)', 'mistaken|wrong|deceiv|lie'],
    ['négli', 'neglect|overlook'],
    ['caché', 'hid|conceal|secret'],
    ['cher', 'expensive|costly'],
    [
      '(?:tard(?:er|é)|moins|mal(?![a-zà-ÿ])|mauvais|rare|inconnu|inutile|indifférent|innocent|incompat|inaccess|sans(?![a-zà-ÿ]))',
      'unknown|useless|indifferent|innocent|incompatible|inaccessible|rare',
    ],
  ] as const
).map(verbOf);
/** Verbs that English counts among its denials, unless French denies them. */
const DENIED_VERBS: readonly Verb[] = (
  [
    ['perd', 'los[est]|lost'],
    ['rejet', 'reject'],
    ['refus', 'refus'],
    ['échou', 'fail'],
    ['absent', 'absent'],
  ] as const
).map(verbOf);
/** What denies nothing: "n’importe qui", "n’empêche que", "n’est-ce pas", questions that expect a yes. */
const NO_DENIAL =
  /n['’](?:importe|empêche)|n['’]est-ce pas|n['’]en (?:faut|fallait|fallut) pas (?:plus|davantage)|(?<!(?:pourquoi|comment|quand|qui|que)[^.;:!?]{0,40})(?:-t-(?:il|elle|on)|-(?:ce|ils|elles) pas|n['’]est-(?:il|elle) (?:pas|plus))/iu;
/** What "jamais" is of: the most or the first there ever was, which English denies nothing of. */
const EVER =
  /(?<!\p{L})(?:(?:plus|pires?|meilleure?s?|première?s?|premiers?|seule?s?)(?!\p{L})[^.;:!?]{0,60}(?<!\p{L})(?:qu(?:e(?!\p{L})|['’])|laquelle|lequel)|(?:si|sans que)(?!\p{L}))[^.;:!?]{0,40}$/iu;
/** "Plus que je ne pensais", "avant qu’il ne parte": a "ne" alone behind those. */
const EXPLETIVE =
  /(?<!\p{L})(?:plus|moins|mieux|pire|autre|autrement|avant|à moins|de peur|de crainte|sans|évit\p{L}{0,6}|empêch\p{L}{0,6}|crain\p{L}{0,6}|redout\p{L}{0,6}|peur)(?!\p{L})[^.;:!?]{0,30}(?<!\p{L})qu[e'’][^.;:!?]{0,30}$/iu;

const DENIAL = new RegExp(
  "n['’]t\\b|\\b(?:not|no|nor|never|none|nobody|nothing|nowhere|neither|without|cannot|nil|zero|hardly|barely|scarcely|" +
    'rarely|seldom|longer|unless|few|little|minimal|short(?:age|fall|s)?|declin(?:e[sd]?|ing)|ke(?:ep|pt|eps) [^.;:!?]{1,30} from|' +
    'unclear|inconclusive|ruled? out|run(?:ning)? out|ran out|lost|missing|spar(?:e|ed|ing)|forbid(?:s|den)?|' +
    'bann?(?:ed|s|ing)?|prohibit(?:s|ed)?|miss(?:es|ed)?|reject(?:s|ed)?|overlook(?:s|ed)?|halt(?:s|ed)?|anymore|any more|any longer|' +
    'lack(?:s|ed|ing)?|fail(?:s|ed|ing|ures?)?|refus(?:e[sd]?|al|ing)|den(?:y|ies|ied|ying|ial)|avoid(?:s|ed|ing)?|' +
    'prevent(?:s|ed|ing)?|absen(?:t|ce)|exclud(?:es?|ed|ing)|devoid|beyond|stop(?:s|ped)?|ceas(?:e[sd]?|ing)|' +
    'instead|rather than|other than|far from|anything but|free of|yet to)\\b|\\bnon-?|less\\b|' +
    '\\bun(?!i|der|til|cle)[a-z]{4}|\\bin(?:cap|suff|adeq|abil|compl|effec|visib|valid|expl|accur|consis|secur|sign)|' +
    '\\bim(?:poss|prob|matur|poten|perf)|\\bir(?:reg|rev|resp)|\\bil(?:leg|lit)|\\bdis(?:agr|bel|trust|prov|avow|sat|obey|lik|miss|reg|appear|abled|cour)|\\bdeficien',
  'gi',
);
const LIMIT =
  /\b(?:only|just|but|merely|solely|simply|alone|except|exclusively|until|limited|all (?:he|she|it|they|you|we|I|that|there|the)|nearly|purely|nothing|sole|restricted|confined|hardly|barely|difficult|once|no more)\b/i;

/** "Sans débat", but not "sans doute" nor "sans-abri". */
const WITHOUT = /(?<!\p{L})sans (?!doute|cesse|précédent|conteste|équivoque|aucun doute|arrêt)(?=\p{Ll})/iu;
const WITH = /\bwith\b/i;

/** What an English sentence that tells a fact denies it by. */
const PLAIN_DENIAL =
  /\b(?:did|do|does|will|would|is|are|was|were|has|have|had|could|can|should|must) ?(?:not\b|n['’]t\b|never\b)|\bcannot\b|\bwon['’]t\b/i;
/** Every way in which French says no, in words of their own too. */
const ANY_NO =
  /(?<!\p{L})(?:n(?:e(?!\p{L})|['’])|pas(?!\p{L})|non(?!\p{L})|sans|sauf|aucun|jamais|ni(?!\p{L})|nul|rien|personne(?!\p{L})|peu(?!\p{L})|moins|manqu|faute|défaut|refus|rejet|échou|échec|empêch|interdi|évit|ignor|ni(?:e|é|er|ent)(?!\p{L})|démen|absen|contre|hors|plutôt|sinon|encore|guère|loin|rare|difficil|in\p{Ll}{3}|im[pmb]\p{Ll}{2}|ir[r]\p{Ll}|il[l]\p{Ll}|dé[sp]?\p{Ll}{3}|mal|non-|anti|seul|uniquement|exclu|renonc|priv|perd|dépourv|reste|vain|suspen|arrêt(?!é)|cess|stop|oppos|désaccord|doute|tort|silenc|muet|mutisme|moqu|tais|tait|tair|échapp|épargn|boud|dispar|vide|trop|attend|adieu|quitt|tabou|immobil|peine|oubli|avant qu)/iu;

/** English may deny many things at once, and two by one word: "don’t smoke or drink", "no one saw or heard it". */
const MAX_COUNTED = 2;
const DENIES_BOTH =
  /(?:n['’]t|\bnot|\bno|\bnever|\bno one|\bnobody|\bnothing|\bwithout|\bcannot)\b[^.;:!?]{0,80}\b(?:n?or\b|and (?:even |to )?(?!(?:[a-z]+s|[a-z]+ed|the|an?|s?he|it|they|we|you|I|h(?:er|im)|their|that|those|these)\b)[a-z]+ )/i;
/** How far behind a negation the verb that turns it stands. */
const AFFIRMED_LENGTH = 24;
/** How far before it what makes it none may begin. */
const CLAUSE_LENGTH = 140;

interface Negation {
  text: string;
  start: number;
}

/** Whether English may tell the negation without one. */
function isNone({ text, start }: Negation, source: string, translation: string): boolean {
  const before = source.slice(Math.max(0, start - CLAUSE_LENGTH), start);
  const behind = source.slice(start, start + text.length + AFFIRMED_LENGTH);
  if (NO_DENIAL.test(before.slice(-AFFIRMED_LENGTH) + behind) || EXPLETIVE.test(before)) return true;
  if (/jamais$/i.test(text) && EVER.test(before)) return true;
  const affirming = AFFIRMS.filter(([french]) => french.test(behind));
  return affirming.length > 0 && affirming.every(([, verb]) => translation.match(verb) === null);
}

/** A translation without the verbs that French denies: "rejected" denies nothing where French has "n’a pas rejeté". */
function withoutDenied(source: string, translation: string): string {
  return [...AFFIRMS, ...DENIED_VERBS].reduce(
    (rest, [french, verb]) => (french.test(source) ? rest.replace(verb, '') : rest),
    translation,
  );
}

/** A negation with none in English, or fewer than there are: the sentence may say the contrary. */
export function compareNegation(source: string, translation: string): IntegrityIssue[] {
  const negations = Array.from(source.matchAll(NEGATION), ({ 0: text, index }) => ({ text, start: index })).filter(
    (negation) => !isNone(negation, source, translation),
  );
  const found = RESTRICTION.exec(source);
  const restriction =
    found !== null && isNone({ text: found[0], start: found.index }, source, translation) ? null : found;
  const denials = withoutDenied(source, translation).match(DENIAL) ?? [];
  const limits = LIMIT.test(translation) ? 1 : 0;
  const [first] = negations;
  const counted = DENIES_BOTH.test(translation) ? 1 : MAX_COUNTED;
  if (
    first !== undefined &&
    denials.length + (restriction === null ? 0 : limits) < Math.min(negations.length, counted)
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
