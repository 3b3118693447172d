import { foldText } from '../../text/fold-text.ts';
import type { FurnitureFamily, Line } from './line.ts';
import { BEFORE_SOMEBODY } from './names.ts';
import { pattern } from './pattern.ts';
import { ASKED, isOfKind, KIND, OWN_WORDS } from './words/site-words.ts';

const MAX_PROMOTION_WORDS = 30;
/** Share of a line's own words that must speak of the site's business. */
const LEAST_SHARE = 0.66;
const LEAST_SHARE_OF_CALL = 0.6;
const LEAST_SHARE_OF_PHRASE = 0.5;

/** The site's business: what is at home in articles as much counts beside a word that is not. */
const BUSINESS = (OWN_WORDS & ~KIND.common) | KIND.brand;
/** What hardly stands in a short line for any other reason than to promote the site itself. */
const JOINS = new Set('partager partagez inscrivez inscription identifiez suivez reagissez souscrivez'.split(' '));

interface Weight {
  content: number;
  business: number;
  strong: number;
  brands: number;
}

function weigh({ words, written, kinds: kindsOfWords }: Line): Weight {
  const weight: Weight = { content: 0, business: 0, strong: 0, brands: 0 };
  const business = kindsOfWords.some((kinds) => (kinds & KIND.site) !== 0) ? OWN_WORDS | KIND.brand : BUSINESS;
  for (const [index, kinds] of kindsOfWords.entries()) {
    const word = words[index] as string;
    if ((kinds & (KIND.site | KIND.device)) !== 0 || JOINS.has(word)) weight.strong++;
    if ((kinds & KIND.brand) !== 0) weight.brands++;
    if ((kinds & KIND.neutral) !== 0 || !/\D/.test(word)) continue;
    if ((kinds & business) !== 0) {
      weight.content++;
      weight.business++;
    } else if ((kinds & KIND.date) === 0 && (index === 0 || !/^\p{Lu}/u.test(written[index] as string))) {
      weight.content++;
    }
  }
  return weight;
}

/** Phrases of these families whose words alone would not tell. */
const PHRASE = pattern(
  '^',
  String.raw`
    (?:cet |l'|ce )?(?:article|contenu|texte)s? (?:est |sont )?(?:exclusivement )?(?:reservee?|payant|offert|premium)
    (?:il vous|vous avez) (?:reste|lu|atteint)
    deja (?:abonne|inscrit|membre)
    pas encore (?:abonne|inscrit)
    (?:pour|afin de) ne (?:rien|plus rien)? ?(?:manquer|rater|louper)
    ne (?:manquez|ratez|loupez) (?:rien|plus|aucun)
    restez (?:informe|connecte|au courant|a jour)
    vous (?:aimez|avez aime|appreciez) (?:cet|nos|notre|l')
    (?:avez-vous aime )?(?:cet |l')article vous a
    votre adresse (?:e-?mail|mail|de messagerie)
    (?:les )?(?:commentaires?|comments) (?:sont |are )?(?:ferme|clos|closed|off|disabled|desactive)
    faire un don$
    je (?:cree mon|me connecte)
    je m'(?:abonne|inscris|identifie|connecte)
    (?:unlock|continue) (?:reading|this|your)
    envie de (?:lire|recevoir|soutenir|reagir)
    une (?:info|erreur|faute|question|remarque|reaction|information)\b(?! d(?:e|u|es)? ?'?(?!frappe|saisie|orthographe|lecteur|notre|cet)).{0,40}\?
    vous (?:avez (?:une|deja un compte|repere|remarque|constate)|souhaitez|voulez|desirez) .{0,40}(?:info|erreur|faute|reagir|recevoir|commenter|temoign|abonn|signaler|contact|article|actu)
    (?:soyez le premier|be the first|leave a|(?:laisser|laissez|ecrire|ecrivez|deposer) un|votre) .{0,20}(?:commentaire|comment|reaction|avis)
    for (?:the )?latest
    follow us
    stay (?:tuned|connected|informed|updated|up to date)
    sign up
    subscribe
    get (?:the|our|all|your)
    like us
    find us
    (?:tweet|print|email|share) this
    (?:lien|link) copie
    link copied
    share this
    already (?:an? )?(?:registered |subscriber|member)
    support (?:our|independent)
    suivez[ -]nous
    rejoignez[ -]nous
    retrouvez[ -]nous
    contactez[ -]nous
    ecrivez[ -]nous
    aidez[ -]nous
    soutenez[ -]nous
    merci (?:de|d'|a nos|pour votre (?:lecture|inscription|abonnement))`,
  '',
  '',
);

/** The site speaks of its own channel: "notre chaîne YouTube", "our app". */
const OWN_CHANNEL =
  /\b(?:notre|nos|our) (?:chaines?|canal|canaux|pages?|comptes?|applis?|applications?|apps?|newsletters?|podcasts?|reseaux|channels?|social)\b/;
/** "Ajoutez-nous à vos sources préférées sur Google": an order about ourselves, on a service. */
const MAX_OWN_ORDER_WORDS = 12;
const OWN_ORDER = /^\p{L}+ez-nous\b/u;
/** The price and the terms of a subscription. */
const OFFER =
  /(?<!\d)\d{1,6} ?(?:€|euros?|mois|%).{0,200}\b(?:offerts?|gratuits?|engagement|essai|mois|an)\b|^(?:offre|promo(?:tion)?)\b.*\d/;
/** A price at the end of an offer that is not the paper's own. */
export const PRICED = /^(?!.*\b(?:des|mois|offres?|abonn\w+|essai|promo|dons?|numero|article)\b).*\d ?(?:€|euros?)\.?$/;
/** Two sentences in a row are prose, whatever words they hold. */
const TWO_SENTENCES = /[.!?…]\s+[«"“]?\p{Lu}/u;

/** Who says it: "…sera prise en compte, promet l'avocate", "…a expiré, lui répond l'écran". */
export const SAID_BY =
  /,\s(?:(?:lui|leur|me|nous|vous)\s|[mlt]['’])?(?:\p{Ll}+(?:ait|aient|a|ent|e)|dit|fit|répond|promet|écrit|prévient|soutient|reprend|admet)\s+(?:le|la|les|l['’]|un|une|des|\p{Lu})/u;
/** "…sur le site de la préfecture avant le 30 avril.": whose site it is, only of another than the page's needs to be told. */
const ANOTHERS_SITE =
  /(?:site|application|appli|portail|plate-?forme|guichet)(?: internet| web| officiel(?:le)?| en ligne)? (?:de la |de l['’]|du |des )(?!(?:journal|quotidien|hebdo|mensuel|magazine|titre|rédaction|chaîne|radio|station|groupe|média|réseau))(?:\p{Ll}|(?:Agence|Assurance|Office|État|Académie|Urssaf)(?!\p{L}))[^.!?]*\.$/u;
/** Speech around the words makes the line an author's: "« Abonnez-vous », lance le crieur." So does a site of somebody else's. */
export const SPEECH = new RegExp(
  String.raw`[«»“”"]|^\p{L}+ez (?:son|sa|ses|leurs?)\s| : (?:le|la|les|un|une|des|son|sa|ses|leurs?) [^:]*[^.]\.$|${SAID_BY.source}|${ANOTHERS_SITE.source}`,
  'u',
);

/** "S'abonner coûte plus cher.": what is said of an act, not asked of the reader. */
const TOLD_OF =
  /^[a-z]+(?:er|ir|re), [a-z]+(?:er|ir|re)\b|^(?:s'|se )?[a-z]+(?:[ei]r|re) (?!.*\b(?:nous|vous|votre|vos|notre|nos)\b)[^.!?]*\b(?:ne |n')[a-z]+ (?:pas|plus|jamais|rien|que|guere|point)\b.*\.$|^(?:s'|se |nous )?[a-z]+(?:[ei]r|re) (?!(?:a|au|aux|d|l|le|la|les|un|une|des|du|de|mon|ma|mes|cet|cette|ce|sur|par|pour|en|plus|ici|via|gratuitement)\b|.*\b(?:nous|notre|nos|vous|votre|vos)\b)[a-z]+(?:e|a|ait|it|ent|t) .*\.$/;

/** Words of the page and the reader before each other: "notre lettre", "ici". */
const OURS = new Set('nous notre nos vous votre vos ici'.split(' '));
/** A date, a number or a word that no page has. */
const TELLS_MORE = new Set<number>([0, KIND.date]);
const speaksOfItself = ({ words, kinds }: Line): boolean =>
  kinds.some((kind) => (kind & (KIND.site | KIND.brand | KIND.english)) !== 0) || words.some((word) => OURS.has(word));

/** "Suivez-nous sur X Paul Arnal attend…": a sentence ran into what is asked of the reader, or follows it. */
export const runsIntoSentence = ({ text, words: [first = ''], ends }: Line): boolean =>
  ends &&
  [...text.matchAll(BEFORE_SOMEBODY)].some(
    ([, before = '']) =>
      /[.!?]/.test(before) || (isOfKind(first, ASKED) && isOfKind(foldText(before), KIND.site | KIND.brand)),
  );

/** Share, subscribe, newsletter, application, comment and follow-us lines, in French and in English. */
export const promotion: FurnitureFamily = {
  name: 'promotion',
  matches(line) {
    const { words, text, folded } = line;
    const [first = ''] = words;
    if (words.length === 0 || words.length > MAX_PROMOTION_WORDS) return false;
    const weight = weigh(line);
    const { content, business, brands } = weight;
    const share = content === 0 ? 0 : business / content;
    if (brands === 0 && content > 0 && share < LEAST_SHARE_OF_PHRASE) return false;
    if (TOLD_OF.test(folded) || SPEECH.test(text) || runsIntoSentence(line)) return false;
    const strong = weight.strong + (OWN_CHANNEL.test(folded) || OFFER.test(folded) ? 1 : 0);
    if (
      brands > 0 &&
      words.every((word) => isOfKind(word, KIND.brand) || word === 'par' || word === 'sur' || word === 'e')
    ) {
      return (
        !line.ends &&
        words.some((word) => !/^(?:news|google|amazon|apple|threads|play|store|signal|x|canal|e)$/.test(word))
      );
    }
    if (PHRASE.test(folded)) return content === 0 || share >= LEAST_SHARE_OF_PHRASE;
    if (brands > 0 && words.length <= MAX_OWN_ORDER_WORDS && OWN_ORDER.test(folded)) return true;
    if (isOfKind(first, ASKED)) {
      // "Téléchargez le formulaire avant le 30 avril.": an author's advice, as long as it does not speak of the site.
      if (text.endsWith('.') && line.kinds.some((kind) => TELLS_MORE.has(kind)) && !speaksOfItself(line)) return false;
      if (words.length <= 2) return strong > 0 && share === 1;
      // "Suivre le fil de l’eau": what an infinitive does to anything else is no page's affair.
      if (strong + brands === 0 && isOfKind(first, KIND.act) && share < 1) return false;
      return share >= LEAST_SHARE_OF_CALL && (strong > 0 || brands > 0 || business >= 2);
    }
    if (line.ends && (strong + brands < 2 || TWO_SENTENCES.test(text))) return false;
    if (PRICED.test(folded)) return false;
    return (
      strong > 0 &&
      share >= LEAST_SHARE &&
      business >= (line.ends ? 3 : 1) &&
      words.length <= (line.ends ? 24 : 16) &&
      !/^(?:il|elle|ils|elles|on|je)\b/.test(folded)
    );
  },
};
