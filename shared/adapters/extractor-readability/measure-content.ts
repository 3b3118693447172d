/** What an element of an article holds; white space is not counted. */
export interface Content {
  characters: number;
  /** Characters of links that point at other pages; addresses that a reader may want to copy are not counted. */
  linkedCharacters: number;
  lastCharacter: string;
  hasBlocks: boolean;
  /** Whether it, or an element in it, says who wrote the article or when. */
  statesOrigin: boolean;
}

const BLOCKS = new Set(
  'article aside blockquote div dl figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table ul'.split(
    ' ',
  ),
);
/** A word of a class or id, or an `itemprop`, that states who wrote the article or when. */
const ORIGIN_WORD = /^(?:date|dateModified|datePublished|author|auteur|byline|signature)$/i;
/** The text of a link that is itself an address, with or without a scheme: `redaction@exemple.fr`, `exemple.fr/dons`. */
const ADDRESS = /^\S+[.@]\S+$/;
const MAX_ADDRESS_CHARACTERS = 200;
const WORD_BREAK = /[\s_-]+|(?<=[a-z])(?=[A-Z])/;
const TEXT_NODE = 3;
const ELEMENT_NODE = 1;

/** The words of an element's class and id, and of a custom element's name (`amp-ad`), cut at hyphens, underscores, capitals. */
export function readNameWords(element: Element): string[] {
  const custom = element.localName.includes('-') ? element.localName : '';
  return `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''} ${custom}`.split(WORD_BREAK);
}

function statesOrigin(element: Element): boolean {
  return (
    element.localName === 'time' ||
    element.getAttribute('rel') === 'author' ||
    (element.getAttribute('itemprop') ?? '').split(/\s+/).some((name) => ORIGIN_WORD.test(name)) ||
    readNameWords(element).some((word) => ORIGIN_WORD.test(word))
  );
}

function isPointer(link: Element, characters: number): boolean {
  if (link.getAttribute('href')?.startsWith('#')) return false;
  return characters > MAX_ADDRESS_CHARACTERS || !ADDRESS.test((link.textContent ?? '').trim());
}

/** A block or line of which links make up this share points elsewhere. */
const MIN_LINK_SHARE = 0.8;

export const pointsElsewhere = ({ characters, linkedCharacters }: Content): boolean =>
  linkedCharacters > characters * MIN_LINK_SHARE;

/** Measures an element and all in it, each node once, so that whoever asks at every depth stays linear. */
export function measureContent(root: Element): ReadonlyMap<Element, Content> {
  const contents = new Map<Element, Content>();

  function measure(element: Element): Content {
    const content: Content = {
      characters: 0,
      linkedCharacters: 0,
      lastCharacter: '',
      hasBlocks: false,
      statesOrigin: statesOrigin(element),
    };
    for (let node = element.firstChild; node; node = node.nextSibling) {
      if (node.nodeType === TEXT_NODE) {
        const text = (node.nodeValue ?? '').replace(/\s+/g, '');
        content.characters += text.length;
        content.lastCharacter = text.at(-1) ?? content.lastCharacter;
      } else if (node.nodeType === ELEMENT_NODE) {
        const child = measure(node as Element);
        content.characters += child.characters;
        content.linkedCharacters += child.linkedCharacters;
        content.lastCharacter = child.lastCharacter || content.lastCharacter;
        content.hasBlocks ||= child.hasBlocks || BLOCKS.has((node as Element).localName);
        content.statesOrigin ||= child.statesOrigin;
      }
    }
    if (element.localName === 'a' && isPointer(element, content.characters)) {
      content.linkedCharacters = content.characters;
    }
    contents.set(element, content);
    return content;
  }

  measure(root);
  return contents;
}
