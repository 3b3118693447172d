import type { FurnitureFamily } from './line.ts';
import { pattern } from './pattern.ts';

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
  String.raw`(?:,? (?:puis|et) \w+e?s?\b.{0,60}| (?:est|sont) (?:affiche|disponible|propose|presente|indique)\b.{0,40})?\W*$`,
);

/** What a page tells its reader beside the article, each in the turns of phrase that its kind has. */
const NOTICE = pattern(
  String.raw`^\W*`,
  String.raw`
    (?:vous|tu) (?:avez|etes|n'avez|n'etes|disposez) (?:deja|pas encore|pas)(?: d'| un| une)? ?(?:comptes?|abonnee?s?|abonnements?|inscrite?s?|membres?|connectee?s?|identifiee?s?)
    (?:lecture|acces|article|contenu) (?:restreinte?|limitee?|verrouillee?|bloquee?|protegee?|payante?|reservee?)
    contenus? (?:externe|integre|tiers|embarque|incorpore)s?
    (?:(?:les |vos )?commentaires? )?(?:sont )?moderee?s?(?: (?:a (?:priori|posteriori)|par .{2,40}))?
    (?:merci ?!? )?(?:votre|cette|l'|cet) ?(?:inscription|abonnement|demande|message|vote|commentaire|adresse|e-?mail|signalement|participation) (?:est|a|a bien|a ete|sera)\b.{0,40}(?:prise?|enregistree?|confirmee?|validee?|envoyee?|publiee?|transmise?|collectee?)\b.{0,80}
    (?:chaque|tous les|toutes les) (?:jours?|matins?|soirs?|semaines?|mois|lundis?|mardis?|mercredis?|jeudis?|vendredis?|samedis?|dimanches?|week-ends?),? (?:recevez |retrouvez |decouvrez )?(?:l'essentiel|le meilleur|toute? l'(?:actualite|actu|info)|l'(?:actualite|actu|info)|la selection|notre selection|nos (?:articles|meilleurs)|le (?:resume|recap|point))\b.{0,60}
    veuillez noter (?:que|qu') ?.{3,60}\b(?:opinions?|commentaires?|responsables?|moder\w+|cautionne)\b.{0,60}
    plus (?:d'|de )(?:informations?|details?|precisions?) (?:dans|a venir|a suivre|tres|sous|bientot|prochainement)\b.{0,30}
    (?:cet |l')?(?:article|texte|depeche|information)s? (?:est |sera |va etre )?(?:en cours d(?:e|')|actualisee?|mise? a jour|completee?)\b.{0,40}
    traduite?s? (?:de l'|du |depuis l'|depuis le )[a-z]+(?: (?:par|avec) .{2,40})?
    (?:issn|isbn|siret|siren|rcs|cppap)\b.{0,40}
    (?:videos?|lecture|episode|article) (?:suivante?|automatique|precedente?)(?: dans \d{1,2} ?(?:s|sec|secondes?))?
    prochaine? (?:video|episode|article) dans \d{1,2} ?(?:s|sec|secondes?)
    lecture automatique (?:des)?activee
    (?:(?:des)?activer|couper|remettre|retablir) le son
    mettre (?:la (?:video|lecture) )?en pause
    passer (?:la (?:publicite|pub)|l'annonce|cette annonce)(?: dans \d{1,2} ?(?:s|sec|secondes?))?
    la suite (?:de (?:cet |l')article )?est reservee (?:aux|a nos) abonne(?:e?s?|s et abonnees)
    chargement (?:du|de la|de l'|des|de) ?\w+
    d\.? ?r
    en cliquant sur [«"“].{1,40}[»"”].{0,80}\b(?:cookies|traceurs|conditions)\b.{0,60}
    captures? d'ecran(?: [^,.!?]{1,40})?
    (?:imprimer|enregistrer|sauvegarder|epingler|telecharger|noter|commenter|partager|signaler) (?:la|cette|le|ce|l'|cet) ?(?:recette|article|page|fiche|contenu|liste|dossier|quiz|carte|video|photo|podcast|menu)
    (?:vous avez (?:trouve|repere|vu|constate|releve|remarque) )?(?:une|un) (?:erreur|faute|coquille|oubli|remarque|question|suggestion|precision)\b.{0,40}\? ?(?:[a-z]+[ez]z?[ -](?:l[ae]|les|nous)(?:-nous)?|contactez.{0,40}|signalez.{0,40}|ecrivez.{0,40}|dites.{0,20}|merci de.{0,40})
    (?:charte|regles?|politique|conditions) (?:de|d'|des) ?(?:moderation|utilisation|bonne conduite|confidentialite|commentaires?|participation)
    (?:(?:re)?lire|voir|afficher|charger) (?:la suite|plus|moins)(?: de (?:l'article|contenus?))?
    tout (?:accepter|refuser|autoriser)|(?:accepter|refuser|autoriser) tou[ts]
    (?:se|s') ?(?:connecter|identifier|inscrire|abonner|enregistrer)
    (?:(?:retour(?:ner)?|revenir|remonter|aller) (?:en|au) )?(?:haut|debut|bas)(?: de (?:la )?page)
    (?:retour(?:ner)?|revenir|remonter) en haut
    (?:agrandir|reduire|zoom(?:er)? sur|ouvrir) (?:l'|la |le |cette )?(?:image|photo|visuel|texte|carte|infographie)
    je (?:cree|modifie|gere) mon (?:compte|profil|abonnement)
    (?:\d[\d .]*|aucune?|pas de) (?:commentaires?|reactions?|partages?|j'aime)(?: (?:pour le moment|pour l'instant|sur cet article))?
    (?:la|le|cette|ce|l') ?(?:video|lecteur|player|contenu|page|media|image) (?:(?:est|n'est) )?(?:en cours de chargement|(?:plus |actuellement |non )?(?:disponible|indisponible)|bloquee?.{0,60})
    (?:lien )?copie ?!
    (?:connectez|identifiez)-vous (?:pour|afin de) [^,.!?]{3,60}
    votre (?:avis|opinion) (?:nous )?(?:interesse|compte|est importante?)`,
  String.raw`\W*$`,
  '',
);

/** Notices to the reader: of a machine's part, of access and accounts, of what a form did, of what a player loads. */
export const notice: FurnitureFamily = {
  name: 'notice',
  matches: ({ folded, words }) =>
    words.length > 0 && words.length <= MAX_NOTICE_WORDS && (NOTICE.test(folded) || MACHINE_MADE.test(folded)),
};
