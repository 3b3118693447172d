import { foldText } from '../../text/fold-text.ts';
import type { Line } from '../furniture/line.ts';
import type { Word } from '../furniture/words/read-word.ts';
import { ASKED, KIND, OWN_WORDS } from '../furniture/words/site-words.ts';
import type { GluedLine, Token } from './tokens.ts';

const wordSet = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

const OTHER_STARTERS = wordSet(`
  publie publiee mis mise maj modifie modifiee actualise derniere poste par by redaction temps duree lecture publicite
  pub advertisement annonce contenu article sponsorise suite prev next previous precedent suivant suivante descriptive
  alt text texte image photo photos credit credits illustration © copyright all droits reproduction read related
  published updated posted story continue accueil partage cookies afp reuters getty chargement loading veuillez lorem
  placeholder source sources restez soyez envie deja already aucun recommande recommended don propos tags mots themes
  categories written last most more trending retour haut insert sample dummy service redige ecrit auteur scroll enter
  offre profitez comments commentaires lundi mardi mercredi jeudi vendredi samedi dimanche disponible available
  recueillis cree photographie visuel correspondance dossier faire annonces publication sponsored also journaliste lien get log sign
  belga ats efe dpa ap keystone traduit issn isbn modere moderes moderee d dr relire revoir reecouter epingler zoom capture
  recueilli edite signe etiquettes etiquette lieux lieu thematiques thematique shutterstock getty adobe istock sipa sondage bande
  partenariat oui non chaque merci charte regles plein contenus lecture acces`);

/** Labels that are words of sentences as often: furniture begins with them, but what stands before need not end there. */
const LABELS = wordSet(`
  societe politique international monde economie sport sports culture justice sante environnement planete medias people
  insolite education jeux chroniqueuse chroniqueur editorialiste reporter correspondante correspondant envoye envoyee
  publi agence secretaire adapte genere flashez pause region social media`);

/** Whether a word, with which furniture can begin, seldom stands in a sentence before the one it begins. */
const isClearStarter = (word: Word): boolean => OTHER_STARTERS.has(word.folded) || isOwn(word, ASKED);
const isOwn = ({ kinds }: Word, wanted: number): boolean => (kinds & wanted) !== 0 && (kinds & KIND.neutral) === 0;

/** Of the commonest first words, what must follow for a closer look. */
const FOLLOWED: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    a: /^ (?:lire|voir|consulter|ecouter|decouvrir|relire|ne pas|la une)/,
    by: /^ \S/,
    c: /^'est note\b/,
    aucun: /^ (?:commentaire|vote)/,
    avez: /^-vous (?:aime|apprecie|trouve)/,
    cela: /^ (?:peut|pourrait|va) vous/,
    ce: /^ (?:site|contenu|resume|texte|podcast)/,
    avec: /^ (?:l'afp|afp|reuters|ap|ats|belga|(?:nos |les )?agences?)\b/,
    cet: /^ (?:article|audio)/,
    cette: /^ (?:video|voix|lecture|traduction)/,
    chaque: /^ (?:jour|matin|soir|semaine|mois|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|week-end)\b/,
    couper: /^ le son/,
    ca: /^ (?:peut|pourrait|va) vous/,
    d: /^'autres (?:articles|actu)/,
    dans: /^ (?:(?:la|le) meme|l'actu)/,
    de: /^ (?:notre|nos) (?:envoye|correspond)/,
    en: /^ (?:savoir|poursuivant|continuant|lien|complement|partenariat|cliquant)/,
    hier: /^,? (?:a )?\d/,
    aujourd: /^'hui,? (?:a )?\d/,
    une: /^ (?:erreur|faute|coquille|remarque|question|suggestion)\b/,
    for: /^ (?:the )?latest/,
    il: /^ (?:vous reste|y a \d)/,
    j: /^'(?:accepte|aime|en profite)\b/,
    je: /^ (?:m'(?:abonne|inscri|identifie|connecte)|cree mon|me connecte|(?:recois|teste|profite|decouvre|fais un don) ?)/,
    l: /^'(?:article|equipe|audio)/,
    la: /^ (?:suite|redaction|publicite|pub|video|lecture|newsletter|infolettre|voix|fonction)\b/,
    les: /^ (?:dernier(?:e)?s (?:infos|actu|articles|videos|nouvelles)|plus|articles|mieux|commentaires sont ferme|cookies (?:nous|assurent))/,
    laisser: /^ un (?:commentaire|avis)/,
    le: /^ (?:contenu|lecteur|player|resume|\d{1,2}(?:er)? [a-z]+ \d{4}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})\b/,
    mettre: /^ (?:la (?:video|lecture) )?en pause/,
    ne: /^ (?:manquez|ratez|loupez)/,
    nos: /^ \S/,
    notre: /^ \S/,
    nous: /^ (?:suivre|utilisons|soutenir|rejoindre|contacter)/,
    our: /^ \S/,
    pas: /^ encore (?:abonne|inscrit|membre)/,
    passer: /^ (?:la (?:publicite|pub)\b|l'annonce)/,
    plus: /^ (?:lus|de (?:detail|precision)|d'option|sur (?:ce|cet)|d'(?:info|act|article))/,
    politique: /^ de confidentialite/,
    pourquoi: /^ (?:cette|cet) (?:pub|annonce)/,
    pour: /^ (?:ne |aller|approfondir|en savoir|plus|recevoir|suivre|lire|afficher|acceder|vous (?:abonner|inscrire))/,
    prochaine: /^ video dans \d/,
    s: /^'(?:abonner|inscrire|identifier)/,
    se: /^ connecter/,
    sur: /^ le meme/,
    the: /^ latest/,
    this: /^ (?:site|article|story)/,
    tous: /^ (?:droits|les articles|nos)/,
    tout: /^ (?:accepter|refuser|savoir)/,
    toute: /^ (?:reproduction|l'(?:actu|info)|utilisation|copie|diffusion)/,
    un: /^ (?:article|texte|reportage|entretien|recit) d/,
    toutes: /^ (?:les actu|l'actu|nos)/,
    vous: /^ (?:aime|pourri|devri|avez|souhait|voul|etes ici|etes deja|appreci)/,
    votre: /^ (?:texte|titre|article|avis|email|e-mail|adresse|commentaire|soutien|don|abonnement|contribution)/,
    we: /^ use/,
    you: /^ (?:may|might|are)/,
    your: /^ \S/,
  }),
);

/** What stands in the text after a common first word is read up to here. */
const LOOK_AHEAD = 24;

/** Whether furniture can begin at this word: a cheap test that most words fail. */
export function mayBegin(line: GluedLine, token: Token): boolean {
  const { folded } = token.word;
  return OTHER_STARTERS.has(folded) || LABELS.has(folded) || isOwn(token.word, OWN_WORDS) || isFollowed(line, token);
}

function isFollowed(line: GluedLine, token: Token): boolean {
  return FOLLOWED.get(token.word.folded)?.test(foldText(line.text.slice(token.end, token.end + LOOK_AHEAD))) ?? false;
}

/** Function words with which a sentence begins and a headline seldom goes on: where a headline without a stop ends. */
const SENTENCE_STARTERS = wordSet(`
  le la les l un une des ce cet cette ces il elle ils elles on nous je c s d en dans selon mais pour depuis apres avant
  a au aux ainsi enfin pourtant cependant alors lors si comme quand plus avec sans sur par contrairement interroge son
  sa ses leur de du ceux celui celle cela deux trois certains plusieurs toutefois ailleurs autre aucun parmi face
  interrogee j quelque quelques tous toutes hier desormais ensuite puis car or vers personne rien chaque malgre outre entre chez durant pendant voila voici afin grace faute jusqu quant`);

/** A word in capitals ("SA") is no function word. */
export const startsSentence = ({ word: { folded, written } }: Token): boolean =>
  SENTENCE_STARTERS.has(folded) && (written.length === 1 || written !== written.toUpperCase());

/** Whether a sentence or other furniture can begin at this token, so that what stands before it is whole. */
export function goesOn(line: GluedLine, token: Token | undefined): boolean {
  return (
    token === undefined ||
    token.afterStop ||
    startsSentence(token) ||
    isClearStarter(token.word) ||
    isFollowed(line, token)
  );
}

/**
 * Whether a stretch that is no sentence stands between two of them: "…18 heures. Réagir Les travaux…". No author writes so.
 */
export function isBetweenSentences({ text, tokens }: GluedLine, stretch: Line, next: number, strict: boolean): boolean {
  const [last, token, second] = [tokens[next - 1], tokens[next], tokens[next + 1]];
  if (strict || stretch.ends || last === undefined || token === undefined || second === undefined) return false;
  const opens = token.word.isCapitalised && startsSentence(token) && /^\p{Ll}/u.test(second.word.written);
  return opens && text.slice(last.end, token.start) === ' ';
}
