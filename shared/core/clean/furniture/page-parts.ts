import type { FurnitureFamily } from './line.ts';
import { pattern } from './pattern.ts';

const PLACEHOLDER = pattern(
  String.raw`^\W*`,
  String.raw`
    (?:descriptive|alt(?:ernative|ernate)?|insert|placeholder|sample|dummy|caption|default|your|some|enter|add|image|photo|legend) (?:\w+ ){0,3}(?:text|caption|title|image|description|here|alt)(?: (?:here|goes here|placeholder|for image))?
    (?:text|title|caption|image|description|headline|content|legend|legende|titre|texte|chapo) (?:goes )?here
    lorem ipsum\b.*
    dolor sit amet.*
    (?:texte?|titre|legende|description|chapo|contenu|image)(?: (?:descriptif|descriptive|alternatif|alternative|de remplacement|de substitution|provisoire|par defaut|a venir|de l'image|de la photo|de la legende))+(?: ici)?
    (?:inserer|inserez|ajouter|saisir|saisissez|votre|entrez) .{0,20}(?:texte|titre|legende|description|image) ?(?:ici)?
    (?:image|photo|video|visuel|illustration|infographie|diaporama|placeholder|untitled|sans titre|no image|pas d'image|image manquante|vignette|logo|avatar|icone?|thumbnail|undefined|null|nan|object object|todo|tbd|xxx+)(?: \d{1,3}(?: ?(?:/|sur|of) ?\d{1,3})?)?
    (?:chargement|loading)(?: (?:en cours|de la page|du lecteur|de la video|please wait|video|the player))?
    (?:veuillez patienter|please wait|patientez)(?: .{0,20})?`,
  String.raw`\W*$`,
  '',
);

/** What a template left where text or a picture should be: "Descriptive text here", "Chargement…". */
export const placeholder: FurnitureFamily = {
  name: 'placeholder',
  matches: ({ folded, words }) =>
    PLACEHOLDER.test(folded) && (words.length <= 8 || folded.startsWith('lorem') || folded.startsWith('dolor')),
};

const ADVERTISEMENT = pattern(
  String.raw`^\W*`,
  `
    (?:la )?(?:publicite|pub)s?(?: (?:fermer|ignorer|en cours|continuer|passer))?
    annonces?(?: (?:publicitaires?|google|sponsorisees?))?
    publi-?(?:redactionnel|reportage|information|communique)
    (?:contenu|article|lien|post|message|partenariat|espace|encart|communique)s? (?:sponsorise|partenaire|publicitaire|promotionnel|de marque|commercial|de nos partenaires)e?s?(?: par .{1,30})?
    sponsorise(?: par .{1,30})?
    (?:contenu|article) propose (?:par|avec) .{1,30}
    (?:la )?suite(?: de (?:l'|votre |cet |notre )?(?:article|contenu|lecture|texte|video))? (?:apres|sous|en dessous de|au-dela de) (?:la|cette|l'|le|notre) ?(?:page de )?(?:publicite|pub|annonce|encart|message|coupure|promotion|video)?(?: publicitaire)?
    (?:(?:l')?article|la lecture|votre (?:article|lecture)|le texte) (?:continue|se poursuit|reprend) (?:apres|sous|ci-dessous|en dessous|plus bas).{0,30}
    (?:article|story|content)? ?continues? (?:reading )?(?:below|after).{0,30}
    (?:advertisement|advertising|advert|ads?|sponsored|promoted|promo)(?: (?:content|post|by .{1,30}|links?|feedback))?
    ads by .{1,20}
    (?:skip|close|hide|report) (?:this )?(?:ad|ads|advertisement)
    scroll (?:down )?to continue(?: .{0,30})?
    (?:en )?partenariat avec .{1,30}
    offert par .{1,30}
    (?:fermer|masquer|ignorer|passer) (?:la|cette|l') ?(?:publicite|pub|annonce)
    reclame
    taboola
    outbrain
    (?:advertisement )?scroll to continue
    nos partenaires
    bons plans
    code promo.{0,30}`,
  String.raw`\W*$`,
  '',
);

/** Advertisements and the lines that announce them. */
export const advertisement: FurnitureFamily = {
  name: 'advertisement',
  matches: ({ folded, words }) => words.length <= 12 && ADVERTISEMENT.test(folded),
};

const TRAIL = /^(?:vous etes ici|you are here|accueil|home|fil d'ariane)\s*[:>›»/|]/;
const LABELS = pattern(
  '^',
  `
    tags?
    mots?[ -]cles?
    themes?
    thematiques?
    rubriques?
    categories?
    category
    topics?
    sujets?
    filed under
    dans(?: cet article)?
    plus sur
    (?:publie|classe|poste|range|archive)e?s? (?:dans|sous)
    keywords
    etiquettes?
    lieux?
    personnalites?
    dossiers?
    section
    series?`,
  String.raw`(?: (?:associe|lie|aborde|similaire)e?s?| de l'article)? ?[:|] ?\S`,
  '',
);
/** "Dossier : l’eau qui dort" is a title; a label leads to a capital or to a list. */
const TITLED =
  /^(?:[Dd]ossiers?|[Dd]ans|[Ss]éries?|[Ss]ujets?|[Ss]ections?|[Tt]hèmes?) ?: (?:l[’']|le |la |les |un |une |des |du )\p{Ll}|^Lieux? ?: \p{Ll}/u;
/** Pieces hold no sign that parts them: a line of slashes would be cut in every way there is. */
const CRUMBS = /^[^.!?«»"“”:;,>›/|]{2,32}(?:[>›/|][^.!?«»"“”:;,>›/|]{2,32}){2,6}$/;

/** Figures or many columns between bars are a table's. */
export const CELLS = /\|.*(?:\d|[%€$]|\|.*\|)|\d.*\|/;

/** A section of a paper, alone on its line or with another: "Société", "Faits divers - Justice". */
const SECTION = pattern(
  '^',
  `
    faits?[ -]divers
    societe
    politique
    international
    monde
    economie
    sports?
    culture
    justice
    sante
    environnement
    planete
    sciences?
    high-tech
    medias?
    people
    regions?
    insolite
    education
    opinions?
    actualites?
    actus?
    social
    transports
    info locale
    vie locale
    locale?
    football
    tribunes?
    editorial
    edito
    communique(?: de presse)?
    (?:themes?|sujets?|tags?|mots[ -]cles|lieux|personnalites) (?:associe|lie|aborde|evoque)e?s`,
  `(?:(?: ?[-–—/,·•|&+] ?| )(?:faits?[ -]divers|societe|politique|international|monde|economie|sports?|culture|justice|sante|environnement|planete|sciences?|medias?|regions?|education|locale?|football|social|transports|loisirs)){0,3}$`,
);

/** Whether a folded line is a section's name and nothing else. */
export const isSection = (folded: string): boolean => SECTION.test(folded);

/** Where the page stands in the site: "Accueil > Monde > Europe", "Tags : …". */
export const breadcrumb: FurnitureFamily = {
  name: 'breadcrumb',
  matches: ({ folded, words, text, ends }) =>
    words.length <= 18 &&
    !ends &&
    (TRAIL.test(folded) ||
      isSection(folded) ||
      (LABELS.test(folded) && !TITLED.test(text)) ||
      (words.length <= 12 && /[>›/|]/.test(text) && CRUMBS.test(text) && !/\d\/\d/.test(text) && !CELLS.test(text)) ||
      /^(?:#[\p{L}\p{N}_]+[\s,]*)+$/u.test(text)),
};
