/** Elements that start and end a line of their own. */
const BLOCK = new Set(
  'address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);
const CELL = new Set(['td', 'th']);
const WHITE_SPACE = /[\s\u00a0]+/g;
const TEXT_NODE = 3;
const ELEMENT_NODE = 1;

/**
 * The paragraphs of a subtree as plain text: one a block; white space collapsed; `<br>` breaks the line, two of them the
 * paragraph; the cells of a table row are one paragraph, set apart by " | ".
 */
export function renderParagraphs(root: Node): string[] {
  const paragraphs: string[] = [];
  let lines: string[] = [];
  let line = '';

  function breakLine(): void {
    lines.push(line.replace(WHITE_SPACE, ' ').trim());
    line = '';
  }
  function breakParagraph(): void {
    breakLine();
    for (const paragraph of lines.join('\n').split(/\n\n+/)) {
      const text = paragraph.replace(/^[\n |]+|[\n |]+$/g, '');
      if (text !== '') paragraphs.push(text);
    }
    lines = [];
  }
  function visit(node: Node): void {
    if (node.nodeType === TEXT_NODE) line += node.nodeValue ?? '';
    if (node.nodeType !== ELEMENT_NODE) return;
    const name = node.nodeName.toLowerCase();
    if (name === 'br') {
      breakLine();
      return;
    }
    const isBlock = BLOCK.has(name);
    if (isBlock) breakParagraph();
    for (let child = node.firstChild; child; child = child.nextSibling) visit(child);
    if (isBlock) breakParagraph();
    else if (CELL.has(name)) line += ' | ';
  }

  visit(root);
  breakParagraph();
  return paragraphs;
}
