import { readNameWords } from './measure-content.ts';
import { renderParagraphs } from './render-paragraphs.ts';

/** What pages call the paragraph between an article's title and its body. */
const STANDFIRST = /^(?:chapo|chapeau|standfirst|accroche|dek|sapo)$/i;
/** Such words only within a name that says it is the article's: `article__desc`. */
const OF_ARTICLE = /^(?:article|post|entry|story|news)$/i;
const DESCRIPTION = /^(?:desc|description|summary|lead|intro|excerpt)$/i;
const MIN_CHARACTERS = 40;
const MAX_CHARACTERS = 1500;
/** Teasers of other articles are called the same, and come in numbers. */
const MAX_CANDIDATES = 2;
/** More blocks of such names are a list; the bound keeps the comparison of each with each small. */
const MAX_NAMED = 20;
const NOT_WORD = /[^\p{L}\p{N}]+/gu;

function isNamedStandfirst(element: Element): boolean {
  const words = readNameWords(element);
  return (
    words.some((word) => STANDFIRST.test(word)) ||
    (words.some((word) => OF_ARTICLE.test(word)) && words.some((word) => DESCRIPTION.test(word)))
  );
}

/** The standfirst of a page, wherever it stands beside the body; nothing where several blocks could be it. */
export function findStandfirst(document: Document): string[] {
  const named = [...document.body.querySelectorAll('[class], [id]')].filter(isNamedStandfirst);
  if (named.length > MAX_NAMED) return [];
  const outer = named.filter((element) => !named.some((other) => other !== element && other.contains(element)));
  const found = outer
    .filter((element) => element.closest('a, li') === null)
    .map((element) => renderParagraphs(element))
    .filter((paragraphs) => {
      const length = paragraphs.join(' ').length;
      return length >= MIN_CHARACTERS && length <= MAX_CHARACTERS;
    });
  return found.length <= MAX_CANDIDATES ? (found[0] ?? []) : [];
}

const wordsOf = (text: string): string => text.toLowerCase().replace(NOT_WORD, ' ').trim();

/** The paragraphs of an article with its standfirst before them, unless they say it already. */
export function withStandfirst(standfirst: readonly string[], paragraphs: readonly string[]): readonly string[] {
  if (paragraphs.length === 0) return paragraphs;
  const said = wordsOf(paragraphs.join(' '));
  return [...standfirst.filter((paragraph) => !said.includes(wordsOf(paragraph))), ...paragraphs];
}
