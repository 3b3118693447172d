import { pattern } from '../pattern.ts';

/** Turns of phrase that only a page has, */
export const PHRASES = pattern(
  String.raw`\b`,
  String.raw`
    mots? de passe
    mots?[ -]cles?
    (?:faire|faites|fais) un don
    services? (?:clients?|abonnements?|abonnes?|lecteurs?|commercial)
    points? de vente
    vie privee
    (?:donnees|informations) personnelles
    (?:haut|bas|pied|debut) de (?:la )?page
    contenu principal
    (?:aller|passer|acceder|revenir|retour) (?:directement )?(?:au|a la|a l'|aux) ?(?:contenu|texte|menu|navigation|recherche|sommaire|accueil|article|commentaires|etape)
    (?:menu|navigation) principale?
    plein ecran(?! sur)
    (?:boite|adresse)s? (?:e-?mails?|mails?|electroniques?|de reception|de messagerie|aux lettres)
    code qr
    qr code
    taille (?:du texte|des caracteres|de la police)
    mode (?:sombre|clair|nuit|lecture|hors ligne)
    foire aux questions
    besoin d'aide
    petites annonces
    annonces legales
    bons plans
    bonnes affaires
    offres d'emploi
    conditions (?:generales|d'utilisation|d'acces|de vente)
    (?:mentions|informations) legales
    (?:en )?acces (?:libre|gratuit|illimite|abonnes?|direct)(?! (?:a la|au|aux) (?!article|site|journal|contenu))
    sans (?:engagement|publicite|pub)
    souvenir de moi
    version (?:papier|mobile|numerique|imprimable|audio|longue|complete)
    (?:les|articles|sujets|videos) plus (?:lus|vus|consultes|partages|commentes|recents|populaires|ecoutes)
    (?:du|dans la|sur le|dans le) meme (?:auteur|sujet|rubrique|theme|thematique|dossier|categorie)
    qui sommes[ -]nous
    nous (?:contacter|soutenir|suivre|ecrire|rejoindre|ecouter|retrouver)
    plan du site
    points? cles
    en (?:un clic|quelques clics|savoir plus)
    en pensez[ -]vous
    fil (?:d'actu\w*|d'info\w*|info|rss)
    lien permanent
    flux (?:rss|atom)
    code promo
    sous[ -]titres?
    hors[ -]series?
    partagez[ -]?l[ae]
    (?:page|ecran) d'accueil
    non merci
    en relation
    a propos
    re?captcha
    nouvelle fenetre
    nouvel onglet
    coups? de coeur
    avis (?:de deces|d'obseques|de recherche)
    marches publics
    carnet du jour
    ciel (?:couvert|degage|voile)
    champs? (?:est |sont )?obligatoires?`,
  String.raw`\b|^(?:j'aime|ok|oui|non)$`,
  'g',
);
/** and such that a page has oftener than an article. */
export const TURNS =
  /\b(?:en (?:continu|direct|ligne|images?|videos?|photos?|audio|ce moment|replay|podcast|live|illimite|integralite|partenariat)|plus tard|a la une|du (?:jour|moment)|de la (?:semaine|journee)|a tout moment|pour vous|d'(?:utilisation|info|infos|actu|abonnement|achat)|(?:tous|toutes) (?:les|nos|vos)|(?:prise?|bien) en compte|ne rien (?:manquer|rater)|des maintenant|gratuitement|s'il vous plait|svp)\b/g;
/** What stands before the colon of a credit or a list of tags. */
export const LABEL =
  /^(?:textes?|photos?|photographies?|credits?|images?|illustrations?|videos?|infographies?|sources?|auteure?s?|autrice|legende|lieux?|tags?|mots?[ -]cles?|themes?|sujets?|categories?|rubriques?|duree|lecture|ecoute|temps de [a-z]+|publication|publie|cree|edition|personnalites|thematiques?|accessibilite|caracteres restants|identifiant|e-?mail|adresse|dessins?|montage|mixage|redaction|journaliste|reportage|enquete|traduction|version|partager|suivre|contact|telephone|humidite|vent) ?:/;
