/** What a word says of a line, as bits of a mask; a word outside all lists is content, which only articles have. */
export const KIND = {
  /** Without content of its own. */
  neutral: 1,
  /** What a page lets its reader do, in the infinitive: "télécharger". */
  act: 2,
  /** The same as a request: "téléchargez". */
  order: 4,
  /** The same in the first person, as buttons have it: "je m'abonne". */
  vow: 8,
  /** Seldom found outside a page's furniture: "newsletter", "cookies". */
  site: 16,
  /** A part of a page or of a paper: "rubrique", "lecture". */
  page: 32,
  /** At home on a page, and as much in articles: "journal", "image". */
  common: 64,
  /** What pages say of their own parts: "gratuit", "suivante". */
  quality: 128,
  date: 256,
  brand: 512,
  english: 1024,
  /** An act on the page itself, which articles do not speak of: "afficher". */
  device: 2048,
} as const;

const split = (words: string): string[] => words.trim().split(/\s+/);

/** Words without content of their own, French and English. */
const FUNCTION_WORDS = `
  a au aux avec c ce ces cet cette chaque d dans de des du deja des en encore est et ici il je l la le les leur lui m ma
  maintenant mes moi mon n ne nos notre nous on ou par pas plus pour qu que qui s sa se ses si e son sont sous sur t ta te
  tes toi ton tous tout toute toutes tu un une via vos votre vous y aussi egalement bien directement facilement
  simplement rapidement desormais afin ainsi etre soyez depuis vers sans jamais rien avez etes pouvez devez voulez
  about all an and any are as at be by can do don for from get here in into is it just more my never now of off on or our
  out so that the their this to up us via want we with you your`;

/** Sites and services a reader is sent to. */
const BRANDS = `
  android apple bluesky deezer discord facebook feedly flipboard fb google insta instagram ios iphone ipad linkedin
  mastodon messenger news outlook pinterest play podcasts reddit rss signal snapchat spotify store telegram threads
  tiktok twitch twitter viber whatsapp x youtube gmail amazon alexa canal discover actualites showcase messages`;

const DATE_WORDS = `
  janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre janv fev fevr avr juil sept oct
  nov dec lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim
  a le la il y au du de des en et l heure heures h min mn minute minutes seconde secondes jour jours semaine semaines
  mois an ans hier aujourd hui matin midi soir vers ce cet cette article maj mis mise jour modifie modifiee actualise
  actualisee publie publiee poste postee cree creee edite ecrit redige diffuse diffusee ligne dernier derniere
  modification publication date parution paru parue
  actualisation ajoute heuredeparis paris gmt utc cet cest est edt pm am
  january february march april may june july august september october november december jan feb apr jun jul aug sep
  monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
  mar edition
  published updated posted last modified on at ago hours hour minutes days day the first th st nd rd just now
  1er ier er instant`;

/** Verbs that a page's buttons have in the infinitive, and articles seldom at the head of a line. */
const PAGE_VERBS = split(`
  abonner accepter acheter activer actualiser afficher agrandir ajouter annuler archiver autoriser charger cliquer coller
  commander commenter completer demarrer donner effacer marquer retirer configurer confirmer connecter consulter contacter continuer copier corriger creer
  debloquer deconnecter deplier desabonner desactiver desinscrire deverrouiller diffuser ecouter editer embarquer
  enregistrer envoyer epingler evaluer explorer exporter fermer feuilleter filtrer gerer identifier ignorer imprimer informer
  installer integrer liker localiser masquer modifier naviguer notifier ouvrir parametrer parcourir partager participer
  patienter personnaliser poster poursuivre profiter proposer publier rafraichir reactiver recharger rechercher
  recommander recuperer reecouter reessayer refuser regarder reinitialiser rejouer relayer remplir renseigner repartager
  replier republier resilier retourner retrouver revenir sauter sauvegarder scanner selectionner signaler soumettre
  sponsoriser suggerer supprimer telecharger tester traduire transferer trier tweeter utiliser valider verifier
  visionner visiter visualiser zoomer`);

/** Those of them that are about the page itself. */
const DEVICE_VERBS = split(`
  abonner activer actualiser afficher agrandir archiver charger cliquer coller commenter configurer connecter copier demarrer
  debloquer deconnecter deplier desabonner desactiver desinscrire deverrouiller editer enregistrer epingler exporter
  feuilleter filtrer imprimer installer liker localiser masquer modifier naviguer notifier parametrer personnaliser
  poster rafraichir recharger reecouter reessayer reinitialiser rejouer repartager replier republier sauvegarder
  scanner selectionner telecharger trier tweeter valider visionner visualiser zoomer signaler rechercher`);

/** Verbs that only a request makes a page's own. */
const REQUEST_VERBS = split(`
  adopter aider aimer appeler apprecier approuver changer chercher choisissez demander deposer donner entrer
  essayer exprimer faciliter financer gagner indiquer jouer laisser lancer manquer noter nommer parler passer placer
  plonger poser preciser presser questionner quitter rater rattraper regler relancer remporter reserver respecter retirer
  signer situer souhaiter tenter temoigner toucher trouver voter explorer deviner embrasser inspirer reviser revivez
  cuisiner creuser veiller appuyer opter garder`);

/** Infinitive, request and first person of verbs of the other groups; a dash where the form says nothing. */
const IRREGULAR_VERBS = split(`
  acceder/accedez/accede adherer/adherez/adhere -/apprenez/- -/choisissez/choisis -/connaissez/- -/comparez/compare
  decouvrir/decouvrez/decouvre -/devenez/deviens -/ecrivez/ecris etendre/etendez/- -/faites/fais inscrire/inscrivez/inscris
  inserer/inserez/- joindre/joignez/- lire/lisez/lis -/obtenez/obtiens offrir/offrez/offre recevoir/recevez/recois
  reagir/reagissez/reagis reduire/reduisez/- rejoindre/rejoignez/rejoins relire/relisez/- repondre/repondez/reponds
  revoir/revoyez/- -/revivez/- saisir/saisissez/- soutenir/soutenez/soutiens souscrire/souscrivez/souscris
  suivre/suivez/suis transmettre/transmettez/transmets voir/voyez/vois rafraichir/rafraichissez/- agrandir/agrandissez/-
  -/souvenez/- traduire/traduisez/- approfondir/approfondissez/- -/veuillez/- -/soyez/- -/restez/reste -/venez/-
  -/defendez/- -/dites/- -/confiez/- parametrer/parametrez/- -/tapez/- connecter/connectez/connecte
  deconnecter/deconnectez/deconnecte -/consultez/consulte -/-/comprends -/-/compris -/-/accepte -/-/refuse`);

/** Nouns and adjectives of pages, without the plural s that they may have. */
const SITE_NOUNS = `
  abonne abonnee abonnement adblock annonceur appli application app bloqueur cgu cgv cliquable clic commentaire
  confidentialite cookie courriel deconnexion desabonnement desinscription diaporama email e-paper epaper faq favori
  feed flux forum hashtag horoscope hotline hyperlien identifiant infobulle infolettre infographie inscription internaute javascript
  like login logo lue mail marque-page menu messagerie moderateur moderation multimedia navigateur navigation
  newsletter notification onglet optin pagination paper parametre pdf permalien player playlist podcast popup premium
  pseudo pub publicite qr quiz replay rss rubrique scroll slideshow smartphone sommaire spam sudoku tablette tag
  teaser telechargement tchat traceur tutoriel tweet url vignette visionneuse web webradio webtv webnotification widget
  annonceurs hors-serie abo mooc sourdine autoplay captcha iframe liseuse chatbot`;

const PAGE_NOUNS = `
  abus accessibilite chargement exclusivite actu actualite adherent affichage agenda animation annonce annuaire archive article
  astro astuce audio auteur autrice avatar bienvenue billet blog boutique breve caractere carnet carrousel categorie
  discussion charte chat clip clavier coin communique comparateur comparatif connexion consentement contenu contraste
  contributeur contribution coquille correction decryptage depeche diffusion donateur dossier
  edito editorial enchere episode erreur etiquette extrait fichier fil filtre flash formulaire formule
  format forfait galerie grille icone illustration immobilier immo incontournable infos info integralite interview journaliste kiosque
  label lecteur lecture licence lyrics magazine mediatheque membre meteo mensuel minute mot-cle mots mot necrologie
  nouveaute numero offre onglet orthographe page panier partage partenaire partenariat photo photographe playlist
  plateforme preference promo promotion pseudonyme publication publireportage reaction
  recommandation redacteur redaction rediffusion reportage reproduction resume retranscription
  revue sauvegarde selection signalement site souscription sous-titre suggestion supplement tarif teinte
  texte thematique theme top transcription tutoriel utilisateur version video visuel zoom telechargeable
  grille tchat vlog webdoc turf trafic lien redactrice reglage quota`;

const COMMON_NOUNS = `
  acces achat adresse aide alerte amis ami appel avis boite bourse bouton champ chaine choix classement club ville code commune communaute
  compte condition conditions contact correspondant conseil debut decouverte deces direct donnee donnees droits
  duree ecoute ecran edition emission emploi engagement enquete entretien equipe essai essentiel etape euro euros exemplaire fin
  gestion haut heure idee image impression incident information journal journalisme langue lettre lieu ligne
  limite liste localite marche mentions message mode mois moment niveau nom note nouvelle objet opinion option outil
  passe paiement point prenom presentation presse prix produit propos protection quotidien question radio rappel
  recherche regle rendez-vous renseignement reponse resultat retour seance seconde section semaine serie service session signature
  son soutien source taille television tele temoignage temps traitement tv une usage utilisation vente
  visage vitesse vocal voix volume vue guide sortie vote bas correspondante sport sports vie titre sondage profil copie credit plan programme album recette jeu concours don petition portrait suite tribune dessin espace police legende sujet live accueil fenetre reseau
  analyse debat evenement groupe journaux telephone cadeau reduction carte faute`;

const QUALITIES = `
  ancien associe bancaire ci-contre ci-dessous ci-dessus commente complementaire complet connecte connexe consulte
  contenu cherche clair disponible droite electronique editoriale envoye exclusif exclusive gauche gratuit gratuite gratuitement
  hebdomadaire hebdo illimite illimitee illustre imprimable incontournable indisponible inscrit instantane
  instantanee integral integrale interactif interactive invalide legal legale legales lie liee local locale lu
  lus lues vues vus personnalise personnalisee mensuelle mobile numerique numeriques obligatoire offert
  offerte papier partage payant payante permanent plein populaire precedent precedente prefere preferee
  premier premiere prive privee publie publiee quotidienne recent recente recommande recommandee
  reserve reservee resiliable restant securise similaire sociaux suivant suivante
  suggere supplementaire synthetique technique valide vocale automatique dernier derniere dernieres derniers utile
  immediatement quotidiennement meilleur meilleure alternatif nouveau nouvelle nouvelles redactionnel vedette
  continu bloque bloquee masque masquee desactive desactivee active activee genere generee automatiquement externe
  inapproprie restreint restreinte prochain prochaine principal principale integre verrouille expire
  confirmee enregistree accessible tiers`;

const ENGLISH = `
  about access account ad ads advertise advertisement advertising agree alerts all allow already also an and are article
  articles author back be below best breaking browse browser by can caption choice click close comment comments consent contact
  content continue cookie cookies create daily days dismiss download edition enable enter exclusive explore
  featured feed first follow for free from full gallery get go help here home hour hours how images in inbox into is it
  join just keep later latest learn leave like link listen live load log login logout loading main manage may member menu
  min minutes miss missed more most my navigation need never new news next no not notifications now of off offer on open or
  other our out page password pay permission picks play please policy popular post posts powered preferences premium
  previous print privacy profile promoted provided published quality read reader readers recommended register related
  remove reply report reserved rights save scroll search see settings share show sign sitemap skip slideshow sponsored
  start stay stories story stream subscribe subscriber subscribers subscription support switch tap terms that the their this to
  today too top topic topics trending try unlimited unlock up update updated updates us use via video videos view visit
  watch we website week weekly what when why will with you your ago written posted breaking headlines newsletter
  journalism day month year account free trial find check copy send become alert button channel community digital mailing list media
  membership morning newspaper offers online signup website world friends conversation headline accept reject less toggle error`;

const kinds = new Map<string, number>();

function add(words: Iterable<string>, kind: number): void {
  for (const word of words) kinds.set(word, (kinds.get(word) ?? 0) | kind);
}

const withPlurals = (nouns: string): string[] =>
  split(nouns).flatMap((noun) => (/[sx]$/.test(noun) ? [noun] : [noun, `${noun}s`]));

add(split(FUNCTION_WORDS), KIND.neutral);
add(split(DATE_WORDS), KIND.date);
add(split(BRANDS), KIND.brand);
add(withPlurals(SITE_NOUNS), KIND.site);
add(withPlurals(PAGE_NOUNS), KIND.page);
add(withPlurals(COMMON_NOUNS), KIND.common);
add(withPlurals(QUALITIES), KIND.quality);
add(split(ENGLISH), KIND.english);
for (const verb of [...PAGE_VERBS, ...REQUEST_VERBS]) add([`${verb.slice(0, -1)}z`], KIND.order);
for (const verb of PAGE_VERBS) {
  add([verb], KIND.act);
  add([verb.slice(0, -1)], KIND.vow);
}
add(DEVICE_VERBS, KIND.device);
for (const [act = '', order = '', vow = ''] of IRREGULAR_VERBS.map((forms) => forms.split('/'))) {
  add([act], KIND.act);
  add([order], KIND.order);
  add([vow], KIND.vow);
}

/** The kinds of a folded word; 0 for content. */
export const kindsOf = (word: string): number => kinds.get(word) ?? 0;

/** Whether a folded word is of one of the kinds. */
export const isOfKind = (word: string, wanted: number): boolean => (kindsOf(word) & wanted) !== 0;

/** What a reader is asked to do, and what a page's own words are. */
export const ASKED = KIND.act | KIND.order;
export const OWN_WORDS = ASKED | KIND.site | KIND.page | KIND.common | KIND.quality | KIND.english;
