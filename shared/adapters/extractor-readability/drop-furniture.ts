import { type Content, measureContent, readNameWords } from './measure-content.ts';

/** Elements that are furniture wherever they stand. */
const FURNITURE_ELEMENTS = new Set('aside button figcaption footer menu nav'.split(' '));
const FURNITURE_ROLES = new Set('banner complementary contentinfo dialog menu navigation search toolbar'.split(' '));
/** One word of a class or id, French or English, that names a family of furniture. */
const FURNITURE_WORD =
  /^(?:ads?|advert\w*|ariane|auteurs?|authors?|banner|breadcrumbs?|byline|captions?|commentaires?|comments?|consent|cookies?|copyright|credits?|footer|gdpr|legendes?|menu|modal|nav|navbar|navigation|newsletters?|outbrain|pagination|partage[rs]?|paywall|permalink|popin|popup|promo|publicite|pullquote|recommandations?|recommended|related|rgpd|share|sharing|sidebar|social|sociaux|sponsor\w*|taboola|tags|toolbar)$/i;
/** A block named like furniture that holds more of the page's prose than this is a badly named frame of the article. */
const MAX_FURNITURE_SHARE = 0.3;

/** Longer blocks say more than who wrote the article and when. */
const MAX_ORIGIN_CHARACTERS = 120;
const SENTENCE_ENDS = new Set('.!?…»"”');

/** A line of which links make up this share points elsewhere. */
const MIN_LINK_SHARE = 0.8;
const LINES = new Set(['p', 'div']);

function isNamedFurniture(element: Element): boolean {
  return (
    FURNITURE_ELEMENTS.has(element.localName) ||
    FURNITURE_ROLES.has(element.getAttribute('role') ?? '') ||
    readNameWords(element).some((word) => FURNITURE_WORD.test(word))
  );
}

function isOriginLine({ statesOrigin, characters, lastCharacter }: Content): boolean {
  return statesOrigin && characters <= MAX_ORIGIN_CHARACTERS && !SENTENCE_ENDS.has(lastCharacter);
}

/** A date or a name inside a sentence is part of it, whatever its element is called. */
function isSentence({ hasBlocks, lastCharacter }: Content): boolean {
  return !hasBlocks && SENTENCE_ENDS.has(lastCharacter);
}

function isLinkLine(element: Element, { hasBlocks, characters, linkedCharacters }: Content): boolean {
  return LINES.has(element.localName) && !hasBlocks && linkedCharacters > characters * MIN_LINK_SHARE;
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

  const pending = [...body.children];
  for (let element = pending.pop(); element; element = pending.pop()) {
    const content = contents.get(element);
    if (!content) continue;
    const isFurniture =
      (proseOf(content) <= mostProse && isNamedFurniture(element)) ||
      isOriginLine(content) ||
      isLinkLine(element, content);
    if (isFurniture) element.remove();
    else if (!isSentence(content)) pending.push(...element.children);
  }
}
