/**
 * Whether a reader can take a sentence out of its article: as it is, only behind the sentence before it, or not well at
 * all.
 */
export type Standing = 'alone' | 'after-previous' | 'never';

const QUESTION = /\?[\s"»”)]*$/u;
const FULL_STOP = /[.!?…][\s"»”)]*$/u;

/** "ce dernier", "cette affaire": said of what the sentence before named, unless it tells the time. */
const DEMONSTRATIVE =
  /(?<!\p{L})(?:ce(?:t|tte|s)?(?= \p{Ll})(?! (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|matin|midi|soir|jour|week-end|semaine|mois|année|nuit|après-midi|été|hiver|printemps|automne|début|fin|milieu|qu|dont|sont|n|à|serait|sera|fut|même|jours))|celui-ci|celle-ci|ceux-ci|celles-ci|l['’]intéressée?)(?!\p{L})/iu;
/** "ajoute-t-il", "a-t-elle précisé". */
const FOLLOW_ON =
  /(?:(?:ajout|poursui|conclu|renchéri|préci|complèt|insist|repren|détaill)\p{L}*[- ](?:t-)?(?:il|elle|on|ils|elles)|a(?:-t)?-(?:il|elle|on) (?:ajouté|poursuivi|conclu|précisé|renchéri|insisté|complété))(?!\p{L})/iu;
const GLUED =
  /(?<!\p{L})\p{Ll}+\p{Lu}\p{Ll}{2}|\p{Ll}(?:Le|La|Les|Un|Une|Ce|Cette|Il|Elle|Ils|Selon|Que|Dans|En|Au|Par|Pour|Mais|Des|Du|À|[LD]['’]\p{Ll}+)(?!\p{L})|[.!?…»]\p{Lu}\p{Ll}|\p{Ll},\p{L}|\p{N}\p{Lu}\p{Ll}|\p{Lu}{3}\p{Ll}{2}/u;
/** "21h :", "18 h 30 -": a line of a live report. */
const TIME_STAMP = /^\d{1,2} ?[h:] ?(?:\d\d)? ?[:–—-]/u;

/** Fewer words tell no news. */
const MIN_TELLING_WORDS = 8;

/** How many faults a reader sees in a sentence by itself: too short, glued to its neighbour, a time stamp. */
export function countFaults(text: string): number {
  const faults = [text.split(/\s+/u).length < MIN_TELLING_WORDS, GLUED.test(text), TIME_STAMP.test(text)];
  return faults.filter(Boolean).length;
}

/** Whether a sentence that could stand alone still speaks of something that the one before it named. */
export function looksBack(text: string): boolean {
  return DEMONSTRATIVE.test(text) || FOLLOW_ON.test(text);
}

/** Pronouns, possessives and connectives that lean on the sentence before; an impersonal "il" leans on nothing. */
const LEANING_START =
  /^(?:d['’]ailleurs|c['’]était|c['’]est(?! (?:le|la|l['’]|les|un|une|à|au|aux|en|dans|sur|par|pour|avec|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?!\p{L})[^,;:.«]{3,60} qu[ei’'])|(?:il(?! (?:faut|faudra|fallait|y a|n['’]y a|y avait)(?!\p{L}))|ils|elles?|cela|ça|ceci|celui|celles?|ceux|son|sa|ses|leurs?|lui|eux|tous|toutes|y|en effet|en outre|en revanche|ainsi(?! que)|mais|et|ou|ni|or|donc|car|puis|ensuite|enfin|bref|pourtant|cependant|toutefois|néanmoins|résultat|au contraire|du coup|de même|de plus|par ailleurs|par conséquent|aussi|alors(?! qu)|autrement dit|[àa] l['’]inverse|de (?:son|leur) côté|(?:une? |d['’])?autres?|tels?|telles?)(?!\p{L}))/iu;

/** "Selon elle", "Face à cette crise": what the sentence before said, behind a preposition or two. */
const LEANING_PHRASE =
  /^(?:(?:selon|pour|parmi|entre|avec|sans|chez|contre|d['’]après|après|avant|depuis|malgré|dans|en|sur|sous|lors|face|grâce|suite|[àa]|de|d['’]|quant|devant|pendant|durant|outre|par|afin) ?){0,2}/iu;
const BACK_REFERENCE =
  /^(?:(?:eux|lui|elles?|cela|ça|ceux|celui|celles?)(?!\p{L})|(?:cet?|cette|ces)(?!\p{L})(?! (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|matin|matinée|midi|après-midi|soir|soirée|nuit|jour|week-end|semaine|mois|année|an|été|hiver|automne|printemps|saison|début|fin|milieu|derniers|dernières|prochain|qu)))/iu;

/**
 * Says of a sentence, cleaned, whether it can stand in a summary. A question, a heading and a cut quotation cannot; a
 * sentence right below the title may lean on the title, which is there to be read.
 */
export function standingOf(text: string, belowTitle: boolean): Standing {
  const isCut = text.split('«').length !== text.split('»').length;
  if (isCut || QUESTION.test(text) || !FULL_STOP.test(text)) return 'never';
  return leansBack(text) && !belowTitle ? 'after-previous' : 'alone';
}

function leansBack(text: string): boolean {
  const start = text.replace(/^[^\p{L}\p{N}]+/u, '');
  return LEANING_START.test(start) || BACK_REFERENCE.test(start.replace(LEANING_PHRASE, ''));
}
