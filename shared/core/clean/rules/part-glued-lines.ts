import { type CleaningRule, type Edit, editLines, editMatches } from '../cleaning-rule.ts';
import { onceALine } from '../line-reader.ts';

/**
 * A video's headline and whose it is, run into the text on both sides: "Un savon pour le ministrepar 6MEDIASLe secrétaire…".
 * Neither "par" nor the sentence after the name, which is in capitals, has its space: no sentence lacks both.
 */
const CAPTION =
  /(?<=[.!?…»”"]\s?)\p{Lu}[^.!?…\n]{8,140}[?!]?(?<=[\p{Ll}\d?!»”"])par (?:\p{L}+ ){0,3}\d?\p{Lu}{3,12}(?=\p{Lu}[\p{Ll}’'])/gu;
const MAY_BE_CAPTION = /par (?<=[\p{Ll}\d?!»”"]par )[\p{L}\d]/u;

/** A quotation that ends in it began before it: the words are somebody's in the article. */
const cutsQuotation = (caption: string): boolean => caption.replace(/[^"«»]/g, '').length % 2 === 1;

const findCaptions = (line: string): Edit[] =>
  MAY_BE_CAPTION.test(line) ? editMatches(line, CAPTION, ([caption]) => (cutsQuotation(caption) ? undefined : '')) : [];

/** Takes out captions that ran into a paragraph. */
export const removeCaptions: CleaningRule = {
  name: 'credit',
  kind: 'removed',
  find: editLines(onceALine(findCaptions)),
};

/** Where a word runs into one that only begins sentences: an intertitle lost the breaks around it. */
const GLUED_START =
  /(?<=\p{L}{2}\p{Ll})(?=(?:Le|La|Les|L|Une?|Des|Du|De|D|Ce|Cet|Cette|Ces|C|Ils?|Elles?|On|Nous|Je|J|S|En|Dans|Selon|Mais|Pour|Depuis|Après|Avant|À|A|Aux?|Ainsi|Enfin|Pourtant|Cependant|Alors|Lors|Si|Comme|Quand|Plus|Avec|Sans|Sur|Par|Son|Sa|Ses|Interrogée?|Aujourd|Malgré|Outre|Certains|Plusieurs|Tout|Tous|Et|Face|Contrairement|Parmi|Deux|Trois|Quant|Car|Or|Là|Hier)[ ’'])/gu;
const MAX_INTERTITLE_LENGTH = 80;
const LAST_STOP = /[.!?…»”"](?=[^.!?…»”"]*$)/;

/** Most lines have no capital inside a word, and the closer look is dear. */
const MAY_BE_GLUED = /[a-zà-öø-ÿ][A-ZÀÉ]/;

function findIntertitles(line: string): Edit[] {
  const edits: Edit[] = [];
  if (!MAY_BE_GLUED.test(line)) return edits;
  for (const { index: end } of line.matchAll(GLUED_START)) {
    const from = Math.max(edits.at(-1)?.end ?? 0, end - MAX_INTERTITLE_LENGTH);
    const stop = LAST_STOP.exec(line.slice(from, end));
    if (stop === null && from > 0) continue;
    const start = stop === null ? 0 : from + stop.index + 1;
    const space = line.charAt(start) === ' ' ? 1 : 0;
    if (!/^\p{Lu}/u.test(line.slice(start + space))) continue;
    if (start > 0) edits.push({ start, end: start + space, text: '\n' });
    edits.push({ start: end, end, text: '\n' });
  }
  return edits;
}

/** Gives an intertitle that ran into the next paragraph lines of its own: "…l’ancien présidentSelon…". */
export const breakIntertitles: CleaningRule = {
  name: 'glued-intertitles',
  kind: 'repaired',
  find: editLines(onceALine(findIntertitles)),
};
