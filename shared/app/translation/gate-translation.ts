import { checkTranslation } from '../../core/check/check-translation.ts';

/** A translation, and the codes of what the gate says of it; none when it passed. */
export interface GatedTranslation {
  text: string;
  /** Failed checks: it is not remembered. */
  issues: string[];
  /** What a person should look at; remembered all the same, and not asked for again. */
  doubtful: string[];
  /** Id of the engine that made it, where that is a fallback. */
  engine?: string;
}

/** What there is to say of nothing. */
export const NOTHING_TRANSLATED: GatedTranslation = { text: '', issues: [], doubtful: [] };

/** Holds one translated sentence against its source, which is in its normal form. */
export function gateTranslation(normal: string, text: string, target: string): GatedTranslation {
  const found = checkTranslation({ source: normal, translation: text, targetLanguage: target });
  const codesOf = (wanted: string) => [
    ...new Set(found.flatMap(({ code, grade }) => (grade === wanted ? [code] : []))),
  ];
  return { text, issues: codesOf('failed'), doubtful: codesOf('doubtful') };
}
