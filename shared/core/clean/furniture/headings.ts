import { foldText } from '../../text/fold-text.ts';
import { pattern } from './pattern.ts';

/** What introduces another article's headline. `plural` labels head a list, the others one headline. */
const READ_ALSO = pattern(
  String.raw`^[►▶→>•*+#\s-]*`,
  String.raw`
    (?:a |et )?(?:lire|voir|ecouter|regarder|decouvrir|retrouver)(?: (?:aussi|egalement|encore))? sur [^.!?:]{2,30}(?= ?:)
    (?:a |et )?(?:lire|relire|voir|revoir|ecouter|decouvrir|consulter|regarder|lisez|voyez|ecoutez|decouvrez|regardez|retrouvez) (?:aussi|egalement|encore|ensuite|en complement)(?: (?:notre|nos|l'|le|la) ?(?:articles?|dossiers?|enquete|reportage|analyse|interview|decryptage))?
    (?:a )?(?:lire|voir|ecouter|regarder) (?:et|ou) (?:a )?(?:lire|relire|voir|revoir|ecouter|regarder|decouvrir)
    (?:a|et) (?:lire|voir|ecouter|decouvrir|relire)(?: (?:sur (?:le (?:meme )?sujet|le site)|absolument|ailleurs|dans (?:la )?(?:meme )?rubrique|plus tard))?
    lire (?:notre|l'|nos) ?(?:articles?|dossiers?|enquete|reportage|analyse|interview|decryptage)
    (?:re)?(?:lire|voir|ecouter|regarder|decouvrir|consulter|retrouver|lisez|voyez|ecoutez|regardez|decouvrez|retrouvez)(?: (?:notre|nos|l'|le|la|les|son|sa|cet|cette) ?(?:articles?|reportages?|entretiens?|interviews?|portraits?|enquetes?|recits?|analyses?|dossiers?|podcasts?|videos?|direct|tribunes?|chroniques?|editos?|editorial|decryptages?|series?|emissions?|infographies?|diaporamas?|temoignages?|critiques?|carte|replay|bilan|fiche)(?: (?:complet|special|entier|exclusif)e?s?)?)?(?= ?[:>►»])
    (?:retrouvez|decouvrez|lisez|ecoutez|regardez|voyez) (?:notre|nos|tous nos|toutes nos) (?:serie|dossier|article|enquete|podcast|video|reportage|interview|entretien|portrait|selection|infographie)s?(?= [«"“])
    (?:a|et) (?:re)?(?:lire|voir|ecouter|regarder)(?= ?[:>►»])
    notre (?:dossier|article|enquete|reportage|analyse|decryptage)
    pour aller plus loin
    pour en savoir plus
    en savoir plus
    pour approfondir
    pour (?:plus|davantage) d'informations?
    en lien avec cet article
    en complement
    dans le meme (?:dossier|theme)
    sur le meme (?:sujet|theme)
    ailleurs sur le web
    ne (?:ratez|manquez) pas(?: (?:aussi|egalement))?
    a ne pas (?:manquer|rater)
    read (?:also|more|next|on)
    (?:watch|read|listen)(?= ?:)
    \(re\)(?:lire|voir|ecouter|regarder|decouvrir)
    \(re\)(?:lisez|voyez|ecoutez|regardez|decouvrez)(?: (?:notre|nos|l'|la|le|les) ?(?:articles?|dossiers?|enquete|reportages?|series?|podcasts?|videos?|interview|entretien|portrait)s?)?
    also read
    see also
    related(?: (?:article|story|news|content|post))?
    don't miss
    more on this(?: story)?
    watch also
    you (?:may|might|could) (?:also )?(?:like|be interested in)
    recommended(?: for you)?
    up next`,
  '',
  '',
);
const LIST = pattern(
  '^',
  `
    (?:(?:plus d'|d'autres|tous les|(?:nos )?autres) ?(?:articles?|actualites?|contenus?) (?:de|sur|du|en|dans) [^.!?,:;]{2,40}$)
    (?:(?:nos|les|vos|autres|tous les|voir les|d'autres) )?(?:articles?|contenus?|sujets?|lectures?|posts?|dossiers?|actualites?|recettes?|videos?|produits?|guides?|evenements?) (?:lies?|similaires?|connexes?|recommande(?:e?s)?|associe(?:e?s)?|sugger(?:e?s)?|populaires?|relatifs?|relies?|recents?|les plus (?:lus|vus|consultes|recents|populaires)|sur le meme (?:sujet|theme)|en relation|qui (?:pourraient|peuvent|devraient) vous (?:interesser|plaire))
    (?:contenus?|articles?|sujets?|liens?|videos?)(?: (?:sponsorise|partenaire|similaire)e?s?)? susceptibles de (?:vous (?:interesser|plaire)|.{3,30})
    (?:les |articles? )?(?:plus|mieux) (?:lus|vus|populaires|recents|commentes|partages|consultes)
    (?:sur le|dans le|du) meme (?:sujet|theme|dossier)
    (?:plus|davantage|encore plus) (?:sur|d'infos sur) (?:ce|cet|cette|le meme) ?(?:sujet|theme|dossier|affaire)
    dans la meme (?:rubrique|thematique|categorie|serie)
    (?:(?:nos|les) )?(?:dernier(?:e?s)?|autres) (?:articles?|actualites?|actus?|infos?|videos?)
    vous aimerez peut-etre
    vous (?:aimerez|apprecierez|pourriez|devriez|allez) .{0,30}(?:aussi|aimer|interesser|interesse|egalement|apprecier|plaire)s?
    (?:cela|ca|ceci|ces articles|ces sujets) (?:peut|peuvent|pourrait|pourraient|va|vont|devrait|devraient) .{0,20}vous (?:interesser|plaire)
    (?:nos|notre) (?:suggestions?|recommandations?|selection)(?: d'articles)?
    a lire sur (?:le meme sujet|notre site)
    a la une
    recommande(?:s)? pour vous
    (?:la redaction|notre redaction|nos journalistes|nous) vous (?:conseille|recommande|propose|suggere)(?:nt|ons)?
    (?:nos|les|d'autres) (?:lecteurs|internautes|abonnes) ont (?:aussi|egalement) (?:lu|aime|consulte|vu|regarde|apprecie)
    dans l'actu(?:alite)?
    a (?:decouvrir|ne pas (?:rater|manquer|louper))(?! (?:aussi|egalement|absolument))
    toute l'actu(?:alite)?
    related (?:articles|stories|posts|news|content|topics)
    most (?:read|popular|viewed)
    trending(?: now)?
    recommended (?:stories|articles|reading)
    more (?:stories|news|articles)(?: from .{2,25})?
    latest (?:news|stories|articles)
    top stories
    popular (?:posts|articles|stories)
    you may also like
    editor's picks`,
  '',
  '',
);
const NAVIGATION = pattern(
  '',
  String.raw`
    ^(?:PREV(?:IOUS)?|NEXT)(?=$|[\s:])
    ^[←«<‹⟵\s]*(?:(?:[Aa]rticle|[Pp]age|[Pp]ost|[Bb]illet|[Aa]ctualité|[Vv]idéo|[Nn]ews)s? (?:[Pp]récédente?|[Ss]uivante?)|(?:[Pp]revious|[Nn]ext)(?: (?:[Aa]rticle|[Pp]ost|[Ss]tory|[Pp]age))?|[Pp]récédente?|[Ss]uivante?|PRÉCÉDENT|SUIVANT)(?=$|\s*[:>→»|›–-]|\s+[«"“]?\p{Lu})`,
  '',
  'u',
);
/** What leads to pictures: in capitals before a stop, or before a colon. */
const MEDIA =
  /^[►▶→>•]*\s*(?:(?:VID[ÉE]OS?|EN (?:IMAGES|PHOTOS|VID[ÉE]OS?|DIRECT)|DIAPORAMA|PODCASTS?|DOSSIER|INFOGRAPHIES?|REPLAY|PHOTOS?)(?=(?: ?[:>►|–-]|\.)\s)|En (?:images|photos|vidéos?)(?= ?:))/;

export interface Heading {
  rule: 'read-also' | 'navigation';
  /** UTF-16 length of the label, with the colon or dash after it, in the line as written. */
  length: number;
  /** Something besides the label's words (a colon, an arrow, the end) says it is a label. */
  marked: boolean;
  list: boolean;
  /** An author may write so too: it is one on a line of its own only, and before what has no stop. */
  weak: boolean;
}

const PUNCTUATION = /^\s*(?:[:>→»|›►▶]|[–-](?=\s))+\s*/;
/** After a label in capitals a stop is enough: "LIRE AUSSI. Un titre". */
const STOP = /^\.\s+(?=\p{Lu})/u;
const isShouted = (text: string): boolean => text === text.toUpperCase();

const MAX_LABEL = 90;

/** Recognises a label that introduces the headline of another article at the start of `text`. */
export function readHeading(text: string): Heading | undefined {
  const head = text.slice(0, MAX_LABEL);
  const folded = foldText(head);
  const navigation = NAVIGATION.exec(head);
  const list = navigation === null ? LIST.exec(folded) : null;
  const media = navigation === null && list === null ? MEDIA.exec(head) : null;
  const found = navigation ?? list ?? media ?? READ_ALSO.exec(folded);
  if (found === null) return undefined;
  const label = found[0].length;
  const rest = text.slice(label);
  if (/^[\p{L}\p{N}'’-]/u.test(rest)) return undefined;
  const punctuation =
    (PUNCTUATION.exec(rest) ?? (isShouted(head.slice(0, label)) ? STOP.exec(rest) : null))?.[0].length ?? 0;
  const marked = punctuation > 0 || rest.trim() === '' || /^(?:PREV|NEXT)/.test(head);
  return {
    rule: navigation === null ? 'read-also' : 'navigation',
    length: label + punctuation,
    marked,
    list: list !== null,
    weak: media !== null || (list === null && / sur (?!le (?:meme|site))/.test(found[0])),
  };
}
