/** "ce dernier", "cette affaire": said of what the sentence before named, unless it tells the time. */
const DEMONSTRATIVE =
  /(?=[cl])(?<!\p{L})(?:ce(?:t|tte|s)?(?= \p{Ll})(?! (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|matin|midi|soir|jour|week-end|semaine|mois|année|nuit|après-midi|été|hiver|printemps|automne|début|fin|milieu|dont|sont|à|serait|sera|fut|même|jours)(?!\p{L})| n['’]| qu)|celui-ci|celle-ci|ceux-ci|celles-ci|l['’]intéressée?)(?!\p{L})/iu;
/** "ajoute-t-il", "a-t-elle précisé". */
const FOLLOW_ON =
  /(?:(?:ajout|poursui|conclu|renchéri|préci|complèt|insist|repren|détaill)\p{L}{0,99}[- ](?:t-)?(?:il|elle|on|ils|elles)|a(?:-t)?-(?:il|elle|on) (?:ajouté|poursuivi|conclu|précisé|renchéri|insisté|complété))(?!\p{L})/iu;
/** "a-t-elle dit", "explique-t-il". */
const INVERSION = /-(?:(?<=\p{L}[- ]t-)(?:il|elle)|(?<=\p{L}-)(?:il|elle)s?)(?!\p{L})/u;
/** "Depuis mardi, elle attend"; a clause has its own subject, and an impersonal "il" stands for nobody. */
const LATE_PRONOUN =
  /^(?!(?:si|s['’]ils?|comme|quand|lorsqu|alors|bien|après qu|même|tandis|parce|puisqu)(?!\p{L}{3}))[^,«]{1,60}, (?=(?:ils|elles?|il(?! (?:n['’])?(?:y a|faut|faud|s['’]agi|est (?:désormais|possible|interdit|prévu|question))))(?!\p{L}))/iu;
const NAME = /[\p{L}\d,;:)»] (?:[ld]['’])?\p{Lu}\p{L}/u;

/** Pronouns, possessives and connectives that lean on the sentence before; an impersonal "il" leans on nothing. */
const LEANING_START =
  /^(?:d['’]ailleurs|c['’]était|c['’]est(?! (?:le|la|l['’]|les|un|une|à|au|aux|en|dans|sur|par|pour|avec|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?!\p{L})[^,;:.«]{3,60} qu[ei’'])|(?:il(?! (?:(?:ne )?(?:faut|faudra|faudrait|fallait)|(?:n['’])?y (?:a|avait|aura|aurait|eut)|(?:ne )?(?:s['’]agi(?:t|ra|ssait)|reste|pleut|neige)|est (?:possible|probable|prévu|interdit|question|temps|vrai|rare))(?!\p{L}))|ils|elles?|cela|ça|ceci|celui|celles?|ceux|son|sa|ses|leurs?|lui|eux|tous|toutes|y|en effet|en outre|en revanche|ainsi(?! que)|mais|et|ou|ni|or|donc|car|puis|ensuite|enfin|bref|pourtant|cependant|toutefois|néanmoins|résultat|au contraire|du coup|de même|de plus|par ailleurs|par conséquent|aussi|alors(?! qu)|autrement dit|[àa] l['’]inverse|de (?:son|leur) côté|(?:une? |d['’])?autres?|tels?|telles?)(?!\p{L}))/iu;

/** "Selon elle", "Face à cette crise": what the sentence before said, behind a preposition or two. */
const LEANING_PHRASE =
  /^(?:(?:selon|pour|parmi|entre|avec|sans|chez|contre|d['’]après|après|avant|depuis|malgré|dans|en|sur|sous|lors|face|grâce|suite|[àa]|de|d['’]|quant|devant|pendant|durant|outre|par|afin) ?){0,2}/iu;
const BACK_REFERENCE =
  /^(?:(?:son|sa|ses|leurs?|eux|lui|elles?|cela|ça|ceux|celui|celles?)(?!\p{L})|(?:cet?|cette|ces)(?!\p{L})(?! (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|matin|matinée|midi|après-midi|soir|soirée|nuit|jour|week-end|semaine|mois|année|an|été|hiver|automne|printemps|saison|début|fin|milieu|derniers|dernières|prochain|qu)))/iu;

/** "Zelensky a déclaré dans son discours, assurant…": what was declared is the quotation before it. */
const SAYS_NOTHING =
  /^(?![^,.]{0,160}(?<!\p{L})qu[e'’])[^,«»"“”:;.]{2,60} (?:a|ont|avaient|avait) (?:également |encore |aussi |ensuite )?(?:déclaré|affirmé|assuré|indiqué|répété|expliqué|ajouté|confié|souligné|martelé|lancé|dit)(?: (?:dans|lors|devant|sur|aux?|à|en|après|avant|pendant|hier|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?!\p{L})[^,«»"“”:;.]{0,60})?, \p{L}{2,20}ant(?!\p{L})/u;

/** Whether a sentence, cleaned, opens with what only the sentence before it names. */
export function leansBack(text: string): boolean {
  if (hasNamelessPronoun(text) || SAYS_NOTHING.test(text)) return true;
  const start = text.slice(Math.max(0, text.search(/[\p{L}\p{N}]/u)));
  return LEANING_START.test(start) || BACK_REFERENCE.test(start.replace(LEANING_PHRASE, ''));
}

/** Whether a sentence that opens by itself speaks further on of what the one before named, or goes on with its speaker. */
export function looksBack(text: string): boolean {
  return DEMONSTRATIVE.test(text) || FOLLOW_ON.test(text);
}

/** "« Non », a-t-elle dit": a pronoun behind a quotation or a phrase that names nobody. */
function hasNamelessPronoun(text: string): boolean {
  const led = [LATE_PRONOUN, INVERSION].flatMap((pattern) => {
    const found = pattern.exec(text);
    return found ? [text.slice(0, found.index + found[0].length)] : [];
  });
  return led.some((part) => !NAME.test(part));
}
