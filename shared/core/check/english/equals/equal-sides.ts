/** Both sides of a pair, as long as they were, without what says the same in another way. */
export interface EqualSides {
  source: string;
  translation: string;
}
