import { type FurnitureFamily, type Line, readLine } from './line.ts';
import { AGENCY, areNames, AT_PAPER, isPaper, NAME_WITH_ROLE, PAPER, ROLE } from './names.ts';
import { pattern } from './pattern.ts';

export const MAX_CREDIT_WORDS = 16;

const BY = pattern(
  '^',
  String.raw`
    (?:(?:article|dossier|entretien|interview|reportage|enquete|portrait|recit|serie|podcast|video) )?(?:publie|ecrit|redige|signe|propose|selectionne|recommande|choisi|poste|mis en ligne|edite|realise|mene)e?s? (?:par|by|de)
    (?:article|texte|textes|reportage|enquete|correspondance|propos recueillis|recueillis?|written|posted|reported|edited|published|story) (?:par|by|de)
    (?:un|une) (?:article|texte|reportage|recit|enquete|dossier|portrait|entretien|chronique|analyse|decryptage|billet) (?:de|d'|par)
    (?:signe|textes?)(?= \S+ \S)
    (?:par|de) (?:notre|nos) (?:envoye|correspondant)e?s?(?: (?:speciale?s?|permanente?s?|local|locale))?
    par
    by
    nos? envoyee?s? speciale?s?
    (?:chronique|billet|reportage) de
    suivre
    auteurs?
    autrice
    author
    journaliste
    redacteur
    redactrice`,
  ' ?:? ',
  '',
);
const DESK =
  /^(?:la |notre |le |l'|the )?(?:redaction|service|desk|equipe (?:de la redaction|redactionnelle)|newsroom|editorial team)(?=$|[ ,:-])/;
/** What kind of text it is, in capitals before its author: "ENTRETIEN. Propos recueillis par…". */
const GENRE =
  /^(?:ENTRETIEN|INTERVIEW|REPORTAGE|ENQUÊTE|PORTRAIT|RÉCIT|ANALYSE|DÉCRYPTAGE|CHRONIQUE|TRIBUNE|CRITIQUE|TÉMOIGNAGE)\.? ?[:.–—-]? (?=\p{Lu}\p{Ll})/u;
/** What somebody is for the paper, without a name. */
const ROLE_ALONE = pattern(
  '^',
  `
    (?:grande? )?(?:journaliste|reporter|redacteur|redactrice|chroniqueu(?:r|se)|editorialiste|pigiste|photojournaliste)(?: (?:en chef(?: adjointe?)?|web|politique|economique|sportive?|culture|sport|sports|societe|sciences?|independante?|au service [^,.]{2,30}|a la redaction[^,.]{0,30}|a l[ea'] ?[^,.]{2,30}|au [^,.]{2,30}))?
    secretaire de redaction|chef(?:fe)? (?:de|du) (?:service|rubrique|bureau)(?: [a-z]+)?|direct(?:eur|rice) de (?:la )?(?:redaction|publication)
    (?:envoyee?|correspondante?)s? (?:speciale?s?|permanente?|locale?(?: de presse)?|particulier|particuliere)(?: (?:a|au|en|aux) [^,.]{2,30})?
    correspondance(?: (?:particuliere|speciale|locale))?(?:,? (?:a|au|aux|en) .{2,20}|, .{2,20})?`,
  '$',
);
/** The initials of a desk or an author, more than one. */
const INITIALS = /^(?:\p{Lu}\p{Ll}?\.(?:[ -]|$)?){2,4}$/u;
/** Whose names stand before the place they wrote from: "Élodie Fabre, à Strasbourg". */
const FROM_PLACE =
  /^\p{Lu}[\p{L}’'-]+(?: (?:de |du |le |la )?\p{Lu}[\p{L}’'-]+){1,3}(?:, ?(?:à|au|aux|en) | \((?:à |au |aux |en )?)(?:La |Le |Les )?\p{Lu}[\p{L}’'-]+\)?$/u;
const AGENCY_FROM =
  /^\(?(?:afp|reuters|ap|ats|belga|keystone-ats|efe|dpa|ansa|apa)\)? ?(?:[-–—/,|]|a|de) ?[a-z][a-z-]{2,20}(?: [a-z][a-z-]{2,20})?$/;
/** "Jeanne Roy (avec l'AFP)". */
const WITH_AGENCY =
  / \(?(?:avec|with|et) (?<=^.{2,60},? \(?(?:avec|with|et) )(?:l'|les )?(?:afp|reuters|ap|agences?|belga|ats|efe)\b/;
const WORDS = /[\p{L}\p{N}]+/gu;

const countWords = (text: string): number => [...text.matchAll(WORDS)].length;

export function restAreNames(line: Line, label: string, least: number): boolean {
  const skipped = countWords(label);
  return areNames(line.written.slice(skipped), line.words.slice(skipped), least);
}

/** "Agence France Presse". */
const MAX_AGENCY_WORDS = 3;
const BESIDE_AGENCIES = new Set(
  'avec et par with and source sources via l la le les nos d c photo video depeche depeches apres contenu information informations texte'.split(
    ' ',
  ),
);

function isAgency(line: Line): boolean {
  const bare = line.words.filter((word) => !BESIDE_AGENCIES.has(word));
  if (bare.length === 0) return false;
  return bare.every((word) => AGENCY.test(word)) || (bare.length <= MAX_AGENCY_WORDS && AGENCY.test(bare.join(' ')));
}

/** Whether a line, one of several, is an entry of an author's list: of winners with their towns, of papers, of initials. */
export const isEntry = (text: string): boolean => FROM_PLACE.test(text) || INITIALS.test(text) || isPaper(text);

/** The author or the agency: "Par Jeanne Roy", "La rédaction de TF1info", "(AFP)", "Le Soir avec AFP". */
export const byline: FurnitureFamily = {
  name: 'byline',
  matches(line) {
    if (line.words.length > MAX_CREDIT_WORDS || (line.words.length > 8 && /[.!?]$/.test(line.text))) return false;
    if (isAgency(line) || AGENCY_FROM.test(line.folded)) return true;
    if (ROLE_ALONE.test(line.folded) || INITIALS.test(line.text) || FROM_PLACE.test(line.text)) return true;
    if (isPaper(line.text) || AT_PAPER.test(line.text)) return !line.ends;
    const genre = GENRE.exec(line.text);
    if (genre !== null) return byline.matches(readLine(line.text.slice(genre[0].length)));
    if (ROLE.test(line.text) && NAME_WITH_ROLE.test(line.text))
      return !line.ends && areNames(line.written, line.words, 2);
    const paper = PAPER.exec(line.folded);
    if (paper !== null && /\p{Lu}{3,}$/u.test(line.text) && restAreNames(line, paper[0], 2)) return true;
    const by = BY.exec(line.folded);
    if (by !== null && DESK.test(line.folded.slice(by[0].length))) return !line.ends && line.words.length <= 6;
    if (by !== null)
      return (
        restAreNames(
          line,
          by[0],
          /^suivre /.test(by[0]) ||
            (/^(?:par|by|signe|textes?|chronique|billet|reportage) /.test(by[0]) && line.words.length > 2)
            ? 2
            : 1,
        ) &&
        (line.words.length > 2 || line.words.some((word) => AGENCY.test(word)) || !/^(?:par|by) /.test(by[0]))
      );
    const desk = DESK.exec(line.folded);
    if (desk !== null) {
      if (/^(?:redaction|la redaction|notre redaction)$/.test(line.folded)) return true;
      return !line.ends && restAreNames(line, desk[0], line.words.length > 3 ? 1 : 0);
    }
    return !line.ends && WITH_AGENCY.test(line.folded) && areNames(line.written, line.words, 2);
  },
};
