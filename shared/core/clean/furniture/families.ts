import { byline, copyright, credit } from './credits.ts';
import { publicationDate, readingTime } from './dates.ts';
import type { FurnitureFamily, Line } from './line.ts';
import {
  advertisement,
  breadcrumb,
  cookieBanner,
  counter,
  interfaceText,
  placeholder,
  scriptRemnant,
} from './page-parts.ts';
import { promotion } from './promotion.ts';

/** In order of precedence: the first family that knows a line names its removal. */
export const FURNITURE_FAMILIES: readonly FurnitureFamily[] = [
  scriptRemnant,
  placeholder,
  advertisement,
  readingTime,
  publicationDate,
  byline,
  copyright,
  credit,
  cookieBanner,
  counter,
  promotion,
  interfaceText,
  breadcrumb,
];

/** The name of the family a line belongs to, or undefined when it may be the author's. */
export function familyOf(line: Line): string | undefined {
  return FURNITURE_FAMILIES.find((family) => family.matches(line))?.name;
}
