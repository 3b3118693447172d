/** Articles, possessives, prepositions and the like: what may stand before the words of a noun. */
const BEFORE_NOUNS: ReadonlySet<string> = new Set(
  `the a an this that these those my your his her its our their of to in on at by for with from and or as between
  against into over under about after before during some any all no not`.split(/\s+/),
);
const GRAMMAR: ReadonlySet<string> = new Set(
  `is are was were be been being am has have had having will would shall should can could may might must do does did
  it he she they we you i him them us me who which what there so if but than then also such . , ; : ? !`.split(/\s+/),
);

/** Where the noun's own words begin: behind the articles and prepositions of "in his speech". */
export function nounStart(tokens: readonly string[]): number {
  const at = tokens.findIndex((token) => !BEFORE_NOUNS.has(token.toLowerCase()));
  return Math.max(at, 0);
}

/** Whether an English word says something of its own. */
export function isMeaningful(token: string): boolean {
  const word = token.toLowerCase();
  return !BEFORE_NOUNS.has(word) && !GRAMMAR.has(word);
}
