import { foldText } from '../../text/fold-text.ts';
import { pattern } from './pattern.ts';

const PARTICLE = /^(?:d|de|du|des|la|le|les|l|van|von|der|den|di|da|dos|el|al|ben|bin|abou|y)$/;
const CONNECTOR = pattern(
  '^',
  `
    a
    au
    aux
    avec
    et
    en
    pour
    par
    and
    with
    for
    via
    from
    at
    in
    the
    sur
    dans
    chez
    envoye
    envoyee
    envoyes
    special
    speciale
    speciaux
    correspondant
    correspondante
    correspondants
    journaliste
    journalistes
    redacteur
    redactrice
    chef
    chefs
    cheffe
    adjoint
    adjointe
    service
    services
    agence
    agences
    redaction
    reporter
    editor
    staff
    writer
    photographe
    grand
    grande
    politique
    economie
    economique
    sports?
    culture
    monde
    international
    internationale
    societe
    web
    numerique
    stagiaire
    notre
    nos
    presse
    divers
    faits
    directeur
    directrice
    publication
    locale
    nationale
    digitale
    desk
    source
    sources`,
  '$',
  '',
);
const CAPITALISED = /^\p{Lu}/u;

/** Whether words read as names of people, papers and agencies, with at least `least` capitalised ones. */
export function areNames(written: readonly string[], words: readonly string[], least: number): boolean {
  let capitalised = 0;
  for (const [index, word] of words.entries()) {
    if (CAPITALISED.test(written[index] as string)) capitalised++;
    else if (!PARTICLE.test(word) && !CONNECTOR.test(word) && !/^\d+$/.test(word)) return false;
  }
  return capitalised >= least;
}

export const AGENCY =
  /^(?:afp|reuters|ap|belga|ats|efe|dpa|ansa|upi|agences|relaxnews|etx|rfi|apa|aps|map|tap|xinhua|tass|bloomberg|keystone|sipa|getty|afptv|awp|qmi|agence qmi|agence france presse|associated press|presse canadienne|keystone ats)$/;

/** What somebody does for a paper, after the name and a comma. */
export const ROLE =
  /, (?:grande? )?(?:journaliste|correspondante?s?|reporter|rédact(?:eur|rice)|envoyée?s?|cheff?e? (?:d|adjointe?)|photographe)/;
export const NAME_WITH_ROLE = new RegExp(
  `^\\p{Lu}[\\p{L}’'-]+(?: (?:de |du |le |la )?\\p{Lu}[\\p{L}’'-]+){1,3}${ROLE.source}`,
  'u',
);

/** Papers and stations, before whose names an author's stands: "Ouest-France Yann LE GOFF". */
const PAPERS = String.raw`
    (?:ouest|sud|nord|presse|paris|france|radio|nice|var|corse|centre)[- ](?:france|ouest|eclair|normandie|ocean|info|bleu|inter|soir|littoral|matin|presse|canada|culture)
    (?:la|le|les|l') ?(?:voix|depeche|provence|montagne|croix|tribune|libre|nouvelle|presse|gazette|liberte|monde|figaro|parisien|point|progres|telegramme|soir|temps|devoir|republicain|dauphine|courrier|journal|populaire|matin|quotidien|echos|express|obs|humanite|est|union|independant|alsace|echo|opinion|equipe|ardennais)(?: (?:du|de la|de l'|des|d'|de) ?[a-z-]+| [a-z]+e)?
    liberation
    mediapart
    midi libre
    (?:20|24) (?:minutes|heures)
    (?:france|tf1|bfm|lci|rtl|rmc|rts|rtbf|rfi|m6|bfmtv|cnews|arte|lcp|tv5)[ -]?(?:info|infos|tv|\d|24|bleu|inter|culture|sport|monde|lyon|paris|marseille|lille|business)
    (?:rtbf|rfi|rtl|rmc|rts|lci|bfmtv|cnews|europe 1|radio-canada|ici [a-z]+|tvanouvelles|tva nouvelles|swissinfo|actu\.fr|lesoir\.be|slate|huffpost|franceinfo)`;
export const PAPER = pattern('^', PAPERS, ' ');
const PAPER_ALONE = pattern('^', PAPERS, '(?:\\.(?:fr|com|be|ch|ca|info))?$');
/** "Le temps des cerises" is no paper: its words have capitals, but for the particles. */
const LOWER_WORD = / (?!(?:du|de|des|la|le|les|l|d)(?![\p{L}]))\p{Ll}/u;

/** Whether a whole line is a paper's or a station's name. */
export const isPaper = (text: string): boolean => !LOWER_WORD.test(text) && PAPER_ALONE.test(foldText(text));
/** Whose name stands before the paper's: "Inès Roche - France Bleu Gironde". */
export const AT_PAPER =
  /^\p{Lu}[\p{L}’'-]+(?: (?:de |du |le |la )?\p{Lu}[\p{L}’'-]+){1,3} ?[-–—/|,] ?(?:(?:Ouest|Sud|Nord|Presse)-?(?: )?(?:France|Ouest|Éclair|Océan)|France (?:Bleu|Info|Inter|Télévisions|Culture|3|2|24)|franceinfo|Radio|RT(?:L|S|BF)|RMC|RFI|BFM|TF1|LCI|L[ea] (?:Voix|Dépêche|Provence|Montagne|Croix|Monde|Figaro|Parisien|Point|Progrès|Télégramme|Soir|Temps|Devoir|Courrier|Populaire)|Libération|Mediapart|20 Minutes|ici)(?: \p{Lu}[\p{L}-]+){0,2}$/u;

const FIRST = String.raw`\p{Lu}\p{Ll}[\p{L}’'-]{0,30}`;
/** "Le Goff", but no article that a sentence begins with: "Jeanne Roy Les travaux…". */
const MORE = String.raw` (?!(?:L[ea]s?|Une?|Des?|Du|C(?:es?|ette)|Ils?|Elles?|On) \p{Ll})\p{Lu}[\p{L}’'-]{1,30}`;
/** What goes on after a name without making a sentence of it: "Le Courrier sur Facebook", "Ouest Matin gratuitement". */
const NO_VERB = String.raw`(?!(?:et|ou|sur|pour|avec|en|d[eu]?|des|à|aux?|dans|par|chez|via|depuis|dès|chaque|ici|tous|toutes?|qui)(?!\p{L})|\p{Ll}{1,30}ment(?!\p{L}))`;
/** After a name an auxiliary; after a first name and a surname any verb, or who it is. */
const TELLS = String.raw`(?:(?:${MORE}){0,3} (?:a|ont|est|sont|avait|avaient|était|étaient|va|vont|doit|doivent|peut|peuvent|aura|sera) |(?:${MORE}){1,3}(?:,| ${NO_VERB}) ?\p{Ll})`;

/** What begins with somebody of whom a sentence tells: "Denis Carlier a promis…", "Paul Arnal, maire de Brévans, …". */
export const OF_SOMEBODY = new RegExp(`^${FIRST}${TELLS}`, 'u');
/** The word or the stop before such a name. */
export const BEFORE_SOMEBODY = new RegExp(String.raw`((?<![\p{L}\d])[\p{L}\d]{1,30}|[.!?]) (?=${FIRST}${TELLS})`, 'gu');
/** How much of a text is read for it, in UTF-16 units. */
export const SOMEBODY_LENGTH = 160;
