import { foldText } from '../../../text/fold-text.ts';
import type { IntegrityIssue } from '../../integrity-issue.ts';
import { FRENCH_NUMBERS } from '../quantities/number-lexicons.ts';
import { isTranslatedName, soundOf } from './exonyms.ts';

/** Names that English writes otherwise, folded: the beginnings of French ones and what may stand for them. */
const EXONYMS: readonly (readonly [french: RegExp, english: RegExp])[] = (
  [
    ['allema', 'german'],
    ['angleterre|royaume', 'england|english|united kingdom|uk|u\\.k|britain|british'],
    ['etats|unis', 'united|u\\.?s|america|states?'],
    ['espagn', 'spain|spanish'],
    ['suisse', 'switzerland|swiss'],
    ['suede', 'swed'],
    ['pays', 'netherlands|dutch|basque|country|wales'],
    ['bas', 'netherlands|dutch|holland|lower'],
    ['galles', 'wales|welsh'],
    ['ecosse', 'scot'],
    ['gallois', 'welsh'],
    ['londres', 'london'],
    ['groenland', 'greenland'],
    ['perou', 'peru'],
    ['norveg', 'norw'],
    ['island', 'iceland'],
    ['irland', 'ireland|irish'],
    ['equateur', 'ecuador|equator'],
    ['bresil', 'brazil'],
    ['chin', 'china|chinese'],
    ['inde|indien', 'india'],
    ['japon', 'japan'],
    ['maroc', 'morocc'],
    ['liban', 'leban'],
    ['liby', 'libya'],
    ['chyp', 'cypr'],
    ['croat', 'croat'],
    ['hongr', 'hungar'],
    ['pologne|polonais', 'poland|polish|poles'],
    ['roum', 'roman'],
    ['turqu', 'turk'],
    ['autrich', 'austria'],
    ['afghan', 'afghan'],
    ['danemark|danois', 'denmark|danish'],
    ['finland', 'finn'],
    ['tcheq|tchec', 'czech'],
    ['tchad', 'chad'],
    ['ethiop', 'ethiop'],
    ['toutankhamon', 'tut'],
    ['nouve', 'new'],
    ['vienne', 'vienna'],
    ['varsovie', 'warsaw'],
    ['moscou', 'moscow|russia'],
    ['pekin', 'beijing|peking|china'],
    ['le caire|caire', 'cairo'],
    ['athenes', 'athens'],
    ['grece|grec', 'greec|greek'],
    ['grande|bretagne', 'britain|british|uk|brittany|great'],
    ['douvres', 'dover'],
    ['edimbourg', 'edinburgh'],
    ['tamise', 'thames'],
    ['onu|nations', 'un|u\\.n|united nations|nations'],
    ['otan', 'nato'],
    ['ue|union', 'eu|e\\.u|european|union'],
    ['oms', 'who|world health'],
    ['vih', 'hiv'],
    ['sida', 'aids'],
    ['omc', 'wto'],
    ['fmi', 'imf'],
    ['terre', 'earth'],
    ['lune', 'moon'],
    ['soleil', 'sun|solar'],
    ['eglise', 'church'],
    ['noel', 'christmas'],
    ['paques', 'easter'],
    ['etat', 'state|government|country|nation'],
    ['assemblee|chambre', 'assembl|parliament|house|chamber|lower'],
    ['premier|premiere', 'first|prime|premier'],
    ['monde', 'world|monde'],
    ['guerre', 'war'],
    ['francais|france', 'french|france'],
    ['kiev', 'kyiv'],
    ['bruxell', 'brussels'],
    ['lisbonne', 'lisbon'],
    ['copenhague', 'copenhagen'],
    ['venise', 'venice'],
    ['anvers', 'antwerp'],
    ['gand', 'ghent'],
    ['damas', 'damascus'],
    ['beyrouth', 'beirut'],
    ['coree|coreen', 'korea'],
    ['arabie', 'arabia|saudi'],
    ['mexi', 'mexic'],
    ['cap', 'cape'],
    ['rassembl', 'rally'],
    ['insoumi', 'unbowed|lfi'],
    ['vert', 'green'],
    ['ecologi', 'green|ecolog'],
    ['parti', 'party'],
    ['front', 'front'],
    ['cour', 'court'],
    ['conseil', 'council'],
    ['ligue', 'league'],
    ['coupe', 'cup'],
    ['mer', 'sea'],
    ['internet|toile', 'web|internet|online|net'],
    ['jeux', 'game|olympic'],
    ['bourse', 'stock|exchange|market'],
    ['pape', 'pope'],
    ['dieu', 'god'],
    ['nord', 'north'],
    ['sud', 'south'],
    ['est', 'east'],
    ['ouest', 'west'],
    ['m|mme|mlle', 'mr|mrs|ms|miss|he|she|his|her'],
    ['ier|er', '1st|i|first'],
    ['jc', 'bc|b\\.c|ad'],
  ] as const
).map(([french, english]) => [new RegExp(`^(?:${french})`), new RegExp(`\\b(?:${english})`)]);

/** Capitalised words that no sentence begins with. Abbreviations are others in English; a text in capitals is a headline. */
const NAME = /(?<=[\p{L}\p{N},;)][\s\u00a0]|(?:[dlDL]|qu)['’])\p{Lu}\p{L}{3,99}/gu;
/** And the centuries: "XIXe". */
const ABBREVIATION = /^(?:\p{Lu}+|[IVXLC]+e)$/u;
/** Letters that French and English spellings share at least: "Amérique", "Amer…ica". */
const SHARED_LETTERS = 4;

/** The names are gone, all of them: this may be the translation of another sentence. */
export function compareNames(source: string, translation: string): IntegrityIssue[] {
  if (!/\p{Ll}/u.test(source)) return [];
  const names = [...new Set(source.match(NAME))]
    .filter((name) => !ABBREVIATION.test(name) && !isNumber(name))
    .map(foldText);
  if (names.length === 0) return [];
  const english = foldText(translation);
  const words = Array.from(english.matchAll(/[\p{L}\p{N}]{1,999}/gu), ([word]) => word);
  const starts = new Set(words.flatMap((word) => [word, soundOf(word)].map((form) => form.slice(0, SHARED_LETTERS))));
  const capitals = new Set(Array.from(translation.matchAll(/\p{Lu}[\p{L}]{2}/gu), ([start]) => foldText(start)));
  const isThere = (name: string): boolean =>
    capitals.has(name.slice(0, 3)) ||
    starts.has(name.slice(0, SHARED_LETTERS)) ||
    starts.has(soundOf(name).slice(0, SHARED_LETTERS)) ||
    EXONYMS.some(([french, exonym]) => french.test(name) && exonym.test(english)) ||
    isTranslatedName(name, words);
  return names.some(isThere) ? [] : [{ code: 'names-lost', grade: 'doubtful' }];
}

/** "Les Vingt-Sept": what English may write in figures is no name. */
function isNumber(name: string): boolean {
  const word = name.toLowerCase();
  return FRENCH_NUMBERS.plain.has(word) || FRENCH_NUMBERS.multipliers.has(word);
}
