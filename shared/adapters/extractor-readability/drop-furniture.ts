import { readHeading } from '../../core/clean/furniture/headings.ts';
import { type Content, measureContent, pointsElsewhere, readNameWords } from './measure-content.ts';

/** Elements that are furniture wherever they stand. */
const FURNITURE_ELEMENTS = new Set('aside button figcaption footer menu nav'.split(' '));
const FURNITURE_ROLES = new Set('banner complementary contentinfo dialog menu navigation search toolbar'.split(' '));
/** One word of a class or id, French or English, that names a family of furniture. */
const FURNITURE_WORD =
  /^(?:ads?|advert\w*|ariane|auteurs?|authors?|banner|breadcrumbs?|byline|captions?|commentaires?|comments?|consent|cookies?|copyright|credits?|footer|gdpr|interstitial|legendes?|lightbox|menu|metering|modal|nav|navbar|navigation|newsletters?|outbrain|overlay|pagination|partage[rs]?|paywall|permalink|poool|popin|popover|popup|promo|publicite|pullquote|recommandations?|recommended|regwall|related|rgpd|share|sharing|sidebar|social|sociaux|sponsor\w*|subscri\w*|taboola|tags|toolbar)$/i;
/** The entries of a live blog may be called comments: they comment on a match. */
const LIVE_WORD = /^(?:live|liveblog|livefeed|liveblogging|livescore|direct|timeline)$/i;
const COMMENT_WORD = /^comment/i;
/** With less prose than this beside it, a block called comments is what the page is about. */
const MIN_PROSE_BESIDE = 200;
/** A block named like furniture that holds more of the page's prose than this is a badly named frame of the article. */
const MAX_FURNITURE_SHARE = 0.3;

/** Longer blocks say more than who wrote the article and when. */
const MAX_ORIGIN_CHARACTERS = 120;
const SENTENCE_ENDS = new Set('.!?…»"”');

const LINES = new Set(['p', 'div']);
const LISTS = new Set(['ul', 'ol', 'div', 'section']);
const MAX_LABEL_CHARACTERS = 60;

function isNamedFurniture(element: Element, words: readonly string[], isLive: boolean): boolean {
  return (
    FURNITURE_ELEMENTS.has(element.localName) ||
    FURNITURE_ROLES.has(element.getAttribute('role') ?? '') ||
    words.some((word) => FURNITURE_WORD.test(word) && !(isLive && COMMENT_WORD.test(word)))
  );
}

const isLiveBlog = (element: Element, words: readonly string[]): boolean =>
  words.some((word) => LIVE_WORD.test(word)) || /LiveBlogPosting/.test(element.getAttribute('itemtype') ?? '');

function isOriginLine({ statesOrigin, characters, lastCharacter }: Content): boolean {
  return statesOrigin && characters <= MAX_ORIGIN_CHARACTERS && !SENTENCE_ENDS.has(lastCharacter);
}

/** A date or a name inside a sentence is part of it, whatever its element is called. */
function isSentence({ hasBlocks, lastCharacter }: Content): boolean {
  return !hasBlocks && SENTENCE_ENDS.has(lastCharacter);
}

function isLinkLine(element: Element, content: Content): boolean {
  return LINES.has(element.localName) && !content.hasBlocks && pointsElsewhere(content);
}

/** A list of links under "Articles liés" and its like, told by the label before it. */
function isLinkList(element: Element, content: Content): boolean {
  if (!LISTS.has(element.localName) || !pointsElsewhere(content)) return false;
  const label = (element.previousElementSibling?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const heading = label.length > 0 && label.length <= MAX_LABEL_CHARACTERS ? readHeading(label) : undefined;
  return heading?.length === label.length;
}

const proseOf = ({ characters, linkedCharacters }: Content): number => characters - linkedCharacters;

/**
 * Takes out of a page what elements, roles, classes and ids call furniture, the lines that state an author and a date,
 * and the lines that are nothing but links. Elements that a page hides are left to Readability, which skips them.
 */
export function dropFurniture(body: Element): void {
  const contents = measureContent(body);
  const total = contents.get(body);
  const mostProse = total ? proseOf(total) * MAX_FURNITURE_SHARE : 0;

  const pending = Array.from(body.children, (element) => ({ element, inLive: false }));
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { element, inLive } = next;
    const content = contents.get(element);
    if (!content) continue;
    const words = readNameWords(element);
    const holdsAll = total !== undefined && proseOf(total) - proseOf(content) < MIN_PROSE_BESIDE;
    const isLive = inLive || isLiveBlog(element, words) || (holdsAll && words.some((word) => COMMENT_WORD.test(word)));
    const isFurniture =
      (proseOf(content) <= mostProse && isNamedFurniture(element, words, isLive)) ||
      isOriginLine(content) ||
      isLinkLine(element, content);
    if (isFurniture) element.remove();
    else if (isLinkList(element, content)) {
      element.previousElementSibling?.remove();
      element.remove();
    } else if (!isSentence(content)) {
      for (const child of element.children) pending.push({ element: child, inLive: isLive });
    }
  }
}
