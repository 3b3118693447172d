import { leansBack } from './leaning.ts';

/**
 * Whether a reader can take a sentence out of its article: as it is, only behind the sentence before it, or not well at
 * all.
 */
export type Standing = 'alone' | 'after-previous' | 'never';

const QUESTION = /\?[\s"»”)]*$/u;
const FULL_STOP = /[.!?…][\s"»”)]*$/u;

/**
 * Says of a sentence, cleaned, whether it can stand in a summary. A question, a heading and a cut quotation cannot; a
 * sentence right below the title may lean on the title, which is there to be read.
 */
export function standingOf(text: string, belowTitle: boolean): Standing {
  const isCut = text.split('«').length !== text.split('»').length;
  if (isCut || QUESTION.test(text) || !FULL_STOP.test(text)) return 'never';
  return leansBack(text) && !belowTitle ? 'after-previous' : 'alone';
}
