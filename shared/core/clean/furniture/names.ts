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
  /^(?:afp|reuters|ap|belga|ats|efe|dpa|ansa|upi|agences|relaxnews|etx|rfi|apa|aps|map|tap|xinhua|tass|bloomberg|keystone|sipa|getty|afptv|agence france presse|associated press|presse canadienne|keystone ats)$/;
