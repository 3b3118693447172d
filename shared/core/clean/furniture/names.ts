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
  /^(?:afp|reuters|ap|belga|ats|efe|dpa|ansa|upi|agences|relaxnews|etx|rfi|apa|aps|map|tap|xinhua|tass|bloomberg|keystone|sipa|getty|afptv|agence france presse|associated press|presse canadienne|keystone ats)$/;

/** What somebody does for a paper, after the name and a comma. */
export const ROLE =
  /, (?:grande? )?(?:journaliste|correspondante?s?|reporter|rédact(?:eur|rice)|envoyée?s?|cheff?e? (?:d|adjointe?)|photographe)/;
export const NAME_WITH_ROLE = new RegExp(
  `^\\p{Lu}[\\p{L}’'-]+(?: (?:de |du |le |la )?\\p{Lu}[\\p{L}’'-]+){1,3}${ROLE.source}`,
  'u',
);

/** Papers and stations, before whose names an author's stands: "Ouest-France Yann LE GOFF". */
export const PAPER = pattern(
  '^',
  String.raw`
    (?:ouest|sud|nord|presse|paris|france|radio|nice|var|corse|centre)[- ](?:france|ouest|eclair|normandie|ocean|info|bleu|inter|soir|littoral|matin|presse|canada|culture)
    (?:la|le|les|l') ?(?:voix|depeche|provence|montagne|croix|tribune|libre|nouvelle|presse|gazette|liberte|monde|figaro|parisien|point|progres|telegramme|soir|temps|devoir|republicain|dauphine|courrier|journal|populaire|matin|quotidien|echos|express|obs|humanite|est|union|independant|alsace|echo|opinion|equipe|ardennais)(?: (?:du|de la|de l'|des|d'|de) ?[a-z-]+| [a-z]+e)?
    liberation
    mediapart
    midi libre
    (?:20|24) (?:minutes|heures)`,
  String.raw` `,
);
