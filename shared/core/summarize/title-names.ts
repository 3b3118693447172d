import { foldText } from '../text/fold-text.ts';

const NAME = /(?<=[\p{L}\p{N},:;] |['’]|["«“] ?)\p{Lu}[\p{L}-]{2,99}|^\p{Lu}[\p{L}-]{2,99}(?= ?[:,])/gu;

/** The names of a title, folded: capitals inside it, and the subject before its colon. */
export function findTitleNames(title: string): string[] {
  return Array.from(title.matchAll(NAME), ([name]) => foldText(name));
}
