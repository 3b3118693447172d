import { countOf } from '../text/count-of.ts';
import { leansBack } from './leaning.ts';

/**
 * Whether a reader can take a sentence out of its article: as it is, only behind the sentence before it, with the neighbour
 * that the other half of its quotation stands in, or not well at all.
 */
export type Standing = 'alone' | 'after-previous' | 'opens-quotation' | 'closes-quotation' | 'never';

const QUESTION = /\?[\s"»”)]{0,99}$/u;
const FULL_STOP = /[.!?…][\s"»”)]{0,99}$/u;

/**
 * Says of a sentence, cleaned, whether it can stand in a summary. A question and a heading cannot, and half a quotation
 * only beside the other half; a sentence right below the title may lean on the title, which is there to be read.
 */
export function standingOf(text: string, belowTitle: boolean): Standing {
  if (QUESTION.test(text) || !FULL_STOP.test(text)) return 'never';
  const open = countOf('«', text) - countOf('»', text);
  if (open === -1) return 'closes-quotation';
  const leans = leansBack(text) && !belowTitle;
  if (open === 0) return leans ? 'after-previous' : 'alone';
  return open === 1 && !leans ? 'opens-quotation' : 'never';
}
