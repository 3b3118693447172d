import { foldText } from '../../../text/fold-text.ts';
import { remembering } from '../../../remembering.ts';
import { kindsOf } from './site-words.ts';

/** A word as the furniture rules look at it. */
export interface Word {
  written: string;
  /** Lower case, no accents: see `foldText`. */
  folded: string;
  /** See `kindsOf`. */
  kinds: number;
  startsWithDigit: boolean;
  isCapitalised: boolean;
}

export const readWord = remembering((written: string): Word => {
  const folded = foldText(written);
  return {
    written,
    folded,
    kinds: kindsOf(folded),
    startsWithDigit: /^\d/.test(written),
    isCapitalised: /^\p{Lu}/u.test(written),
  };
});
