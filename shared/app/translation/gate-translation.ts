import type { TextWork } from '../../ports/text-work.ts';
import { TEXT_WORK_HERE } from '../work/text-work-here.ts';

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

/** What the gate says of a sentence without a translation. */
export const NOTHING_CAME_BACK: GatedTranslation = { text: '', issues: ['empty'], doubtful: [] };

/** Holds one translated sentence against its source, which is in its normal form. */
export async function gateTranslation(
  { textWork = TEXT_WORK_HERE }: { textWork?: TextWork | undefined },
  normal: string,
  text: string,
  target: string,
): Promise<GatedTranslation> {
  const found = await textWork.checkTranslation({ source: normal, translation: text, targetLanguage: target });
  const codesOf = (wanted: string) => [
    ...new Set(found.flatMap(({ code, grade }) => (grade === wanted ? [code] : []))),
  ];
  return { text, issues: codesOf('failed'), doubtful: codesOf('doubtful') };
}
