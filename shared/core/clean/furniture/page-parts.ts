import type { FurnitureFamily } from './line.ts';
import { INTERFACE_WORDS } from './vocabulary.ts';

const PLACEHOLDER =
  /^\W*(?:(?:descriptive|alt(?:ernative|ernate)?|insert|placeholder|sample|dummy|caption|default|your|some|enter|add|image|photo|legend) (?:\w+ ){0,3}(?:text|caption|title|image|description|here|alt)(?: (?:here|goes here|placeholder|for image))?|(?:text|title|caption|image|description|headline|content|legend|legende|titre|texte|chapo) (?:goes )?here|lorem ipsum\b.*|dolor sit amet.*|(?:texte?|titre|legende|description|chapo|contenu|image)(?: (?:descriptif|descriptive|alternatif|alternative|de remplacement|de substitution|provisoire|par defaut|a venir|de l'image|de la photo|de la legende))+(?: ici)?|(?:inserer|inserez|ajouter|saisir|saisissez|votre|entrez) .{0,20}(?:texte|titre|legende|description|image) ?(?:ici)?|(?:image|photo|video|visuel|illustration|infographie|diaporama|placeholder|untitled|sans titre|no image|pas d'image|image manquante|vignette|logo|avatar|icone?|thumbnail|undefined|null|nan|object object|todo|tbd|xxx+)(?: \d{1,3}(?: ?(?:\/|sur|of) ?\d{1,3})?)?|(?:chargement|loading)(?: (?:en cours|de la page|du lecteur|de la video|please wait|video|the player))?|(?:veuillez patienter|please wait|patientez)(?: .{0,20})?)\W*$/;

/** What a template left where text or a picture should be: "Descriptive text here", "Chargement…". */
export const placeholder: FurnitureFamily = {
  name: 'placeholder',
  matches: ({ folded, words }) =>
    PLACEHOLDER.test(folded) && (words.length <= 8 || folded.startsWith('lorem') || folded.startsWith('dolor')),
};

const ADVERTISEMENT =
  /^\W*(?:(?:la )?(?:publicite|pub)s?(?: (?:fermer|ignorer|en cours|continuer|passer))?|annonces?(?: (?:publicitaires?|google|sponsorisees?))?|publi-?(?:redactionnel|reportage|information|communique)|(?:contenu|article|lien|post|message|partenariat|espace|encart|communique)s? (?:sponsorise|partenaire|publicitaire|promotionnel|de marque|commercial|de nos partenaires)e?s?|sponsorise(?: par .{1,30})?|(?:contenu|article) propose (?:par|avec) .{1,30}|(?:la )?suite(?: de (?:l'|votre |cet |notre )?(?:article|contenu|lecture|texte|video))? (?:apres|sous|en dessous de|au-dela de) (?:la|cette|l'|le|notre) ?(?:page de )?(?:publicite|pub|annonce|encart|message|coupure|promotion|video)?(?: publicitaire)?|(?:(?:l')?article|la lecture|votre (?:article|lecture)|le texte) (?:continue|se poursuit|reprend) (?:apres|sous|ci-dessous|en dessous|plus bas).{0,30}|(?:article|story|content)? ?continues? (?:reading )?(?:below|after).{0,30}|(?:advertisement|advertising|advert|ads?|sponsored|promoted|promo)(?: (?:content|post|by .{1,30}|links?|feedback))?|ads by .{1,20}|(?:skip|close|hide|report) (?:this )?(?:ad|ads|advertisement)|scroll (?:down )?to continue(?: .{0,30})?|(?:en )?partenariat avec .{1,30}|offert par .{1,30}|(?:fermer|masquer|ignorer|passer) (?:la|cette|l') ?(?:publicite|pub|annonce)|taboola|outbrain|(?:advertisement )?scroll to continue|nos partenaires|bons plans|code promo.{0,30})\W*$/;

/** Advertisements and the lines that announce them. */
export const advertisement: FurnitureFamily = {
  name: 'advertisement',
  matches: ({ folded, words }) => words.length <= 12 && ADVERTISEMENT.test(folded),
};

const COUNTER =
  /^\W*(?:\d[\d .,]*k?|aucune?|zero|no|un|une|be the first to) ?(?:commentaires?|reactions?|partages?|vues?|likes?|avis|comments?|shares?|views?|j'aime|abonnes?|followers?|votes?|reponses?|replies|lectures?|personnes? (?:aiment|ont)|contributions?|photos?|lecteurs?|retweets?|tweets?)(?: (?:sur cet article|pour le moment|pour l'instant|yet|publies?|a afficher))?\W*$|^(?:commentaires?|reactions?|partages?|vues?|comments?|shares?|views|likes) ?[:(]? ?\d[\d ]*\)?$|^commentaires?$|^comments?$/;

const MEDIA_STATUS =
  /^(?:(?:la|cette|l'|cet|le|ce|the|this) ?)?(?:video|lecteur(?: video)?|player|contenu|audio|image|content) (?:est |n'est |is |are )?(?:en cours de chargement|plus disponible|indisponible|actuellement indisponible|non disponible|not available|no longer available|unavailable|loading|protegee?|bloquee?)\b|^lecture (?:de la video|automatique|en cours)|^(?:veuillez|please|activez|activer|merci de|pour) .{0,30}javascript/;

/** What a player or a page says of its own state: "Cette vidéo n'est plus disponible". */
export const mediaStatus: FurnitureFamily = {
  name: 'interface',
  matches: ({ folded, words, text }) => words.length <= 10 && !/[,«»“”]/.test(text) && MEDIA_STATUS.test(folded),
};

/** Numbers of comments, shares and views. */
export const counter: FurnitureFamily = {
  name: 'counter',
  matches: ({ folded, words }) => words.length <= 9 && COUNTER.test(folded),
};

const TRAIL = /^(?:vous etes ici|you are here|accueil|home|fil d'ariane)\s*[:>›»/|]/;
const LABELS =
  /^(?:tags?|mots?[ -]cles?|themes?|thematiques?|rubriques?|categories?|category|topics?|sujets?|filed under|dans|keywords|etiquettes?|lieux?|personnalites?|dossiers?|section|series?)(?: (?:associe|lie|aborde|similaire)e?s?| de l'article)? ?[:|] ?\S/;
const CRUMBS = /^[^.!?«»"“”:;,]{2,30}(?: ?[>›/|] ?[^.!?«»"“”:;,]{2,30}){2,6}$/;

/** Where the page stands in the site: "Accueil > Monde > Europe", "Tags : …". */
export const breadcrumb: FurnitureFamily = {
  name: 'breadcrumb',
  matches: ({ folded, words, text, ends }) =>
    words.length <= 18 &&
    !ends &&
    (TRAIL.test(folded) ||
      LABELS.test(folded) ||
      (words.length <= 12 && CRUMBS.test(text) && !/\d\/\d/.test(text)) ||
      /^(?:#[\p{L}\p{N}_]+[\s,]*)+$/u.test(text)),
};

const COOKIE = /\b(?:cookies?|traceurs|rgpd|gdpr|consentement|consent)\b/;
const CONSENT =
  /\b(?:nous (?:utilisons|et nos|avons besoin)|nos partenaires|ce site|notre site|vos? (?:donnees|choix|preferences|consentement|navigation|accord|appareil)|accepte[rzs]?|refuse[rz]?|parametre[rz]?|parametrer|gere[rz]|poursuivant|continuant|navigation|we (?:use|and our)|this (?:site|website)|your (?:consent|choices|preferences|device|experience)|by (?:continuing|clicking)|personnaliser|bloque|depose|manage|accept|settings|politique|policy)\b/;

/** The consent banner. */
export const cookieBanner: FurnitureFamily = {
  name: 'cookie-banner',
  matches: ({ folded, words, text }) =>
    words.length <= 45 &&
    COOKIE.test(folded) &&
    !/[«»“”"]/.test(text) &&
    /^(?:nous (?:utilisons|et nos|avons besoin|respectons)|ce (?:site|contenu)|notre site|en (?:poursuivant|continuant|cliquant|naviguant)|accepter|autoriser|refuser|tout|gerer|parametre|politique|vous (?:pouvez|avez|n'avez)|avec (?:votre|nos)|we |this |by |your |accept|manage|cookies?|les cookies (?:nous|assurent|permettent)|pour (?:afficher|visualiser|voir|lire|acceder|consulter))/.test(
      folded,
    ) &&
    CONSENT.test(folded),
};

const INTERFACE_ANCHOR =
  /\b(?:menu|rechercher|recherche|connexion|deconnexion|connecter|compte|fermer|accepter|accepte|refuser|refuse|personnaliser|parametrer|choix|identifier|inscrire|retour|haut de page|contact|contacts|mentions|cgu|cgv|plan du site|confidentialite|lire la suite|voir plus|afficher plus|lire plus|en savoir plus|ecouter|lecture|agrandir|imprimer|imprime|imprimable|copier|enregistrer|sauvegarder|signaler|modifier|zoom|taille|resume|diaporama|version|favoris|gerer|login|log in|sign|search|skip|back to|load more|show more|show less|read more|close|accept|print|copy|terms|privacy|manage|toggle|report|accueil|suivante?|precedente?|charger|telecharger|home)\b/;

/** Buttons and menus: "Lire la suite", "Retour en haut de page", "Tout accepter". */
export const interfaceText: FurnitureFamily = {
  name: 'interface',
  matches: ({ folded, words, text }) =>
    words.length > 0 &&
    words.length <= 9 &&
    !/[,«»“”"!?]/.test(text) &&
    (!/\.$/.test(text) || /\.\.\.$/.test(text)) &&
    INTERFACE_ANCHOR.test(folded) &&
    words.every((word) => INTERFACE_WORDS.has(word)) &&
    !/^(?:resume|version|choix|recherche|contact|contacts|identifier|modifier)$/.test(folded),
};

const CODE_TOKENS =
  /\bfunction\s?\w{0,30}\s?\(|=>|\b(?:var|let|const)\s+\w+\s*=|\b(?:window|document|googletag|console|jQuery|adsbygoogle|dataLayer|localStorage|navigator)\b[.[(]|[;{}]\s*$|^\s*[}\])]+[;,)]*|@media\b|!important|"\s*:\s*["[{\d]|\{\s*["\w-]+\s*:|\]\]>|\btypeof\b|\$\(|\w\(\)\s*[;{]|\b(?:px|rem|em)\s*;|return\s+\w+\s*;|&&|\|\|/g;
const SYMBOLS = /[{}[\]();=<>_|&$\\"]/g;

/** Six words in a row, with nothing but spaces and commas between them: a sentence stands beside the program. */
const PROSE = /(?:\p{L}+[,’']? ){6}/u;

/** What a page's programs and style sheets leave behind. */
export const scriptRemnant: FurnitureFamily = {
  name: 'script',
  matches({ text }) {
    const sample = text.slice(0, 2000);
    const tokens = sample.match(CODE_TOKENS)?.length ?? 0;
    if (tokens === 0 || PROSE.test(sample)) return false;
    const symbols = [...sample.matchAll(SYMBOLS)].length;
    return (
      (symbols / sample.length > (tokens > 2 ? 0.05 : 0.08) && /[{};=<]/.test(sample)) ||
      /^\s*[{}[\]();,]+\s*$/.test(sample) ||
      /^[\w$]+(?:\.[\w$]+)+ ?[(=].*[;})]$/.test(sample) ||
      /^[.#@][\w-]+(?:[ .:#>][\w.#:-]+)*\s*\{/.test(sample)
    );
  },
};
