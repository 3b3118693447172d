import { readLine } from './furniture/line.ts';
import { isOfKind, KIND } from './furniture/words/site-words.ts';
import { onceALine, type ReadLine } from './line-reader.ts';

const FIGURE = /\d(?:[\d .,'’]{0,20}\d)?/g;
const NAME = /\p{L}[\p{L}\p{M}’']{0,99}\.?(?:[ -]\p{L}[\p{L}\p{M}’']{0,99}\.?){0,9}/gu;
/** Two names, a sign beside a figure, or a second figure: one figure alone after words counts comments as well. */
const TABULAR = /^a [–—-] a$|[:|°%€$][^:|°%€$]*0|0 ?[°%€$]|0.*0/;
const MAX_ROW_LENGTH = 120;
const MAX_HEADER_LENGTH = 80;

const cellsIn = (text: string): number => text.split(' | ').length;

/** A line with its names and figures put alike: "Bar-le-Duc : 3 / 8 °C" has the shape of "Nancy : 4 / 9 °C"; an empty string when it is no row. */
function shapeOf(text: string): string {
  if (text.length > MAX_ROW_LENGTH || !/\d| [–—-] /.test(text)) return '';
  const shape = text.trim().replace(NAME, 'a').replace(FIGURE, '0');
  if (!TABULAR.test(shape)) return '';
  const { words } = readLine(text);
  return words.some((word) => isOfKind(word, KIND.site | KIND.device)) ? '' : shape;
}

const shapeOnce = onceALine(shapeOf);

/** A table's header or its name: "Commune Oui Non". */
const mayHead = (text: string): boolean => text.length <= MAX_HEADER_LENGTH && !/[\d.!?…;,]/.test(text);

/**
 * Which lines are rows of a table: neighbours with as many cells between bars, or of one shape around their figures, with the line
 * that heads them. They are the author's, whatever each looks like by itself.
 */
export function findTableRows(lines: readonly ReadLine[]): readonly boolean[] {
  const cells = lines.map(({ text }) => cellsIn(text));
  const shapes = lines.map(shapeOnce);
  const agrees = (at: number, other: number): boolean =>
    ((cells[at] as number) > 1 && cells[at] === cells[other]) || (shapes[at] !== '' && shapes[at] === shapes[other]);
  const isRow = lines.map((_, at) => agrees(at, at - 1) || agrees(at, at + 1));
  return isRow.map((row, at) => row || (isRow[at + 1] === true && mayHead((lines[at] as ReadLine).text)));
}
