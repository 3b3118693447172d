import type { Readability } from '@mozilla/readability';
import { MAX_NODES } from './limits.ts';

/** What Readability finds is taken for the article from this many characters on. */
const MIN_ARTICLE_CHARACTERS = 140;

/** The element whose own paragraphs hold the most text outside links. */
function findDensestBlock(body: Element): Element {
  const weights = new Map<Element, number>();
  let best: Element = body;
  for (const paragraph of body.querySelectorAll('p')) {
    const parent = paragraph.parentElement ?? body;
    const linked = [...paragraph.querySelectorAll('a')].reduce((sum, a) => sum + (a.textContent ?? '').length, 0);
    const weight = (weights.get(parent) ?? 0) + (paragraph.textContent ?? '').length - linked;
    weights.set(parent, weight);
    if (weight > (weights.get(best) ?? 0)) best = parent;
  }
  return (weights.get(best) ?? 0) >= MIN_ARTICLE_CHARACTERS ? best : body;
}

/**
 * The element that holds the article: what Readability finds, else the block with the most running text, else the body.
 * The document is used up.
 */
export function findArticle(document: Document, Reader: typeof Readability): Element {
  const fallback = findDensestBlock(document.body).cloneNode(true) as Element;
  const found = new Reader<Element>(document, {
    maxElemsToParse: MAX_NODES,
    charThreshold: MIN_ARTICLE_CHARACTERS,
    disableJSONLD: true,
    serializer: (node) => node as Element,
  }).parse()?.content;
  return found && (found.textContent ?? '').trim().length >= MIN_ARTICLE_CHARACTERS ? found : fallback;
}
