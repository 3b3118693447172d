import { DepecheError } from '../../core/errors.ts';

// What a page may cost. Beyond any of these the page is refused before a parser sees it.

/** UTF-16 units. The service's largest request body is 5,000,000 bytes, so nothing that arrives through it is longer. */
export const MAX_HTML_CHARACTERS = 5_000_000;

/** Open elements at once. Our own choice: news pages nest 25 deep; Blink stops at 512 (`kMaximumHTMLParserDOMTreeDepth`). */
export const MAX_NESTING = 128;

/**
 * Elements and character references, each of which becomes a node of the tree. Our own choice: ten times what the
 * largest news pages hold, and what Readability still searches in seconds.
 */
export const MAX_NODES = 30_000;

/**
 * The depths of all nodes and of each `TEXT_NODE_CHARACTERS` of text, together. Readability looks at the ancestors of
 * each node and counts the text of each ancestor, so this bounds its work. Our own choice: ten times the largest news pages.
 */
export const MAX_TOTAL_DEPTH = 300_000;
/** UTF-16 units of text that cost as much as a node. Measured. */
export const TEXT_NODE_CHARACTERS = 200;

/** UTF-16 units of one attribute value or one item of metadata; class lists and dates are shorter, and data: URLs are of no use here. */
export const MAX_ATTRIBUTE_CHARACTERS = 2_000;

/** The refusal of a page beyond one of these limits. */
export function tooLarge(what: string): DepecheError {
  return new DepecheError('payload-too-large', `${what}. Send the article's text instead.`);
}
