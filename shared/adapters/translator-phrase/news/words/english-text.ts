/** Common English words that are no French ones. */
const ENGLISH: ReadonlySet<string> = new Set(
  `the of and for with from your our you we us they their them this that these those is are was were be been being have
  has had do does did will would can could should may might must not by at it its he she his her my what which who when
  where why how more most all about into over out up down off only first last latest new news now here there again great
  make made get go follow share read click subscribe sign join watch update updates story stories people time day year
  world want need know think love live free one two best top also just like than then after before between under`.split(
    /\s+/,
  ),
);
const FRENCH =
  /^(?:[ldjmtsnc]|qu|les?|la|des?|du|une?|et|est|sont|aux?|dans|pour|par|sur|avec|que|qui|ce|cette|ces|il|elle|ne|pas|plus|sa|ses|nous|vous)$|[à-ÿœ]/;
const WORD = /\p{L}+/gu;
const MIN_ENGLISH_WORDS = 2;
const MIN_ENGLISH_SHARE = 0.25;

/** Whether a stretch of text is English already: enough common English words and no French one. */
export function isEnglish(text: string): boolean {
  const words = text.toLowerCase().match(WORD) ?? [];
  const english = words.filter((word) => ENGLISH.has(word)).length;
  const isEnough = english >= MIN_ENGLISH_WORDS && english >= words.length * MIN_ENGLISH_SHARE;
  return isEnough && !words.some((word) => FRENCH.test(word));
}
