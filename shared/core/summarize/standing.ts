/**
 * Whether a reader can take a sentence out of its article: as it is, only behind the sentence before it, or not well at
 * all.
 */
export type Standing = 'alone' | 'after-previous' | 'never';

const QUESTION = /\?[\s"»”)]*$/u;
const FULL_STOP = /[.!?…][\s"»”)]*$/u;

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
