import { type Line, readLine } from '../line.ts';
import { type LineFeatures, measureLine } from './line-features.ts';
import { CELLS } from '../page-parts.ts';
import { pattern } from '../pattern.ts';
import { PRICED, runsIntoSentence, SPEECH } from '../promotion.ts';
import { SITE_WEIGHTS } from './site-weights.ts';

/** In the order of the measures: to look each up by its name is dear. */
const WEIGHTS = (Object.keys(measureLine(readLine(''))) as (keyof LineFeatures)[]).map((name) => SITE_WEIGHTS[name]);

/**
 * What is said or asked by somebody in the article: a quotation, a line of dialogue, a speaker's name before a question,
 * a question put to somebody, a subject in the third person, a reader called "tu", a verb of saying after the words.
 */
const SPOKEN = pattern(
  '',
  String.raw`
    ‘
    ^[–—•*-]\s
    :.*\?$
    ,\svous\s?\?$
    \b[a-z]+riez-vous\b
    \b(?:tu|te|toi|ton|tes)\b|\bt'
    ^(?:que|qu'|quel|comment|pourquoi|quand|combien|avez|aviez|etes|etiez|voulez|pouvez).*\?$
    ^(?:ils?|elles?|on|celui|celles?|ceux)\s(?!vous reste|.*\b(?:cookies|traceurs)\b)
    [a-z]-t?-?(?:il|elle|ils|elles|on)\b
    ^une? (?:dernier|derniere|petit|petite|autre|seul|seule|mot|conseil|message)\b.*\?$
    ^(?:sa|ses|leurs?)\s
    ^son (?:\S+ ){2}
    \bm'(?:a|ont|avait|est|etait)\b
    \bil (?:y a (?!\d)|est [a-z]+ (?:de|d'|que|qu'))
    ^[a-z]+s, [a-z]+ez-vous ?!$
    ^([a-z]+) [^,]+, \1\s
    ^[a-z]+(?:er|ir|re), [a-z]+(?:er|ir|re)\b
    \bsans (?:nous|vous|lui|elle|eux|toi|moi)$
    ^cookies?(?:, | et )(?!traceurs|technolog)
    ^(?:avec|de|chez)\s(?:[a-z'-]+\s)+et\s[a-z'-]+\s[a-z'-]+$
    ,\s(?:ou|que|quels?|quelles?|comment|pourquoi|quand|combien|qui)\b.*\?$`,
  '',
);
/** The make of an author's line: numbered as a heading is, a list's announcement, a number or an address to write to, a score, a question with who asks. */
const HEADED =
  /^Aucune? \p{Ll}+ (?:d[eu’']|des)|^\d{1,2} ?[/).°]+ ?\p{L}|^(?:[^\s:]+ ){5,}[^\s:]+ ?:$|\b0\d(?:[ .]?\d{2}){4}\b|(?:^|: ?)\S+@\S+$|^\d{1,2}(?:er)? \p{L}+ \d{4} ?: |\d (?:pts|points?)(?: \([+–-]?\d+\))?$|^Notes? ?:? ?\d|^Sources? ?:|^(?:Date limite|Lieu|Horaires?|Tarifs?|Entrée|Renseignements|Réservations?|Contact|Adresse|Auteur|Organisateurs?) ?: [\p{Ll}\d]|^\d{1,2} ?[:h] ?\d{2}$|^Durée ?:? ?\d+ ?h|^Articles? (?:[LRD]\.? ?)?\d+(?:[.-]\d+)*(?! ?(?:\/|sur) ?\d)(?: |$)|^\p{L}+ ?: \d+ (?!min|sec|photo|vid|comm|image|mn|h\b)\p{Ll}{3,} |\? (?:\p{Ll}{1,30}(?:ait|aient|a|ent|e)|dit|fit)(?:-t-(?:il|elle|on))? (?:(?:le|la|les|un|une|des|chaque) |l['’])/u;
/** Without a word that only sites have: a question put to somebody; what "we" do; a price, a score. */
const ADDRESSED = /^(?:vous|et vous|mais vous|alors|est-ce|et|mais|n'|ne|[a-z]+ez-vous)\b/;
const TOLD = pattern(
  '',
  String.raw`
    \bnous (?:[a-z]+ )?[a-z]+ons\b.*\.$
    ^[^.!?:]+ ?: ?(?:de )?\d[\d ,.]* ?(?:€|euros?\b|francs?\b|\$|pts\b|points?\b)`,
  '',
);
/** "Sur le fil", "Notes de lecture", "Ma vie sans écran": a heading, which names nothing that only a page has. */
const NAMED =
  /^(?:sur|sous|dans|entre|contre|vers|chez) (?:(?:le|la|les|un|une) |l')[a-z]+$|^(?!plus )[a-z]+ (?:de (?:la |l')?|d'|du |des )[a-z]+$|^(?:mon|ma|mes) (?:\S+ ){2}\S/;
/** Words outside all lists that an account has at least: no page tells so much of anything but itself. */
const MANY_UNKNOWN = 3;
/** No twenty words of anybody's are so long; signs that stand behind them without end may be. */
const LONGEST_LINE = 2_000;
const SENTENCE_BREAK = /(?<=[.!?…])\s*(?=(?:[–—-]\s?)?\p{Lu})/u;

/**
 * How much a line of up to some twenty words looks like a site speaking of itself, in log odds: the weighted sum of
 * what is measured of it. Above zero it is oftener furniture than an author's line.
 */
export function scoreLine(line: Line): number {
  if (line.text.length > LONGEST_LINE) return Number.NEGATIVE_INFINITY;
  if (SPOKEN.test(line.folded) || SPEECH.test(line.text) || HEADED.test(line.text)) return Number.NEGATIVE_INFINITY;
  if (line.text.includes('|') && CELLS.test(line.text)) return Number.NEGATIVE_INFINITY;
  if (runsIntoSentence(line)) return Number.NEGATIVE_INFINITY;
  const features = measureLine(line);
  // "Je m'abonne" is a button's; any other "je" with an account is somebody's.
  const isMine = line.words[0] === 'je' || line.words[0] === 'j';
  if (isMine && (features.vow === 0 || features.unknown > 0) && features.stop + features.account > 0)
    return Number.NEGATIVE_INFINITY;
  const speaksOfSite = features.site + features.phrases > 0;
  const isOfReader = features.you + features.us + features.pointed + features.mine > 0;
  if (features.account * features.stop > 0 && features.unknown >= MANY_UNKNOWN && !isOfReader)
    return Number.NEGATIVE_INFINITY;
  if (!speaksOfSite && (features.question === 1 ? ADDRESSED : TOLD).test(line.folded)) return Number.NEGATIVE_INFINITY;
  if (
    !speaksOfSite &&
    features.you + features.us === 0 &&
    features.page <= 1 &&
    features.brand + features.turns + features.device === 0 &&
    NAMED.test(line.folded)
  )
    return Number.NEGATIVE_INFINITY;
  const asksReader = features.orderFirst + features.vow + features.you + features.english > 0;
  if (!asksReader && features.actFirst === 0 && PRICED.test(line.folded)) return Number.NEGATIVE_INFINITY;
  if (!speaksOfSite && !asksReader && features.stop === 1) return Number.NEGATIVE_INFINITY;
  const values = Object.values(features);
  let score = 0;
  for (let at = 0; at < values.length; at++) score += (values[at] as number) * (WEIGHTS[at] as number); // as many of each
  return score;
}

/** The score of a line that may hold several sentences: that of the one least like a site's. */
export function scoreSentences(line: Line): number {
  const sentences = line.text.split(SENTENCE_BREAK);
  if (sentences.length === 1) return scoreLine(line);
  let least = Number.POSITIVE_INFINITY;
  for (const sentence of sentences) {
    least = Math.min(least, scoreLine(readLine(sentence)));
    if (least === Number.NEGATIVE_INFINITY) break;
  }
  return least;
}
