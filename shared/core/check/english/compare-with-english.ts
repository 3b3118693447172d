import type { IntegrityIssue } from '../integrity-issue.ts';
import { compareAmounts } from './quantities/compare-amounts.ts';
import { compareDates } from './compare-dates.ts';
import { compareNames } from './names/compare-names.ts';
import { compareNegation } from './compare-negation.ts';
import { compareOpposites } from './compare-opposites.ts';
import { compareOrder } from './quantities/compare-order.ts';
import { compareQuotations } from './compare-quotations.ts';
import { compareHours } from './quantities/compare-hours.ts';
import { compareMagnitudes } from './quantities/compare-magnitudes.ts';
import { compareMeasures } from './quantities/compare-measures.ts';
import { compareRoles } from './names/compare-roles.ts';
import { compareUnits } from './quantities/compare-units.ts';
import { findRepeated } from './find-repeated.ts';
import { findSourceLeft } from './find-source-left.ts';

/**
 * What is wrong with the English of a French sentence, beyond what can be seen in any language. Every rule here knows
 * words of both; none may run for another target: two plain Spanish sentences hold five "French" function words in eight.
 */
export function compareWithEnglish(
  source: string,
  translation: string,
  numbers: readonly IntegrityIssue[],
): IntegrityIssue[] {
  return [
    ...compareAmounts(source, translation, numbers),
    ...compareOrder(source, translation),
    ...compareDates(source, translation),
    ...compareUnits(source, translation),
    ...compareMeasures(source, translation),
    ...compareMagnitudes(source, translation, numbers),
    ...compareHours(source, translation),
    ...compareQuotations(source, translation),
    ...findRepeated(source, translation),
    ...findSourceLeft(source, translation),
    ...compareNegation(source, translation),
    ...compareNames(source, translation),
    ...compareRoles(source, translation),
    ...compareOpposites(source, translation),
  ];
}
