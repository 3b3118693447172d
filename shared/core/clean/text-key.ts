import { foldText } from '../text/fold-text.ts';

const KEY_SIGN = /[\p{L}\p{N}]/u;
const NOT_KEY = /[^\p{L}\p{N}]{1,9999}/gu;

/** Letters and digits alone, folded: equal for lines that differ only in case, accents, spaces or punctuation. */
export function keyOf(text: string): string {
  return foldText(text).replace(NOT_KEY, '');
}

/**
 * Where a text that begins with `key` (see `keyOf`) at `from` has spelled all of it, as an offset just past the
 * last letter or digit; -1 when it begins with something else.
 */
export function matchKey(text: string, from: number, key: string): number {
  let matched = 0;
  let end = from;
  for (const char of text.slice(from)) {
    if (matched === key.length) return end;
    end += char.length;
    const folded = foldText(char);
    if (key.startsWith(folded, matched)) matched += folded.length;
    else if (KEY_SIGN.test(folded)) return -1;
  }
  return matched === key.length ? end : -1;
}
