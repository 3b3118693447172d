import { isEnglish } from './words/english-text.ts';

/**
 * What no translation may touch: web and mail addresses, @handles, #hashtags, emoji with all their parts, words in
 * other scripts, and the private-use characters that stand for them meanwhile.
 */
const VERBATIM = new RegExp(
  [
    String.raw`(?:https?:\/\/|www\.)[^\s«»“”"<>]*[^\s«»“”"<>.,;:!?…)\]]`,
    String.raw`[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+`,
    String.raw`(?<![\p{L}\p{N}_])[@#][\p{L}\p{M}\p{N}_]*\p{L}[\p{L}\p{M}\p{N}_]*`,
    String.raw`\p{Regional_Indicator}{2}|[\d#*]\uFE0F?\u20E3`,
    String.raw`(?:\p{Extended_Pictographic}[\uFE0F\u200D\p{Emoji_Modifier}\u{E0020}-\u{E007F}]*)+`,
    String.raw`(?!\p{Script=Latin})\p{L}[\p{L}\p{M}\p{N}]*`,
    String.raw`\p{Co}`,
  ].join('|'),
  'gu',
);
/** What stands between two quotes. */
const QUOTED = /(?<=[«“"]\s*)[^\s«»“”"](?:[^«»“”"]*[^\s«»“”"])?(?=\s*[»”"])/g;
/** First code point of the two supplementary private-use planes, and how many follow. */
const FIRST_STAND_IN = 0xf0000;
const MAX_STAND_INS = 0x20000;

/**
 * Puts one private-use character, a token of its own, in the place of each thing to keep; a quotation in English is one
 * of them. Returns the original of each stand-in too.
 */
export function maskVerbatim(line: string): { text: string; originals: ReadonlyMap<string, string> } {
  const standIns = new Map<string, string>();
  function keep(original: string): string {
    const known = standIns.get(original);
    if (known !== undefined) return known;
    if (standIns.size === MAX_STAND_INS) return original;
    const standIn = String.fromCodePoint(FIRST_STAND_IN + standIns.size);
    standIns.set(original, standIn);
    return standIn;
  }
  const kept = line.replace(VERBATIM, keep);
  const text = kept.replace(QUOTED, (quoted) => (isEnglish(quoted) ? keep(quoted) : quoted));
  return { text, originals: new Map(Array.from(standIns, ([original, standIn]) => [standIn, original])) };
}

/** Puts the originals back. */
export function restoreVerbatim(text: string, originals: ReadonlyMap<string, string>): string {
  if (originals.size === 0) return text;
  const putBack = (masked: string) => masked.replace(/\p{Co}/gu, (standIn) => originals.get(standIn) ?? standIn);
  return putBack(putBack(text)); // an English quotation may hold an address
}
