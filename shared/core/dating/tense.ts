/** Whether a clause tells of what was or of what will be; `undefined` where its words do not decide. */
export type Tense = 'past' | 'future' | undefined;

// In lower case only: "Ankara" is no verb of the future.
const BEGIN = String.raw`(?<![\p{L}-])`;
const END = String.raw`(?!\p{L})`;
const SUBJECT = '(?:-t-(?:il|elle|on)|-(?:ils|elles))?';
const ADVERBS = String.raw`(?:(?:pas|plus|jamais|bien|déjà|aussi|également|encore|tous|toutes|été|\p{Ll}{1,99}ment) ){0,99}`;
/** Words that end as participles do. */
const NO_PARTICIPLE =
  '(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|midi|lieu|peu|droit|qui|lui|ici|plus|tous|sous|depuis|puis|avis|ainsi|aussi)';
const PARTICIPLE = `(?!${NO_PARTICIPLE}${END})${String.raw`\p{Ll}{0,99}(?:é|[iuû]|[iu]s|it|ert|int|mort|fait)(?:e|s|es)?`}${END}`;
const INFINITIVE = `(?:se |s'|en |y |être ){0,99}(?!avoir )${String.raw`\p{Ll}{1,99}(?:er|ir|re)`}${END}`;
const MOVED = 'mort|décédé|né|venu|intervenu|survenu|parvenu|revenu|arrivé|parti|entré|rentré|sorti|tombé|apparu';
const PLANNED = 'prévu|attendu|programmé|fixé|convoqué';
const NO_FUTURE = '(?:opéra|caméra|choléra|sierra|front|affront)';

/** "a annoncé", "s'est rendu", "sont morts", "avaient été tués", "moururent". */
const PAST = [
  `(?:(?:a|ont|avait|avaient)${SUBJECT}|s'est|se sont|s'était|s'étaient|fut|furent) ${ADVERBS}${PARTICIPLE}`,
  `(?:est|sont|était|étaient) ${ADVERBS}(?:${MOVED})(?:e|s|es)?${END}`,
  String.raw`\p{Ll}{2,99}(?:èrent|irent|urent)${END}`,
].join('|');

/** "sera jugé", "se réuniront", "va s'exprimer", "devrait être voté", "est prévue". */
const FUTURE = [
  `(?!${NO_FUTURE}${END})${String.raw`\p{Ll}{1,99}r(?:a|ont)`}${SUBJECT}${END}(?: ${ADVERBS}(?:${INFINITIVE}|${PARTICIPLE}))?`,
  `(?:va|vont|doit|doivent|devrait|devraient) ${ADVERBS}${INFINITIVE}(?: ${PARTICIPLE})?`,
  `(?:est|sont) ${ADVERBS}(?:${PLANNED})(?:e|s|es)?${END}`,
].join('|');

const VERB = new RegExp(`${BEGIN}(?:(?<past>${PAST})|(?<future>${FUTURE}))`, 'gu');

/** A participle that says by itself that it is over: "un rapport publié mardi". */
const OVER =
  /(?<!\p{L})(?:publié|paru|diffusé|survenu|arrêté|interpellé|hospitalisé|tué|blessé|décédé|retrouvé|découvert|dévoilé|commis)(?:e|s|es)? $/iu;

/** "Le parquet a mardi ouvert une enquête". */
const AUXILIARY = new RegExp(`${BEGIN}(?:a|ont) $`, 'u');
const PARTICIPLE_NEXT = new RegExp(`^ ${ADVERBS}${PARTICIPLE}`, 'u');

/** What happened at a place on a day. The day of what somebody told, wanted or planned may be another than that of the verb. */
const HAPPENED =
  /(?:mort|décéd|tué|bless|arrêt|interpell|retrouv|survenu|écras|renvers|éclat|hospitalis|incendi|détrui|agress|noyé|explos|rassembl|réuni|manifest|arriv)\p{Ll}{0,99}$/u;
const PLACE =
  /^ (?:à|en|dans|sur|près|chez|devant|au|aux|vers)(?: (?!\p{Ll}{1,99}(?:er|ir) )[\p{L}\p{N}'-]{1,99}){1,6} $/u;

/** "…, a expliqué le maire mardi": the verb opens the clause and its subject follows. */
const SAID = /(?<!\p{L})(?:dit|expliqué|indiqué|déclaré|précisé|affirmé|ajouté|assuré|estimé|confié)$/u;
const SAYER = /^(?: (?!\p{Ll}{1,99}(?:er|ir) )[\p{L}'-]{1,99}){1,5} $/u;

/** Between a verb of the future and a day that is not its own: another verb, or a participle. */
const ANOTHER_VERB = new RegExp(`${BEGIN}(?:à |de |pour |d')${INFINITIVE}|${BEGIN}\\p{Ll}{0,99}[éu](?:e|s|es)? $`, 'u');
const FUTURE_REACH_CHARACTERS = 60;

/**
 * The tense of the verb that a time word between `before` and `after` belongs to; both are of the same clause. The verb is
 * looked for before the word, and behind it only where the word opens the clause.
 */
export function tenseBetween(before: string, after: string): Tense {
  if (OVER.test(before)) return 'past';
  if (AUXILIARY.test(before) && PARTICIPLE_NEXT.test(after)) return 'past';
  const verb = [...before.matchAll(VERB)].at(-1);
  if (verb) return reaches(verb, before) ? tenseOf(verb) : undefined;
  if (before.trim() !== '') return undefined;
  const [next] = after.matchAll(VERB);
  return next && tenseOf(next);
}

const tenseOf = ({ groups }: RegExpExecArray): Tense => (groups?.past === undefined ? 'future' : 'past');

/** Whether a verb has the time word at the end of `before`. */
function reaches(verb: RegExpExecArray, before: string): boolean {
  const [text] = verb;
  const gap = before.slice(verb.index + text.length);
  if (tenseOf(verb) === 'future') return gap.length <= FUTURE_REACH_CHARACTERS && !ANOTHER_VERB.test(gap);
  if (gap === ' ' || (HAPPENED.test(text) && PLACE.test(gap))) return true;
  return before.slice(0, verb.index).trim() === '' && SAID.test(text) && SAYER.test(gap);
}
