import { foldText } from '../../../shared/core/text/fold-text.ts';

export interface ReadSummary {
  title: string;
  /** All sentences of the article, in order. */
  sentences: readonly string[];
  picked: readonly number[];
}

/** "Ce projet", "cette dernière", "Il" with nobody before it in the sentence; impersonal ones are none. */
const BACKWARD =
  /^[«"“\s]*(?:(?:et|mais|pour|selon|avec|dans|à|de|en|sur|après|malgré|face à|grâce à|contre|depuis|chez|lors de|parmi) )?(?:ce(?:t|tte|s)?(?!\p{L})(?! (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|matin|midi|soir|jour|week-end|semaine|mois|année|nuit|après-midi|été|hiver|printemps|automne|qu|sont|n))|celui|celle|ceux|il(?! (?:y a|faut|s['’]agit|est (?:possible|probable|prévu|interdit|question)|n['’]y a|pleut))(?!\p{L})|elles?(?!\p{L})|ils(?!\p{L})|son(?!\p{L})|sa(?!\p{L})|ses(?!\p{L})|leurs?(?!\p{L})|tous deux|l['’]un)/iu;
const INSIDE =
  /(?<!\p{L})(?:ce(?:t|tte|s)?(?= \p{Ll})(?! (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|matin|midi|soir|jour|week-end|semaine|mois|année|nuit|après-midi|été|hiver|printemps|automne|début|fin|milieu|qu|dont|sont|n|à|serait|sera|fut|même|jours))|celui-ci|celle-ci|ceux-ci|celles-ci|l['’]intéressée?)(?!\p{L})/iu;
const FOLLOW_ON =
  /(?:(?:ajout|poursui|conclu|renchéri|préci|complèt|insist|repren|détaill)\p{L}*[- ](?:t-)?(?:il|elle|on|ils|elles)|a(?:-t)?-(?:il|elle|on) (?:ajouté|poursuivi|conclu|précisé|renchéri|insisté|complété))(?!\p{L})/iu;
const GLUED =
  /(?<![\p{L}])\p{Ll}+\p{Lu}\p{Ll}{2}|\p{Ll}(?:Le|La|Les|Un|Une|Ce|Cette|Il|Elle|Ils|Selon|Que|Dans|En|Au|Par|Pour|Mais|Des|Du|À|L['’]\p{Ll}+|D['’]\p{Ll}+)(?!\p{L})|[.!?…»]\p{Lu}\p{Ll}|\p{Ll},\p{L}|\p{N}\p{Lu}\p{Ll}|\p{Lu}{2}\p{Lu}\p{Ll}{2}/u;
/** "Ainsi,", "Par ailleurs", "21h30 :". */
const CONNECTIVE =
  /^(?:ainsi,|enfin|par ailleurs|en outre|de plus|en effet|toutefois|cependant|mais|de son côté|\d{1,2} ?[h:] ?(?:\d\d)? ?[:–—-])/iu;
const NAME = /(?<=[\p{L}\p{N},:;] |['’]|["«“] ?)\p{Lu}[\p{L}-]{2,}|^\p{Lu}[\p{L}-]{2,}(?= ?[:,])/gu;

const wordsOf = (text: string) => foldText(text).match(/[\p{L}\p{N}]+/gu) ?? [];
/** Two sentences that share so much of their longer words tell the same. */
const SAME_SHARE = 0.6;
const SHORT_WORDS = 8;

/** What a reader of the summary alone stumbles over. */
export const DEFECTS = {
  'leans on a sentence that is not there': ({ sentences, picked }) =>
    unled(picked).some((at) => BACKWARD.test(sentences[at] ?? '') || INSIDE.test(sentences[at] ?? '')),
  'goes on with what somebody said before': ({ sentences, picked }) =>
    unled(picked).some((at) => FOLLOW_ON.test(sentences[at] ?? '')),
  'opens with a connective or a time stamp': ({ sentences, picked }) =>
    unled(picked).some((at) => CONNECTIVE.test(sentences[at] ?? '')),
  'names nobody of the title': ({ title, sentences, picked }) => {
    const names = (title.match(NAME) ?? []).map(foldText);
    const text = foldText(picked.map((at) => sentences[at]).join(' '));
    return names.length > 0 && !names.some((name) => text.includes(name));
  },
  'has a pick under 8 words': ({ sentences, picked }) =>
    picked.some((at) => (sentences[at] ?? '').split(/\s+/).length < SHORT_WORDS),
  'has glued words': ({ sentences, picked }) => picked.some((at) => GLUED.test(sentences[at] ?? '')),
  'tells the same twice': ({ sentences, picked }) => {
    const bags = picked.map((at) => new Set(wordsOf(sentences[at] ?? '').filter((word) => word.length > 3)));
    return bags.some((one, at) => bags.slice(at + 1).some((other) => shareOf(one, other) > SAME_SHARE));
  },
} satisfies Record<string, (summary: ReadSummary) => boolean>;

/** Picks whose predecessor was not picked; the first sentence stands below the title. */
function unled(picked: readonly number[]): number[] {
  return picked.filter((at) => at > 0 && !picked.includes(at - 1));
}

function shareOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const common = [...one].filter((word) => other.has(word)).length;
  return common / Math.max(1, Math.min(one.size, other.size));
}
