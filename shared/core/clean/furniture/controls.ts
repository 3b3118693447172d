import type { FurnitureFamily } from './line.ts';
import { pattern } from './pattern.ts';
import { INTERFACE_WORDS } from './vocabulary.ts';

const COOKIE = /\b(?:cookies?|traceurs|rgpd|gdpr|consentement|consent)\b/;
const CONSENT = pattern(
  String.raw`\b`,
  `
    nous (?:utilisons|et nos|avons besoin)
    nos partenaires
    ce site
    notre site
    vos? (?:donnees|choix|preferences|consentement|navigation|accord|appareil)
    accepte[rzs]?
    refuse[rz]?
    parametre[rz]?
    parametrer
    gere[rz]
    poursuivant
    cliquant
    continuant
    navigation
    we (?:use|and our)
    this (?:site|website)
    your (?:consent|choices|preferences|device|experience)
    by (?:continuing|clicking)
    personnaliser
    bloque
    depose
    manage
    accept
    settings
    politique
    policy`,
  String.raw`\b`,
  '',
);

/** The consent banner. */
export const cookieBanner: FurnitureFamily = {
  name: 'cookie-banner',
  matches: ({ folded, words, text }) =>
    words.length <= 45 &&
    COOKIE.test(folded) &&
    (!/[«»“”"]/.test(text) || /^en cliquant sur [«“"]/.test(folded)) &&
    /^(?:nous (?:utilisons|et nos|avons besoin|respectons)|ce (?:site|contenu)|notre site|en (?:poursuivant|continuant|cliquant|naviguant)|accepter|autoriser|refuser|tout|gerer|parametre|politique|vous (?:pouvez|avez|n'avez)|avec (?:votre|nos)|we |this |by |your |accept|manage|cookies?|les cookies (?:nous|assurent|permettent)|pour (?:afficher|visualiser|voir|lire|acceder|consulter))/.test(
      folded,
    ) &&
    CONSENT.test(folded),
};

const INTERFACE_ANCHOR = pattern(
  String.raw`\b`,
  `
    menu
    rechercher
    recherche
    connexion
    deconnexion
    connecter
    compte
    fermer
    accepter
    accepte
    refuser
    refuse
    personnaliser
    parametrer
    choix
    identifier
    inscrire
    retour
    haut de page
    contact
    contacts
    mentions
    cgu
    cgv
    plan du site
    confidentialite
    lire la suite
    voir plus
    afficher plus
    lire plus
    en savoir plus
    ecouter
    lecture
    agrandir
    imprimer
    imprime
    imprimable
    copier
    enregistrer
    sauvegarder
    signaler
    modifier
    zoom
    taille
    resume
    diaporama
    version
    favoris
    gerer
    login
    log in
    sign
    search
    skip
    back to
    load more
    show more
    show less
    read more
    close
    accept
    print
    copy
    terms
    privacy
    manage
    toggle
    report
    accueil
    suivante?
    precedente?
    charger
    telecharger
    home`,
  String.raw`\b`,
  '',
);

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

const MEDIA_STATUS = pattern(
  '',
  String.raw`
    ^(?:(?:la|cette|l'|cet|le|ce|the|this) ?)?(?:video|lecteur(?: video)?|player|contenu|audio|image|content) (?:est |n'est |is |are )?(?:en cours de chargement|plus disponible|indisponible|actuellement indisponible|non disponible|not available|no longer available|unavailable|loading|protegee?|bloquee?)\b
    ^lecture (?:de la video|automatique|en cours)
    ^(?:veuillez|please|activez|activer|merci de|pour) .{0,30}javascript`,
  '',
  '',
);

/** What a player or a page says of its own state: "Cette vidéo n'est plus disponible". */
export const mediaStatus: FurnitureFamily = {
  name: 'interface',
  matches: ({ folded, words, text }) => words.length <= 10 && !/[,«»“”]/.test(text) && MEDIA_STATUS.test(folded),
};
