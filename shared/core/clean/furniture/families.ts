import { byline } from './bylines.ts';
import { copyright, credit } from './credits.ts';
import { publicationDate, readingTime } from './dates.ts';
import { type FurnitureFamily, type Line, readLine } from './line.ts';
import { notice } from './notices.ts';
import { advertisement, breadcrumb, placeholder } from './page-parts.ts';
import { scriptRemnant } from './program.ts';
import { promotion } from './promotion.ts';

/** In order of precedence: the first family that knows a line names its removal. */
export const FURNITURE_FAMILIES: readonly FurnitureFamily[] = [
  scriptRemnant,
  placeholder,
  notice,
  advertisement,
  readingTime,
  publicationDate,
  byline,
  copyright,
  credit,
  promotion,
  breadcrumb,
];

/** What parts the pieces of one line: a bar, a bullet, a dash between spaces, the end of a sentence, or how long it takes to read. */
const BETWEEN_PIECES =
  /\s+[|•·–—-]\s+|(?<=[.!?])\s+(?=[\p{Lu}©(])|(?<![Tt]emps de)\s+(?=(?:[Tt]emps de l|[Ll])ecture ?:? ?\d)|(?<![Ll]ecture ?:?)\s+(?=\d{1,2} ?(?:min|mn|minutes?)(?: de lecture)?$)/u;
const MAX_PIECED_LENGTH = 200;

const nameOf = (line: Line): string | undefined => FURNITURE_FAMILIES.find((family) => family.matches(line))?.name;

/**
 * The name of the family a line belongs to, or undefined when it may be the author's. A line of several pieces
 * ("Par Jeanne Roy | Publié le 3 mars | 4 min") belongs to the family of its first when each is furniture.
 */
export function familyOf(line: Line): string | undefined {
  const name = nameOf(line);
  if (name !== undefined || line.text.length > MAX_PIECED_LENGTH || !BETWEEN_PIECES.test(line.text)) return name;
  const [first = '', ...others] = line.text.split(BETWEEN_PIECES);
  const named = nameOf(readLine(first));
  return named !== undefined && others.every((piece) => nameOf(readLine(piece)) !== undefined) ? named : undefined;
}
