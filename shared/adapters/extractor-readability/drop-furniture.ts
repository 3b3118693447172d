/** Elements that are furniture wherever they stand. */
const FURNITURE_ELEMENTS = new Set(['nav', 'aside', 'footer', 'menu', 'button', 'figcaption']);
const FURNITURE_ROLES = new Set(
  'alert alertdialog banner complementary contentinfo dialog menu menubar navigation search toolbar'.split(' '),
);
/** One word of a class or id, French or English, that names a family of furniture. */
const FURNITURE_WORD =
  /^(?:ads?|advert\w*|ariane|banner|breadcrumbs?|commentaires?|comments?|consent|cookies?|footer|gdpr|lire(?:aussi)?|menu|modal|nav|navbar|navigation|newsletters?|outbrain|pager|pagination|partage[rs]?|permalink|popin|popup|print|promo|publicite|recommandations?|recommended|related|rgpd|share|sharing|sidebar|skip|social|sociaux|sponsor\w*|taboola|tags|toolbar)$/i;
const HIDDEN_STYLE = /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;
const WORD_BREAK = /[\s_-]+|(?<=[a-z])(?=[A-Z])/;
/** A block named like furniture that holds more of the page's text than this is a badly named frame of the article. */
const MAX_TEXT_SHARE = 0.3;
/** A leaf block of which links make up this share is a pointer elsewhere, not a sentence. */
const LINK_SHARE = 0.8;
const LEAF_BLOCKS = new Set(['p', 'li', 'div', 'h2', 'h3', 'h4', 'h5', 'h6']);

const textLength = (node: Node): number => (node.textContent ?? '').replace(/\s+/g, ' ').length;

function isHidden(element: Element): boolean {
  return (
    element.hasAttribute('hidden') ||
    element.getAttribute('aria-hidden') === 'true' ||
    HIDDEN_STYLE.test(element.getAttribute('style') ?? '')
  );
}

function isNamedFurniture(element: Element): boolean {
  if (FURNITURE_ROLES.has(element.getAttribute('role') ?? '')) return true;
  const names = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`;
  return names.split(WORD_BREAK).some((word) => FURNITURE_WORD.test(word));
}

/** Figures are pictures with captions, unless they frame a table or a quotation. */
function isPicture(element: Element): boolean {
  return element.localName === 'figure' && !element.querySelector('table, blockquote');
}

/** Takes out what a page hides and what its elements, roles, classes and ids call furniture. */
export function dropFurniture(body: Element): void {
  const mostText = textLength(body) * MAX_TEXT_SHARE;
  const pending: Element[] = [...body.children];
  for (let element = pending.pop(); element; element = pending.pop()) {
    const isFurniture =
      isHidden(element) ||
      isPicture(element) ||
      ((FURNITURE_ELEMENTS.has(element.localName) || isNamedFurniture(element)) && textLength(element) <= mostText);
    if (isFurniture) element.remove();
    else pending.push(...element.children);
  }
}

/** Takes out the paragraphs and list items of an article that are nothing but links. */
export function dropLinkLines(article: Element): void {
  for (const link of [...article.querySelectorAll('a')]) {
    const block = link.closest([...LEAF_BLOCKS].join(', '));
    if (!block || block === article || !article.contains(block) || block.querySelector('p, ul, ol, table, div'))
      continue;
    const linked = [...block.querySelectorAll('a')].reduce((sum, each) => sum + textLength(each), 0);
    if (linked >= textLength(block) * LINK_SHARE) block.remove();
  }
}
