import type { Line } from '../line.ts';
import { LABEL, PHRASES, TURNS } from '../words/site-phrases.ts';
import { ASKED, KIND } from '../words/site-words.ts';

/** Auxiliaries, subjects and endings of an account: somebody did something. */
const ACCOUNT_WORDS = new Set(
  'il elle ils elles on qui ont sont etait ete sera fut dit avait c doit peut va fait'.split(' '),
);
const ACCOUNT_ENDING = /(?:aient|erent|irent|[^f]ait|[^m]ent)$/;
const YOU = new Set(['vous', 'votre', 'vos']);
const US = new Set(['nous', 'notre', 'nos']);
const THIS = new Set(['ce', 'cet', 'cette', 'ces']);
const MINE = new Set(['mon', 'ma', 'mes']);
const ARTICLES = new Set(['le', 'la', 'les', 'l', 'un', 'une', 'des', 'd', 'de', 'du']);
const REFLEXIVE = new Set(['s', 'se', 'nous']);
const CAPITAL = /^\p{Lu}/u;
/** Figures of the weather and of the stock exchange. */
const TICKER = /\d ?°|[+−-] ?\d+[.,]\d+ ?%|\d[.,]\d{2,4} .*[+−-]\d/;
const PAGE_COUNT = /^(?:page )?\d+ ?(?:\/|sur) ?\d+$/;

const PARTS = KIND.site | KIND.page;
const OWN_THINGS = PARTS | KIND.brand | KIND.quality;
const THINGS = PARTS | KIND.common | KIND.brand;

const flag = (is: boolean): number => (is ? 1 : 0);

interface WordCounts {
  site: number;
  page: number;
  common: number;
  asks: number;
  device: number;
  quality: number;
  brand: number;
  date: number;
  numbers: number;
  names: number;
  unknown: number;
  /** Words that only English has, and those of French without content. */
  english: number;
  foreign: number;
  neutral: number;
  you: number;
  us: number;
  /** "Notre application", "votre adresse": of ours or yours, and a thing of the page. */
  own: number;
  /** The same of what is not a page's alone: "votre avis". */
  ownCommon: number;
  /** "Cet article", "mes alertes". */
  pointed: number;
  account: number;
}

const isDigit = (word: string): boolean => word.charCodeAt(0) <= 0x39;

/** Counts a line's words, each under the first heading that it fits. */
function countWords({ words, written, kinds }: Line): WordCounts {
  const counts: WordCounts = {
    site: 0,
    page: 0,
    common: 0,
    asks: 0,
    device: 0,
    quality: 0,
    brand: 0,
    date: 0,
    numbers: 0,
    names: 0,
    unknown: 0,
    english: 0,
    foreign: 0,
    neutral: 0,
    you: 0,
    us: 0,
    own: 0,
    ownCommon: 0,
    pointed: 0,
    account: 0,
  };
  for (const [index, word] of words.entries()) {
    const kind = kinds[index] as number; // one for each word
    const next = kinds[index + 1] ?? 0;
    const leadsToThing =
      (next & THINGS) !== 0 || ((next & KIND.quality) !== 0 && ((kinds[index + 2] ?? 0) & THINGS) !== 0);
    if ((kind & KIND.english) !== 0) counts.english++;
    else if ((kind & KIND.neutral) !== 0) counts.neutral++;
    if (YOU.has(word)) counts.you++;
    if (US.has(word)) counts.us++;
    if (leadsToThing && (YOU.has(word) || US.has(word))) {
      if ((next & OWN_THINGS) !== 0) counts.own++;
      else counts.ownCommon++;
    }
    if (leadsToThing && (THIS.has(word) || MINE.has(word))) counts.pointed++;
    const hasA = index > 0 && written[index] === 'a' && (words[index + 1] ?? '').length > 1;
    if (hasA || ACCOUNT_WORDS.has(word)) counts.account++;

    if (isDigit(word)) counts.numbers++;
    else if ((kind & KIND.site) !== 0) counts.site++;
    else if ((kind & ASKED) !== 0) {
      counts.asks++;
      if ((kind & KIND.device) !== 0) counts.device++;
    } else if ((kind & KIND.neutral) !== 0 || word.length === 1) continue;
    else if ((kind & KIND.page) !== 0) counts.page++;
    else if ((kind & KIND.brand) !== 0) counts.brand++;
    else if ((kind & KIND.quality) !== 0) counts.quality++;
    else if ((kind & KIND.common) !== 0) counts.common++;
    else if ((kind & KIND.date) !== 0) counts.date++;
    else if ((kind & KIND.vow) !== 0 && index > 0 && index <= MAX_VOW_INDEX) continue;
    else if ((kind & KIND.english) !== 0) counts.foreign++;
    else if (index > 0 && CAPITAL.test(written[index] as string)) counts.names++;
    else {
      counts.unknown++;
      if (ACCOUNT_ENDING.test(word)) counts.account++;
    }
  }
  return counts;
}

/** "Je m'abonne", "j'en profite": the verb of a vow stands here at the latest. */
const MAX_VOW_INDEX = 3;

function countMatches(text: string, pattern: RegExp, most: number): number {
  return Math.min(text.match(pattern)?.length ?? 0, most);
}

/** What is measured of a line. Counts are capped, shares are of its words with content, the rest is 0 or 1. */
export function measureLine(line: Line) {
  const { text, folded, words, kinds, ends } = line;
  const counts = countWords(line);
  const { site, page, common, asks, device, quality, brand, date, numbers, names, you, us } = counts;
  const english = counts.english > 1 && counts.english > counts.neutral && counts.english / words.length > 0.5;
  const unknown = counts.unknown + (english ? 0 : counts.foreign);
  const content = Math.max(1, site + page + common + asks + quality + brand + date + names + unknown);
  const parts = site + page + brand;
  const known = unknown === 0 && names === 0;

  const [firstWord = ''] = words;
  const [first = 0, second = 0, third = 0] = kinds;
  const articleFirst = ARTICLES.has(firstWord);
  const asksFirst = (first & ASKED) !== 0 || (REFLEXIVE.has(firstWord) && (second & KIND.act) !== 0);
  const vows = (firstWord === 'je' || firstWord === 'j') && ((second | third) & KIND.vow) !== 0;
  const question = text.endsWith('?');
  return {
    bias: 1,
    unknownShare: unknown / content,
    unknown: Math.min(unknown, 4),
    names: Math.min(names, 3),
    nameShare: names / content,
    site: Math.min(site, 3),
    siteShare: site / content,
    page: Math.min(page, 3),
    pageShare: page / content,
    common: Math.min(common, 3),
    quality: Math.min(quality, 3),
    brand: Math.min(brand, 2),
    date: Math.min(date, 3),
    numbers: Math.min(numbers, 2),
    orderFirst: flag((first & KIND.order) !== 0),
    actFirst: flag(asksFirst && (first & KIND.order) === 0),
    asksLater: Math.min(asks - flag(asksFirst), 2),
    vow: flag(vows),
    you: Math.min(you, 2),
    us: Math.min(us, 2),
    own: Math.min(counts.own, 2),
    ownCommon: Math.min(counts.ownCommon, 2),
    ownFirst: flag(counts.own + counts.ownCommon > 0 && (YOU.has(firstWord) || US.has(firstWord))),
    pointed: Math.min(counts.pointed, 1),
    mine: flag(words.some((word) => MINE.has(word))),
    account: Math.min(counts.account, 2),
    english: flag(english),
    phrases: countMatches(folded, PHRASES, 2),
    turns: countMatches(folded, TURNS, 2),
    device: flag(device > 0),
    deviceKnown: flag(device > 0 && known),
    deviceFirst: flag((first & KIND.device) !== 0),
    ticker: flag(!ends && TICKER.test(text)),
    numbered: flag(words.length === 2 && parts === 1 && (numbers === 1 || /^aucune?$/.test(firstWord))),
    period: flag(parts + common + asks === 0 && date + numbers > 0),
    articleFirst: flag(articleFirst),
    articlePart: flag(articleFirst && (second & PARTS) !== 0),
    barePart: flag(!articleFirst && (first & PARTS) !== 0),
    known: flag(known),
    knownOne: flag(known && content <= 1 && words.length <= 2),
    knownAsks: flag(known && asksFirst),
    knownParts: flag(known && parts > 0),
    knownCommon: flag(known && parts === 0 && common > 0),
    knownStop: flag(known && ends),
    asksPart: flag(asksFirst && parts > 0),
    stop: flag(ends && text.endsWith('.')),
    question: flag(question),
    readerQuestion: flag(question && (you + us > 0 || known) && parts + common > 0),
    readerStop: flag(ends && you + us > 0 && parts > 0),
    exclamation: flag(text.endsWith('!')),
    comma: flag(text.includes(',')),
    colon: flag(text.includes(':')),
    labelled: flag(LABEL.test(folded)),
    sign: flag(/[|•>→»©#@+*€/]/.test(text)),
    parenthesis: flag(text.startsWith('(') && text.endsWith(')')),
    lower: flag(/^\p{Ll}/u.test(text)),
    one: flag(words.length === 1),
    long: flag(words.length > 8),
    longer: flag(words.length > 14),
    pageCount: flag(PAGE_COUNT.test(folded)),
  };
}

export type LineFeatures = ReturnType<typeof measureLine>;
