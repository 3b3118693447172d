import type { FurnitureFamily, Line } from './line.ts';
import { areNames, isPaper } from './names.ts';
import { pattern } from './pattern.ts';
import { isOfKind, KIND } from './words/site-words.ts';

const MAX_DATE_WORDS = 26;

const LABEL = pattern(
  `^(?:(?:l'|cet )?article (?:a ete |est )?)?`,
  `
    publication
    publiee?
    parue?
    postee?
    creee?
    editee?
    ecrit
    redigee?
    diffusee?
    mise? (?:a jour|en ligne)
    maj
    modifiee?
    actualisee?
    ajoutee?
    derni?ere? (?:mise a jour|modification|actualisation|edition)
    date (?:de )?(?:publication|parution|de mise a jour)?
    published
    updated
    posted
    last (?:updated|modified)
    (?:first )?published
    il y a
    le
    du
    ce
    edition (?:du|de)
    (?:lun|mar|mer|jeu|ven|sam|dim)[.]
    (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)
    [0-9]`,
  '',
  '',
);
const MONTHS = pattern(
  '^',
  `
    janvier
    fevrier
    mars
    avril
    mai
    juin
    juillet
    aout
    septembre
    octobre
    novembre
    decembre
    janv
    fevr?
    avr
    juil
    sept
    oct
    nov
    dec
    january
    february
    march
    april
    may
    june
    july
    august
    september
    october
    november
    december
    jan
    feb
    apr
    jun
    jul
    aug
    sep`,
  '$',
  '',
);
const TIME_TOKEN = /^\d{1,4}(?:h\d{0,2}(?:min|mn|m)?|min|mn|er|th|st|nd|rd|am|pm)?$/;

function isDateWord(word: string): boolean {
  return isOfKind(word, KIND.date) || TIME_TOKEN.test(word);
}

/** A heading of an agenda or a forecast, without a year, an hour or a label. */
const BARE_DAY = /^(?:le |ce )?(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?\d{1,2}(?:er)? [a-z]+$/;

/** Hardly a page is as old as these years. */
const BEFORE_THE_WEB = /(?<!\d)1\d{3}(?!\d)/;

/** A publication names a day; a bare duration or hour is only one when labelled. */
function hasMoment({ words, folded }: Line): boolean {
  const numbers = words.some((word) => /^\d/.test(word));
  return (
    (numbers &&
      ((words.some((word) => MONTHS.test(word)) && !BARE_DAY.test(folded)) ||
        /\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}/.test(folded))) ||
    (/^(?:publie|mis|maj|modifi|actualis|il y a|updated|published|posted|dernier|post|diffus|ajout|paru)/.test(
      folded,
    ) &&
      (numbers || /\b(?:hier|aujourd'hui|instant|today|yesterday|un|une|an|a)\b/.test(folded))) ||
    /(?<!\d)\d{1,6} (?:min|minutes?|hours?|days?|heures?|jours?)\b.{0,40} ago/.test(folded)
  );
}

/** When the page was published or changed, alone on its line or with the author's name. */
export const publicationDate: FurnitureFamily = {
  name: 'date',
  matches(line) {
    const { words, written, folded } = line;
    if (words.length === 0 || words.length > MAX_DATE_WORDS) return false;
    if (DAY_AND_TIME.test(folded)) return true;
    if (isPaper(OF_PAPER.exec(line.text)?.[1] ?? '')) return true;
    if (!LABEL.test(folded) && !MONTHS.test(words[0] as string) && !/^par .+ (?:le|publie|-|\d)/.test(folded))
      return false;
    if (/[.!?]$/.test(line.text) && !/^(?:publi|mis|post|updated|maj|modif|actualis|dernier|last)/.test(folded))
      return false;
    if (!hasMoment(line) || BEFORE_THE_WEB.test(folded)) return false;
    const others = words
      .map((word, index) => ({ word, written: written[index] as string }))
      .filter(({ word }) => !isDateWord(word));
    if (others.length === 0) return true;
    return others[0]?.word === 'par' || others[0]?.word === 'by'
      ? areNames(
          others.slice(1).map((other) => other.written),
          others.slice(1).map((other) => other.word),
          1,
        )
      : /^(?:publi|mis|maj|post|updat|modif)/.test(folded) &&
          others.length <= 4 &&
          areNames(
            others.map((o) => o.written),
            others.map((o) => o.word),
            1,
          );
  },
};

/** "Hier, 22:14", "aujourd'hui à 8 h 30". */
const DAY_AND_TIME =
  /^(?:(?:hier|avant-hier|aujourd'hui)(?:,? a |, | - )?\s?\d{1,2} ?(?:[h:] ?\d{2}|h)|ce (?:matin|midi|soir),? (?:a )?\d{1,2}:\d{2})$/;
/** A paper's own date line: "Le Progrès — Mercredi 15 avril 2026". */
const OF_PAPER = /^(.{3,30}?) ?[-–—|,] ?(?:\p{L}{5,8} )?\d{1,2}(?:er)? \p{L}{3,9} \d{4}$/u;

const READING_TIME = pattern(
  '',
  String.raw`
    ^(?:(?:temps|duree|minutes?)(?: (?:estimee?|moyen|moyenne|approximatif))? de (?:la )?lecture(?: (?:estimee?|approximatif|moyen))?\b|(?:lecture|ecoute)(?: (?:estimee|rapide))?\b|(?:a |article a )?(?:lire|lu|ecouter|lisez) en|(?:estimated )?reading time\b|read(?:ing)? (?:time|in)\b|time to read\b|il vous reste|article (?:a )?lire? en|(?:cet |l')?article se lit en).{0,25}\d{1,9} ?(?:min|mn|m|minutes?|s|sec|secondes?|%)?\.?$
    ^(?:environ |~|[^\p{L}\d]{1,3} ?)?\d{1,9} ?(?:min|mn|minutes?)\.?(?: (?:de lecture|a lire|read|to read|reading))?\.?$
    ^\d{1,9}[ -]?(?:min|minutes?)[ -](?:de lecture|read)$
    ^lecture (?:libre|rapide)$`,
  '',
  'u',
);

/** How long the article takes: "Temps de lecture : 3 min", "4 min read". */
export const readingTime: FurnitureFamily = {
  name: 'reading-time',
  matches: ({ folded, words }) => words.length <= 10 && READING_TIME.test(folded),
};
