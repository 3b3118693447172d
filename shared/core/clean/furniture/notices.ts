import type { FurnitureFamily } from './line.ts';
import { pattern, patterns } from './pattern.ts';
import { SAID_BY } from './promotion.ts';

const MAX_NOTICE_WORDS = 26;

/** Who or what a machine made, and that a machine made it. */
const MACHINE_MADE = pattern(
  String.raw`^(?:(?:l'|la |le |les )?(?:audio|voix|son|lecture|version \w+|traduction|resume) d(?:e |u ))?(?:l'|la |le |les |ce |cet |cette |un |une )?(?:audio|voix|lecture|resume|article|texte|contenu|traduction|version|podcast|points? cles?|synthese|image|illustration|transcription)s?(?: (?:de|du) (?:cet? |cette |l'|la )?(?:article|texte|page|contenu|depeche|papier|journal))?(?: (?:est|sont|a ete|ont ete))?(?: \w+ment)? (?:genere|redige|produit|realise|lu|traduit|cree|concu|resume|ecrit|assiste)e?s?(?: \w+ment)? (?:par|avec|a l'aide d|grace a|en) ?.{0,40}\b`,
  `
    ia
    intelligence artificielle
    chatgpt
    algorithme
    outil automatique
    (?:synthese|voix) (?:vocale|de synthese|artificielle)
    machine`,
  String.raw`(?:,? (?:puis |et )?(?:re)?(?:lue?|vue?|verifie|valide|edite|corrige|controle|supervise|modifie|complete)e?s?\b.{0,60}| (?:est|sont) (?:affiche|disponible|propose|presente|indique)\b.{0,40})?\W*$`,
);

/** What a page tells its reader beside the article, each in the turns of phrase that its kind has. */
const NOTICES = patterns(
  String.raw`^\W*`,
  String.raw`
    (?:vous|tu) (?:avez|etes|n'avez|n'etes|disposez) (?:deja|pas encore|pas)(?: d'| de| un| une)? ?(?:comptes?|abonnee?s?|abonnements?|inscrite?s?|membres?|connectee?s?|identifiee?s?)
    (?:lecture|acces|article|contenu) (?:restreinte?|limitee?|verrouillee?|bloquee?|protegee?|payante?|reservee?)
    (?:contenu|media)s? (?:externe|integre|tiers|embarque|incorpore)s?
    (?:(?:les |vos )?commentaires? )?(?:sont )?moderee?s?(?: (?:a (?:priori|posteriori)|par .{2,40}))?
    (?:merci ?[!,]? )?(?:votre|cette|l'|cet) ?(?:inscription|abonnement|demande|message|vote|commentaire|adresse|e-?mail|signalement|participation|essai|session) (?:gratuite? )?(?:est|a|a bien|a ete|ne sera|sera)\b.{0,40}(?:prise? en|pris fin|enregistree?|confirmee?|validee?|envoyee?|publiee?|transmise?|collectee?|communiquee?|partagee?|cedee?|expiree?)\b.{0,80}
    (?:chaque|tous les|toutes les) (?:jours?|matins?|soirs?|semaines?|mois|lundis?|mardis?|mercredis?|jeudis?|vendredis?|samedis?|dimanches?|week-ends?),? (?:recevez |retrouvez |decouvrez )?(?:l'essentiel|le meilleur|toute? l'(?:actualite|actu|info)|l'(?:actualite|actu|info)|la selection|notre selection|nos (?:articles|meilleurs)|le (?:resume|recap|point))\b.{0,60}
    veuillez noter (?:que|qu') ?.{3,60}\b(?:opinions?|commentaires?|responsables?|moder\w+|cautionne)\b.{0,60}
    (?:plus|davantage) (?:d'|de )(?:informations?|infos?|details?|precisions?) (?:dans|a venir|a suivre|suiv[a-z]+|tres|sous|bientot|prochainement)\b.{0,30}
    (?:cet |l')?(?:article|texte|depeche|information)s? (?:est |sera |va etre )?(?:en cours d(?:e|')|actualisee?|mise? a jour|completee?)\b.{0,40}
    (?:(?:article|texte|version) )?(?:traduit|adapte)e?s? (?:de l'|du |depuis l'|depuis le )[a-z]+(?: (?:par|avec) [^,]{2,40})?
    (?:issn|isbn|siret|siren|rcs|cppap|(?:numero|n°) (?:de )?(?:commission paritaire|cppap))\b.{0,40}
    (?:passer a )?(?:l'|la )?(?:videos?|lecture|episode|article) (?:suivante?|automatique|precedente?)(?: dans \d{1,2} ?(?:s|sec|secondes?))?
    prochaine? (?:video|episode|article) dans \d{1,2} ?(?:s|sec|secondes?)
    lecture automatique (?:des)?activee
    (?:(?:des)?activer|couper|remettre|retablir) le son
    mettre (?:la (?:video|lecture) )?en (?:pause|sourdine)
    passer (?:la (?:publicite|pub)|l'annonce|cette annonce)(?: dans \d{1,2} ?(?:s|sec|secondes?))?
    la suite (?:de (?:cet |l')article )?est reservee (?:aux|a nos) abonne(?:e?s?|s et abonnees)
    chargement (?:du|de la|de l'|des|de) ?\w+
    d\.? ?r
    (?:cet|cette|ce|l'|le|la) ?(?:article|texte|traduction|contenu|depeche|resume|version) (?:a ete |est )?(?:initialement |d'abord |traduite? |generee? |redigee? |produite? )?(?:automatiquement|automatique)(?: (?:depuis|de|a partir de|par) .{1,40})?
    (?:cet |ce |l')?(?:article|texte|billet|tribune|entretien|enquete)(?: (?:a ete|est|fut))? (?:(?:initialement|d'abord|originellement|precedemment) (?:publiee?|parue?)|(?:publiee?|parue?) (?:initialement|d'abord|pour la premiere fois|a l'origine)) (?:sur|dans|par|chez|en) .{2,50}
    (?:cet |cette |ce |l')?(?:article|publication|texte|tribune|papier) (?:est (?:issue?|extraite?|tiree?|republiee?) (?:de|du|d'|a partir) ?.{2,50}|fait partie (?:de (?:la |notre |nos |l')|du |d'une? ?)(?:serie|dossier|hors-serie|numero|collection|edition|enquete|projet|magazine|revue|ensemble)\b.{0,50})
    (?:les |ces |cette |l'|la |le )?(?:opinions?|propos|tribune|avis|points? de vue|articles?|textes?|contenus?|chroniques?|idees)\b.{0,60}\bn'engage(?:nt)? que (?:leur|son|sa|leurs|ses) (?:auteur|autrice|signataire)e?s?
    (?:vous avez|as-tu|avez-vous) (?:aime|apprecie|lu|trouve) (?:cet |l'|ce |cette |la )?(?:article|contenu|page|recette|texte|video)(?: (?:utile|interessante?|clair))? ?\?
    (?:ce|cet|cette) (?:article|contenu|page|video|information|recette) vous a (?:ete )?(?:plu|aidee?|utile|interessee?) ?\?
    (?:ce|cet|cette) ?(?:article|contenu|page|video|information|reponse) (?:vous )?a-t-(?:il|elle) (?:ete )?(?:plu|aidee?|utile|semble .{3,20}|interesse|repondu.{0,40})(?: utile)? ?\?
    (?:la |notre |nos )?(?:newsletter|infolettre)s? [«"“][^«»"“”]{2,60}[»"”]
    (?:l'essentiel|le meilleur (?:de l'(?:actu|info)[a-z]*|de (?:nos|notre|votre|la semaine|la redaction)|du (?:sport|web|site|jour|week-end))|toute? l'(?:actualite|actu|info(?:rmation)?)|la selection|la lettre|le recap(?:itulatif)?|le resume|l'(?:actu(?:alite)?|info))(?: (?:de|du|des|d'|en|a|sport[a-z]*|politique|eco[a-z]*|local[a-z]*|regional[a-z]*|culturel[a-z]*) ?[^.!?,:;]{0,60})?,? (?:chaque|tous les|toutes les) (?:jours?|matins?|soirs?|semaines?|mois|lundis?|mardis?|mercredis?|jeudis?|vendredis?|samedis?|dimanches?|week-ends?)(?:,? (?:a|des|vers) \d.{0,12}|,? (?:dans|par|sur|en) (?:votre|vos|e-?mail|mail|newsletter|courriel).{0,30})?
    (?:s'|je m'|m')?(?:inscri(?:re|s)|abonner?) a (?:la|cette|notre|nos|l'|une) ?(?:lettre|newsletter|infolettre|liste|chaine)s?(?: [^.!?]{2,40})?
    je (?:recois|veux|souhaite|choisis|decouvre|teste|profite)(?: recevoir)?(?: (?:de|d'))? ?(?:la|l'|les|mes|ma|cette|notre|nos|une) ?(?:newsletter|infolettre|alerte|offre|abonnement|lettre (?:d'info|hebdomadaire|quotidienne|de la redaction))s?(?: (?!.*\b(?:je|j)\b)[^.!?,]{2,30})?
    (?:e-?mails?|adresses?(?: e-?mail)?|mots? de passe|identifiants?|pseudos?|formats?) (?:non |in)(?:valide|correcte?|reconnue?)s?
    (?:lire|regarder|ecouter|voir|garder|sauvegarder|enregistrer)(?: pour)? plus tard
    (?:envoyer|partager|transmettre|recommander|conseiller|transferer|offrir)(?: (?:cet |l'|ce |la |cette |le )?(?:article|contenu|page|lien|recette|video))?,? (?:a|avec) (?:un|une|mes|vos) ?(?:amie?s?|proches?|contacts?|collegues?|connaissances?)
    (?:lu|vue?|partagee?|consultee?|visionnee?|ecoutee?) \d[\d .]{0,12} fois
    soutenez (?:un|une|le|la|notre|l') ?(?:journal|media|presse|journalisme|redaction|information|info|site|radio)(?: [a-z]+){0,4}
    (?!.*, (?:a|ont|dit|lance|assure|repete|ajoute|ecrit) )votre (?:soutien|don|abonnement|contribution|aide|fidelite) nous (?:permet(?:tra)?|aide|est|garantit|rend)\b[^.!?]{0,40}\b(?:indep|libre|contin|inform|exist|journal|essentiel|precieu|indispens|enquet)[^.!?]{0,40}
    (?:ce|cet|cette) (?:contenu|publication|video|post|tweet|infographie)(?: (?:provient|vient|est (?:issue?|hebergee?|fournie?))) (?:de|du|par|chez|sur) [^.!?]{1,30}
    (?!.*\.$)(?:(?:je )?j')?accepte(?:r|z)?(?: (?:et|puis) (?:je )?(?:continue|ferme|poursui)[a-z]*| les cookies| tout)?
    pourquoi (?:cette|cet|ces|je vois cette) (?:publicite|pub|annonce|encart)s? ?\?
    (?:signaler|rapporter|corriger) (?:une|un|cette|ce|cet|la|le) ?(?:erreur|faute|coquille|abus|probleme|contenu|commentaire|article|page|message|lien)(?: (?:inapproprie|illicite|abusif|mort|dans .{3,30}|sur .{3,30}))?
    (?:reecouter|revoir|ecouter|regarder|voir|lire|lancer|suivre|couper|reprendre) (?:l'|le |la |cette |cet |ce )(?:emission|episode|podcast|chronique|replay|direct|live|diaporama|player|videos?|bande-annonce|son|diffusion|integralite|lecture)
    (?:la )?bande[- ]annonce
    (?:des)?activer (?:les |mes |des )?(?:alertes?|notifications?|rappels?)
    (?:flashez|scannez) (?:ce|le) (?:qr )?code\b[^.!?,]{0,60}
    (?:aidez|soutenez)[ -]nous a (?:rester|continuer|poursuivre|financer|enqueter|informer)\b[^.!?,]{0,50}
    (?:merci,? )?vous etes (?:bien |desormais |maintenant )?(?:inscrit|abonne|desinscrit)e?s?(?: a [^.!?,]{2,40})?
    merci,? (?:pour votre (?:inscription|lecture|abonnement|vote|message|commentaire|participation|soutien|achat))[^.,!?]{0,50}
    c'est note(?! ?\.)
    (?:mettre|ajouter) (?:en|aux|a mes|dans mes|a vos) favoris?
    (?:nouveau|nouvelle) (?:lecteur|lectrice|client|utilisateur|utilisatrice|membre|abonne)e? ?\? ?(?:cree|inscri|ouvr|commence|rejoi|enregistr|profite|essaye)[^.!?]{0,40}
    (?:inscription|demande|abonnement|adresse|message|commentaire|vote) (?:bien )?(?:reussie?|confirmee?|enregistree?|envoyee?|validee?|prise? en compte)
    plus d'options?
    il (?:vous )?reste \d{1,3} ?% .{3,40} (?:lire|decouvrir)
    (?:cette |la |votre )?(?:video|lecture) (?:va )?(?:demarre|commence|reprend)[a-z]* dans \d.{0,12}
    (?:audio|voix|textes?|contenu|resume|images?|sous-titres|traduction|transcription) (?:genere|traduit|transcrit|produit|cree)e?s? automatiquement
    un (?:e-?mail|mail|courriel|message|lien)(?: [a-z' ]{2,30})? vous (?:a ete|sera|est) [a-z]+
    (?!.*\.$)notre (?:direct|serie|podcast|video|recit|carte|infographie|fil|quiz|live)(?: [a-z]+)? sur (?!table)[^.!?,:]{3,60}
    ne se prononce(?:nt)? pas|sans (?:avis|opinion)
    (?:voir|lire|afficher|ouvrir) (?:l'image |la photo |la carte )?en (?:grand|pleine page|taille reelle)
    traduite?s? par (?:la|notre) redaction
    qualite ?: ?\d{3,4}p
    (?:deja|pas encore) (?:clients?|adherente?) ?\?
    moderation (?:a (?:priori|posteriori)|par [^,.!?]{2,30})
    (?:ce|cet|cette) (?:contenu|video|publication|tweet|post|module|media|carte|lecteur)(?: [a-z0-9]+){0,2} (?:est|a ete) (?:bloque|masque|desactive|indisponible|protege|reserve)e?(?: (?:car|en raison|faute|tant|sans|par vos|aux abonnes)[^.!?]{0,80})?
    (?:cet |ce )(?:article|texte|contenu|resume) a ete (?:relu|verifie|edite|valide|corrige|supervise)e? par (?:un|une|la|notre|des) (?:journaliste|redaction|editeur|editrice|secretaire|humain)s?(?:,? (?:de (?:la|notre) redaction|humaine?s?|avant (?:sa |toute |la )?(?:publication|mise en ligne|d'etre publiee?))){0,3}
    (?:genere|redige|traduit|lu|resume|cree|produit|realise)e?s? (?:par|avec|a l'aide d'|grace a) (?:une |l'|de l')?(?:ia|intelligence artificielle|chatgpt|voix de synthese)\b[^,]{0,40}
    (?:mettre en )?pause
    [^.!?]{2,60} \(@\w{2,20}\),? [^.!?]{4,30}\d{4}
    (?:les )?jeux[- ]concours
    (?:comparer|voir|consulter|afficher|verifier) (?:les?|l'|tous les|toutes les|nos) ?(?:prix|offres?|disponibilites?|tarifs?|resultats?|classements?(?: complets?)?|videos?|photos?|commentaires?|reponses?|details?|sources?)
    (?:\d[\d .]{0,12}|aucune?) ?(?:k |m )?(?:votes?|vues?|likes?|abonne(?:e?s)?|followers?|lectures?|ecoutes?)
    en cliquant sur [«"“].{1,40}[»"”].{0,80}\b(?:cookies|traceurs|conditions)\b.{0,60}
    captures? (?:d')?ecran(?: [^,.!?]{1,40})?
    (?:imprimer|enregistrer|sauvegarder|epingler|telecharger|noter|commenter|partager|signaler) (?:la|cette|le|ce|l'|cet) ?(?:recette|article|page|fiche|contenu|liste|dossier|quiz|carte|video|photo|podcast|menu)
    (?:vous avez (?:trouve|repere|vu|constate|releve|remarque) )?(?:une|un) (?:erreur|faute|coquille|oubli|remarque|question|suggestion|precision)\b.{0,40}\? ?(?:[a-z]+[ez]z?[ -](?:l[ae]|les|nous)(?:-nous)?|contactez.{0,40}|signalez.{0,40}|ecrivez.{0,40}|dites.{0,20}|merci de.{0,40})
    (?:charte|regle(?:ment|s)?|politique|conditions) (?:de|d'|des) ?(?:moderation|la communaute|utilisation|bonne conduite|confidentialite|commentaires?|participation)
    (?:(?:re)?lire|voir|afficher|charger) (?:la suite|plus|moins)(?: de (?:l'article|contenus?))?
    tout (?:accepter|refuser|autoriser)(?! \?)|(?:accepter|refuser|autoriser) tou[ts]
    (?:se|s') ?(?:connecter|identifier|inscrire|abonner|enregistrer)
    (?:(?:retour(?:ner)?|revenir|remonter|aller) (?:en|au) )?(?:haut|debut|bas)(?: de (?:la )?page)
    (?:retour(?:ner)?|revenir|remonter) en haut
    (?:agrandir|reduire|zoom(?:er)? sur|ouvrir) (?:l'|la |le |cette )?(?:image|photo|visuel|texte|carte|infographie)
    je (?:cree|modifie|gere) mon (?:compte|profil|abonnement)
    (?:\d[\d .]*|aucune?|pas de) (?:commentaires?|reactions?|partages?|j'aime)(?: (?:pour le moment|pour l'instant|sur cet article))?
    (?:la|le|cette|ce|l')? ?(?:video|audio|lecteur|player|contenu|page|media|image) (?:(?:est|n'est) )?(?:en cours de chargement|(?:plus |pas |actuellement |non )?(?:disponible|indisponible)|bloquee?.{0,60})
    (?:lien )?copie ?!
    (?:connectez|identifiez)-vous (?:pour|afin de) [^,.!?]{3,60}
    votre (?:avis|opinion) (?:nous )?(?:interesse|compte|est importante?)`,
  String.raw`\W*$`,
);

/** Notices to the reader: of a machine's part, of access and accounts, of what a form did, of what a player loads. */
export const notice: FurnitureFamily = {
  name: 'notice',
  matches: ({ text, folded, words }) =>
    words.length > 0 &&
    words.length <= MAX_NOTICE_WORDS &&
    (NOTICES.some((some) => some.test(folded)) || MACHINE_MADE.test(folded)) &&
    !SAID_BY.test(text),
};
