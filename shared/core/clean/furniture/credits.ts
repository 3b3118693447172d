import { MAX_CREDIT_WORDS, restAreNames } from './bylines.ts';
import type { FurnitureFamily } from './line.ts';
import { areNames, isPaper } from './names.ts';
import { pattern } from './pattern.ts';

const CREDIT = pattern(
  String.raw`^(?:\(|\[)?`,
  `
    credits?
    photos?
    photographies?
    images?
    illustrations?
    videos?
    legende
    visuels?
    infographies?
    montage
    dessins?
    cliches?
    captures?(?: d'ecran)?
    source
    sources
    iconographie
    picture
    pictures
    screenshot
    caption`,
  String.raw`(?: (?:credits?|photos?|images?|videos?|d'illustration|d'archives?|d'ecran|illustration|archives?|non contractuelle|non datee|pretexte|source|courtesy|of|by|de l'article))*(?:\)|\])?(?: ?[:©/|–—-] ?| (?:par|by|de|via|of) |$|(?= (?:twitter|facebook|instagram|tiktok|afp|reuters|getty|sipa|ap|epa|abaca|maxppp|shutterstock|istock|adobe|unsplash|pixabay|dr)\b))`,
  '',
);
const AGENCIES_OF_PICTURES = pattern(
  String.raw`\b`,
  String.raw`
    afp
    reuters
    getty(?: images)?
    sipa(?: press)?
    ap
    epa
    abaca(?:press)?
    maxppp
    shutterstock
    istock(?:photo)?
    adobe ?stock
    unsplash
    pixabay
    pexels
    wikimedia(?: commons)?
    hans lucas
    bestimage
    icon ?sport
    panoramic
    zuma
    presse sports
    france televisions
    keystone
    belga
    imago
    nurphoto
    anadolu
    fotolia
    freepik
    dr
    d\.r`,
  String.raw`\b`,
  '',
);
/** Whose pictures they are, or that they are some. */
const PICTURED = new RegExp(`${AGENCIES_OF_PICTURES.source}|^(?:archives?|photos?|collection) `);
/** A caption that an agency signs: "… sur le quai. - JEAN DUPUIS / MAXPPP". */
const CAPTION_SIGNED = /\s[-–—]\s\p{Lu}[^.!?:]{2,40} ?\/ ?(?:\p{Lu}{3,}|Getty Images|Reuters|Hans Lucas)$/u;
const SLASHED = /^[\p{Lu}][\p{L}'’.\- ]{1,40} ?[/|] ?[\p{L}'’.\- /|©]{2,50}$/u;

/** Whose figures an author gives: a source of these is no picture's. */
const FIGURES_OF =
  /^(?:l'|le |la |les )?(?:insee|meteo[ -]france|eurostat|ocde|oms|onu|fao|fmi|bce|dares|drees|ademe|anses|inserm|cnrs|ined|urssaf|banque|ifop|ipsos|elabe|odoxa|opinionway|bva|harris|csa|kantar|yougov|cevipof|copernicus|nasa|noaa|giec|ministere|prefecture|gendarmerie|police|sante publique|rte|cre|ign|brgm|statistique|statbel|ofs|institut|observatoire|mairie|conseil|cour|ameli|assurance|dgccrf|arcep|arcom|acpr|amf|douanes?|chambre|federation|lfp|uefa|fifa)\b/;
/** "Paul Roux via Getty". */
const VIA_AGENCY =
  /^\p{Lu}[^.!?]{2,40} (?:via|pour) (?:Getty|AFP|Reuters|AP|Sipa|Zuma|Anadolu|Unsplash|Hans Lucas|Bestimage)(?: \p{Lu}[\p{L}]+)?$/u;
/** A caption and in brackets whose picture it is: "Le pont, vendredi (Paul Roux / AFP)". */
const CAPTION_BRACKETED =
  /^[^.!?]{3,200}[.!?]? \([^()]{2,40} ?[/–-] ?(?:AFP|Reuters|REUTERS|AP|Sipa|SIPA|Getty|MAXPPP|Maxppp|Hans Lucas|EPA|Belga|BELGA|Keystone|KEYSTONE|Ouest-France|Archives)[^()]{0,20}\)$/u;
/** A caption's one sentence, then who took it: "Le port, lundi. Photo Jeanne Roy". */
const CAPTION_THEN_CREDIT =
  /^[^.!?]{3,200}[.!?] (?:PHOTOS?|Photos?|Crédits?(?: photos?)?|Infographie|Dessin|Archives|Image) ?:? ?(?:\p{Lu}[\p{L}’'-]*(?:[ /-]{1,3}|$)){1,6}$/u;

/** Whose picture it is: "Crédit photo : X", "© X / Getty Images", a caption that ends in such a credit. */
export const credit: FurnitureFamily = {
  name: 'credit',
  matches(line) {
    const { folded, text, words } = line;
    // A caption is one sentence at most; a credit after more closes a paragraph, which is the author's.
    if (words.length > 40 || /[.!?…]\s+\p{Lu}.*\p{L}{2}[.!?…]\s/u.test(text)) return false;
    const bare = words.length > 1 && words.length <= MAX_CREDIT_WORDS ? folded.replace(/\.$/, '') : folded;
    const label = CREDIT.exec(bare);
    if (label !== null && words.length <= MAX_CREDIT_WORDS) {
      const rest = bare.slice(label[0].length);
      if (/^sources? ?:/.test(bare) && FIGURES_OF.test(rest)) return false;
      // Whose figures an author gives is told with a year or in a sentence; whose picture it is, without.
      if (/^sources? ?:/.test(bare) && (line.ends || /\b(?:19|20)\d\d\b/.test(rest))) return false;
      if (rest === '' || restAreNames(line, label[0], 1)) return true;
      return (
        (!line.ends || /^(?:[Ll]égende|LÉGENDE|[Cc]aption) ?:? [«"“]?\p{Lu}/u.test(text)) &&
        (/©|\(c\)/.test(folded) ||
          AGENCIES_OF_PICTURES.test(rest) ||
          /^(?:credit|photo credit|legende|caption|photo :|visuel :|illustration :)/.test(folded))
      );
    }
    if (words.length <= 10 && !line.ends && /[/|]/.test(text) && SLASHED.test(text) && PICTURED.test(folded))
      return true;
    if (words.length <= 6 && !line.ends && VIA_AGENCY.test(text)) return true;
    if (
      (text.includes('/') && CAPTION_SIGNED.test(text)) ||
      (text.endsWith(')') && CAPTION_BRACKETED.test(text)) ||
      (!line.ends && CAPTION_THEN_CREDIT.test(text))
    )
      return true;
    if (/^archives? /.test(folded) && !line.ends && isPaper(text.replace(/^\S+ /, ''))) return true;
    if (
      /^(?:getty images|shutterstock|istock|adobe stock|afp via getty images|sipa press|archives (?:personnelles|privees))$/.test(
        folded,
      )
    )
      return true;
    if (/^(?:credit )?photo(?: archives?)? \S/.test(folded) && !line.ends && words.length >= 3 && words.length <= 7)
      if (line.written.every((word) => /^\p{Lu}./u.test(word))) return true;
    if (/[([](?:photo|image|illustration|credit|archives?|cliche|capture)[^)\]]{0,80}[)\]]\.?$/.test(folded))
      return words.length <= 40;
    return (
      /©|: ?[^:]*(?:afp|reuters|getty|sipa|ap|archives|dr|photo|\/)/.test(folded) &&
      /(?:©|\(c\)|(?:photos?|credits?(?: photos?)?|images?|crédit) ?:) ?[^©.!?]{2,60}$/.test(folded)
    );
  },
};

const COPYRIGHT_START = pattern(
  '^',
  String.raw`
    (?:©|\(c\)|copyright\b)(?! photo)
    (?:tous )?droits (?:de (?:reproduction|diffusion)|reserves|d'auteur)
    tous droits
    all rights
    reproduction (?:interdite|totale|partielle|et)
    toute (?:reproduction|utilisation|copie|diffusion)
    (?:cet|ce|cette) (?:article|contenu|oeuvre|texte|depeche) est (?:la propriete|protege)`,
  '',
  '',
);
const RESERVED =
  /\b(?:tous droits(?: de reproduction)?(?: et de (?:representation|diffusion))?|all rights) reserve[ds]?s?\b/;

/** What a line about rights is made of, besides names and years. */
const RIGHTS_WORDS = new Set(
  (
    'tous tout toute droits droit reserve reserves reservee reservees reproduction representation diffusion rediffusion ' +
    'redistribution copie utilisation publication totale partielle integrale meme ou de du des d est sont interdite ' +
    'interdit interdites interdits strictement soumise sans autorisation accord prealable ecrite ecrit expresse ' +
    'auteur auteurs editeur cet cette ce article articles contenu contenus oeuvre texte depeche photos propriete ' +
    'exclusive protege protegee proteges par le la les l copyright all rights reserved no part may be reproduced ' +
    'without permission prior written tout support pays pour commerciale fins usage exploitation et son ses sa'
  ).split(' '),
);

/** Who owns the page: "© AFP", "Tous droits réservés", "Reproduction interdite". */
export const copyright: FurnitureFamily = {
  name: 'copyright',
  matches({ folded, words, text, written }) {
    const opens = COPYRIGHT_START.test(folded);
    if (words.length > (opens ? 40 : 14) || !(opens || RESERVED.test(folded))) return false;
    const rights = words.filter((word) => RIGHTS_WORDS.has(word)).length;
    if (rights > 0 && !/^(?:la|les) /.test(folded) && !/[«"“]/.test(text)) {
      return areNames(
        written.filter((_, index) => !RIGHTS_WORDS.has(words[index] as string)),
        words.filter((word) => !RIGHTS_WORDS.has(word)),
        0,
      );
    }
    return (
      words.length <= MAX_CREDIT_WORDS &&
      !/[.!?]$/.test(text.slice(0, -1)) &&
      !/^copyright (?:ou|et|est|n)\b/.test(folded) &&
      (areNames(written, words, 1) || (words.length <= 5 && !/\.$/.test(text)))
    );
  },
};
