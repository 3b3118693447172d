const split = (words: string): string[] => words.trim().split(/\s+/);
const wordSet = (words: string): ReadonlySet<string> => new Set(split(words));

/** Nouns, each in the singular and the plural. */
const nounSet = (nouns: string): ReadonlySet<string> =>
  new Set(split(nouns).flatMap((noun) => [noun, noun.endsWith('s') ? noun.slice(0, -1) : `${noun}s`]));

/** Verbs, each in the infinitive and the imperative where it is of the first group. */
const verbSet = (verbs: string): ReadonlySet<string> =>
  new Set(split(verbs).flatMap((verb) => (/e[rz]$/.test(verb) ? [verb, verb.slice(0, -1).concat('z')] : [verb])));

/** Words without content of their own, French and English; neutral when a line is weighed. */
export const FUNCTION_WORDS = wordSet(`
  a au aux avec c ce ces cet cette chaque d dans de des du deja des en encore est et ici il je l la le les leur lui m ma
  maintenant mes moi mon n ne nos notre nous on ou par pas plus pour qu que qui s sa se ses si e son sont sous sur t ta te
  tes toi ton tous tout toute toutes tu un une via vos votre vous y aussi egalement bien directement facilement
  simplement rapidement desormais afin ainsi etre soyez depuis vers sans jamais rien
  about all an and any are as at be by can do don for from get here in into is it just more my never now of off on or our
  out so that the their this to up us via want we with you your`);

/** Sites and services a reader is sent to. */
export const BRANDS = wordSet(`
  android apple bluesky deezer discord facebook feedly flipboard fb google insta instagram ios iphone ipad linkedin
  mastodon messenger news outlook pinterest play podcasts reddit rss signal snapchat spotify store telegram threads
  tiktok twitch twitter viber whatsapp x youtube gmail amazon alexa canal discover actualites showcase messages`);

/** What a reader is asked to do. */
export const CALLS = verbSet(`
  abonnez abonner abonne abonnes accedez acceder activez activer actualisez ajoutez ajouter aimez appuyez cliquez
  cliquer commentez commenter
  completez connectez connecter consultez consulter copier creez creer decouvrez decouvrir desabonner donnez ecoutez
  ecouter enregistrez enregistrer envoyer envoyez essayez faites identifiez identifier imprimer imprimez inscrivez
  inscrire inscription installez installer laissez likez lisez lire manquez manquer offrez participez participer
  partager partagez partage poster postez posez profitez
  proposez ratez rater reagir reagissez recevez recevoir recommander rejoignez rejoindre restez retrouvez retrouver
  sauvegarder signaler signalez soutenez soutenir souscrivez suivez suivre telechargez telecharger testez tweeter
  tweetez visitez visionnez voir voyez votez afficher masquer fermer ouvrir optez aidez contactez ecrivez gardez
  follow subscribe join share sign tweet download read click tap visit watch listen like stay unlock support
  regarder autoriser login register try discover find view manage print log check leave save copy email send become enter join`);

/** Words that hardly stand in a short line for any other reason than to promote the site itself. */
export const STRONG = nounSet(`
  newsletter newsletters infolettre infolettres notification notifications appli applis application app apps
  abonnement abonnements abonnes abonnez abonner abonne desabonner inscrivez telechargez partagez partager
  tweeter tweetez cliquez imprimer imprimez commentez commenter reagissez connectez identifiez inscription
  subscribe subscription subscriber subscribers podcast podcasts webnotifications like likez follow tweet share
  commentaires commentaire comments whatsapp desinscription signup login souscrivez suivez`);

/** Words of the site's own business: promoting, subscribing, following, sharing, commenting. */
export const BUSINESS = nounSet(`
  abonnement abonnements acces accueil achat actu actualite actualites actus adresse alerte alertes alertez amis
  analyses annee app appli application applications apps applis article articles avis bienvenue boite bouton
  breves canal chaine champ clic clics comment commentaire commentaires comments communaute compte comptes connecte
  connecteur connexion contenu contenus continu copie courriel derniere dernieres dernier derniers debat direct
  directs discussion donnees dossiers ecran edition editions email emails enquetes essai essentiel euro euros
  evenements exclusif exclusifs exclusives exclusivite fil filtre flash flux formulaire formule forum gratuit gratuite
  gratuitement gratuits groupe heure heures illimite illimitee immediatement inbox infolettre infolettres info
  information informations informe informee infos inscription instantane instantanee integralite internautes invite
  jour jours journal journaux kiosque lecteur lecteurs lecture lettre lettres lien liens ligne like link live mail mails
  magazine matin meilleur meilleure meilleurs membre membres message messages minute minutes mobile mois mot
  newsletter newsletters notification notifications nouveau nouvelle nouvelles nouveautes numerique numeriques numero
  offert offerte offre offres opinion opinions options page pages paiement papier parametres partage partages passe
  personnalise personnalisee podcast podcasts portable posts premium premier premiere presse preferences profil
  profils promo push publication publications puis quotidien quotidienne quotidiennement reaction reactions redaction
  remise replay reportages reseau reseaux reserve reserves reservee restant rubrique selection semaine service services
  seulement site smartphone sms soir social sociaux sommaire souscription soutien story suite suivantes sujet tablette
  tarif telephone temps top tweet url utilisateur veille version vie video videos visuel web webnotification
  subscription account access ad ads alert alerts app articles best breaking button channel community content daily day digital
  edition email exclusive feed free full inbox journalism latest link mailing media member membership mobile month
  morning newsletter newsletters newspaper offer online page please premium print privacy profile push reader readers
  save sign site social story stories subscriber subscribers subscription today top trial unlimited updates update
  week weekly website world friends friend facebook conversation post breaking headlines headline notifications
  independant independante plaisir evoluer apprecie plu interesse interessant utile question questions temoignage
  temoignages favoris enregistre hebdomadaire mensuelle hebdo gauche droite dessous dessus cadeau cadeaux decouverte
  source preferee ami engagement essayer resilier resiliable prix partir points forts reduction carte bancaire conditions`);

/** Verbs whose own object must come from the site's business: "Suivez les dernières informations". */
export const isCall = (word: string | undefined): boolean => word !== undefined && CALLS.has(word);

export const DATE_WORDS = wordSet(`
  janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre janv fev fevr avr juil sept oct
  nov dec lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim
  a le la il y au du de des en et l heure heures h min mn minute minutes seconde secondes jour jours semaine semaines
  mois an ans hier aujourd hui matin midi soir vers ce cet cette article maj mis mise jour modifie modifiee actualise
  actualisee publie publiee poste postee cree creee edite ecrit redige diffuse diffusee ligne dernier derniere
  modification publication date parution paru parue
  actualisation ajoute heuredeparis paris gmt utc cet cest est edt pm am
  january february march april may june july august september october november december jan feb apr jun jul aug sep
  monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
  published updated posted last modified on at ago hours hour minutes days day the first th st nd rd just now
  1er ier er instant`);

/** Words of the parts of a page a reader clicks on. */
export const INTERFACE_WORDS = wordSet(`
  accueil accepter accepte agrandir afficher aide annuler menu rechercher recherche connexion deconnexion connecter
  compte mon mes autoriser liste articles regarder pour image images profil fermer ouvrir continuer accepter refuser refuse personnaliser parametrer parametres choix
  preferences cookies gerer tout tous toutes sans et a la le les se s identifier inscrire creer un retour haut page
  bas contact contacts mentions legales conditions generales utilisation vente cgu cgv plan site confidentialite
  politique charte donnees personnelles vie privee plus voir moins lire ecouter en pause lecture muet plein ecran
  charger chargement suivant precedent suivante precedente imprimer imprime envoyer copier lien copie pdf zoom taille texte police
  enregistrer sauvegarder favoris signaler erreur faute editer modifier corriger l d article cet ce une de du des par mail email
  e ami version imprimable reduire resume audio video diaporama photo photos suite savoir cliquez ici
  home menu search login log in out sign up close open accept reject all settings manage preferences back to top
  next previous load more show less read continue skip content main toggle navigation terms privacy policy
  of use contact us about advertise cookie copy link print save report this page error`);
