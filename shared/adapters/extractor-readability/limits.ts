// What a page may cost. Beyond any of these the page is refused before a parser sees it.

/** UTF-16 units. The service's largest request body is 5,000,000 bytes, so nothing that arrives through it is longer. */
export const MAX_HTML_CHARACTERS = 5_000_000;

/** Open elements at once; Blink stops nesting here too (`kMaximumHTMLParserDOMTreeDepth`). */
export const MAX_NESTING = 512;

/** Elements and character references, each of which becomes a node of the tree. Our own choice, to bound the work. */
export const MAX_NODES = 60_000;

/** UTF-16 units of one attribute value; class lists and dates are shorter, and data: URLs are of no use here. */
export const MAX_ATTRIBUTE_CHARACTERS = 2_000;
