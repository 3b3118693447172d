/** The end of a sentence, or of the words that announce a list; closing quotes and brackets may follow. */
const SENTENCE_END = /[.!?…:][\s»"”’)\]*]*$/;
/** Longer paragraphs are neither headings nor names. */
const MIN_PROSE_CHARACTERS = 100;
/** More short lines than this in a row are a list that belongs to the article. */
const MAX_EDGE_LINES = 6;

/** A row of a table counts as prose: it says what the article says. */
function isProse(paragraph: string): boolean {
  return paragraph.length >= MIN_PROSE_CHARACTERS || SENTENCE_END.test(paragraph) || paragraph.includes(' | ');
}

/**
 * Cuts the short lines before an article's first sentence and after its last: section, title, caption and price there,
 * names, functions and addresses here. An article without prose is left as it is.
 */
export function trimEdges(paragraphs: readonly string[]): readonly string[] {
  const first = paragraphs.findIndex(isProse);
  const last = paragraphs.findLastIndex(isProse);
  if (first === -1) return paragraphs;
  const start = first <= MAX_EDGE_LINES ? first : 0;
  const end = paragraphs.length - 1 - last <= MAX_EDGE_LINES ? last + 1 : paragraphs.length;
  return paragraphs.slice(start, end);
}
