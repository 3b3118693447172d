/** Elements that start a line of their own, and end it unless another cell of a row follows. */
const BLOCK = new Set(
  'address article aside blockquote body center details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);
/** What is set apart from the next of its row: a table's cells, a term and what is said of it. */
const CELL = new Set(['td', 'th', 'dt', 'dd']);
const WHITE_SPACE = /[\s\u00a0]+/g;
/** Stands where inline markup parts two letters, until it is known whether a space was lost there. */
const SEAM = '\ue000';
const SEAMS = new RegExp(SEAM, 'g');
/** Inline elements that mark words; empty between two letters, they held a space. */
const MARKED = new Set(['a', 'abbr', 'b', 'cite', 'em', 'i', 'span', 'strong']);
const ENDS_IN_LETTER = /\p{L}$/u;
const TEXT_NODE = 3;
const ELEMENT_NODE = 1;

/**
 * The paragraphs of a subtree as plain text: one a block; white space collapsed; `<br>` breaks the line, two of them the
 * paragraph; the cells of a table row, or a term and what is said of it, are one paragraph, set apart by " | ". Where
 * inline markup parts two letters, a space stands if `body`, the article as the page states it elsewhere, has one there.
 * What `isLeftOut` breaks the line.
 */
export function renderParagraphs(
  root: Node,
  body = '',
  isLeftOut: (element: Element) => boolean = () => false,
): string[] {
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
    if (isLeftOut(node as Element)) return;
    const isMarked = MARKED.has(name) && ENDS_IN_LETTER.test(line);
    if (isMarked) line += node.textContent === '' && name !== 'span' ? ' ' : SEAM;
    for (let child = node.firstChild; child; child = child.nextSibling) visit(child);
    if (MARKED.has(name) && ENDS_IN_LETTER.test(line)) line += SEAM;
    if (CELL.has(name)) line += ' | ';
    else if (isBlock) breakParagraph();
  }

  visit(root);
  breakParagraph();
  const stated = body === '' ? undefined : ` ${body.replace(WHITE_SPACE, ' ')} `;
  return paragraphs.map((paragraph) => closeSeams(paragraph, stated));
}

const PARTED = new RegExp(`([\\p{L}’']+)${SEAM}(?=([\\p{L}’']+))`, 'gu');

/** Puts back the spaces that `stated` shows between parted words, and closes every other seam. */
function closeSeams(paragraph: string, stated: string | undefined): string {
  if (!paragraph.includes(SEAM)) return paragraph;
  const spaced =
    stated === undefined
      ? paragraph
      : paragraph.replace(PARTED, (parted, left: string, right: string) =>
          stated.includes(` ${left} ${right}`) && !stated.includes(`${left}${right}`) ? `${left} ` : parted,
        );
  return spaced.replace(SEAMS, '');
}
