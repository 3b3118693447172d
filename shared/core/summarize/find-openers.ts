import { countOf } from '../text/count-of.ts';

/** Sentences of one quotation; after so many a mark is missing rather than still to come. */
const MAX_QUOTED = 12;

/**
 * For each sentence of an article, cleaned, the place of the sentence that opened the quotation which it goes on with or
 * ends; `undefined` where it goes on with none. A quotation that nothing ends is none.
 */
export function findOpeners(texts: readonly string[]): (number | undefined)[] {
  const openers = new Array<number | undefined>(texts.length);
  let opener: number | undefined;
  texts.forEach((text, at) => {
    const opens = countOf('«', text) - countOf('»', text);
    if (opens === -1 && opener !== undefined && at - opener < MAX_QUOTED) openers.fill(opener, opener + 1, at + 1);
    if (opens !== 0) opener = opens === 1 ? at : undefined;
  });
  return openers;
}
