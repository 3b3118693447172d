import type { DroppedBlock } from '../../ports/html-extractor.ts';
import { type Content, measureContent, pointsElsewhere, readNameWords } from './measure-content.ts';
import { renderParagraphs } from './render-paragraphs.ts';

/** Fewer words say nothing that somebody would miss; as many in a row tell a stretch from all others. */
const MIN_WORDS = 5;
/** What a person reads through, and what a result can carry. */
const MAX_BLOCKS = 200;
const MAX_BYTES = 20_000;

const WORD = /[\p{L}\p{N}]+/gu;
const NAVIGATION_ELEMENTS = new Set(['nav', 'menu']);
const NAVIGATION_ROLES = new Set(['navigation', 'menu', 'menubar', 'search', 'toolbar']);
const NAVIGATION_WORD = /^(?:nav|navbar|navigation|menu|breadcrumbs?|ariane|pagination|toolbar)$/i;
const BLOCKS = new Set('div dl footer h1 h2 h3 h4 h5 h6 header li ol p section table td ul'.split(' '));

function isNavigation(element: Element, content: Content | undefined): boolean {
  if (NAVIGATION_ELEMENTS.has(element.localName)) return true;
  if (NAVIGATION_ROLES.has(element.getAttribute('role') ?? '')) return true;
  if (readNameWords(element).some((word) => NAVIGATION_WORD.test(word))) return true;
  return content !== undefined && BLOCKS.has(element.localName) && pointsElsewhere(content);
}

/** The blocks of a page as a reader sees them, but for what leads elsewhere; to be called before anything is taken out. */
export function readBlocks(page: Element, articleBody?: string): string[] {
  const contents = measureContent(page);
  return renderParagraphs(page, articleBody, (element) => isNavigation(element, contents.get(element)));
}

interface Word {
  start: number;
  end: number;
  key: string;
}

const readWords = (text: string): Word[] =>
  Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    key: word.toLowerCase(),
  }));

/** The words from `at` on that tell a stretch from others; nothing where there are not as many. */
function stretchAt(words: readonly Word[], at: number): string | undefined {
  if (at + MIN_WORDS > words.length) return undefined;
  let stretch = '';
  for (let index = at; index < at + MIN_WORDS; index++) stretch += ` ${words[index]?.key}`;
  return stretch;
}

/**
 * What the blocks of a page say and neither `text`, the article that was found in it, nor its title does, each with where
 * in the text it would stand.
 */
export function listDropped(blocks: readonly string[], text: string, title = ''): DroppedBlock[] {
  const places = readPlaces(text, title);
  const dropped = new Map<string, DroppedBlock>();
  let bytes = 0;
  let at = 0;
  for (const block of blocks) {
    const words = readWords(block);
    let saidUntil = 0;
    let first = 0;
    const close = (end: number) => {
      if (end - first < MIN_WORDS || dropped.size >= MAX_BLOCKS) return;
      const from = first === 0 ? 0 : (words[first] as Word).start; // within the block, as `end` is
      const missed = block.slice(from, words[end]?.start).trim();
      const size = Buffer.byteLength(missed);
      if (dropped.has(missed) || bytes + size > MAX_BYTES) return;
      bytes += size;
      dropped.set(missed, { text: missed, at });
    };
    for (let index = 0; index < words.length; index++) {
      const place = places.get(stretchAt(words, index) ?? '');
      if (place !== undefined) {
        if (index >= saidUntil) close(index);
        at = place;
        saidUntil = index + MIN_WORDS;
      }
      if (index < saidUntil) first = index + 1;
    }
    close(words.length);
  }
  return [...dropped.values()];
}

/** Where what is said stands: from each stretch of it to the end of its paragraph in the text, or its start for a title. */
function readPlaces(text: string, title: string): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const ofTitle = readWords(title);
  ofTitle.forEach((_, index) => {
    places.set(stretchAt(ofTitle, index) ?? ' ', 0);
  });
  const words = readWords(text);
  let paragraphEnd = -1;
  words.forEach(({ end }, index) => {
    if (end > paragraphEnd) {
      const next = text.indexOf('\n\n', end);
      paragraphEnd = next < 0 ? text.length : next;
    }
    const stretch = stretchAt(words, index);
    if (stretch !== undefined && !places.has(stretch)) places.set(stretch, paragraphEnd);
  });
  return places;
}
