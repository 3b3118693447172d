import { createMarkupWriter } from './markup-writer.ts';
import { readTag, type Tag } from './read-tag.ts';

/** Elements without content (HTML Living Standard, 13.1.2). */
const VOID = new Set(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr'.split(' '),
);
/** The void elements that shape an article's text. */
const KEPT_VOID = new Set(['br', 'hr']);
/** Elements whose content is text up to their own end tag, none of it the article's. */
const RAW_TEXT = new Set('script style title textarea xmp iframe noembed noframes plaintext'.split(' '));
/** What the sanitizer writes itself. */
const SKELETON = new Set(['html', 'head', 'body', 'frameset']);
/** Other names, such as Word's `o:p`, are left out and their content is kept. */
const PLAIN_NAME = /^[a-z][a-z0-9-]*$/;
const LETTER = /^[a-z]/i;

function writeTag({ name, attributes }: Pick<Tag, 'name' | 'attributes'>): string {
  const written = [...attributes].map(([attribute, value]) => ` ${attribute}="${value.replaceAll('"', '&quot;')}"`);
  return `<${name}${written.join('')}>`;
}

/** `indexOf` from `from` on, that remembers what the rest of the page does not hold, so many misses stay linear. */
function createFinder(html: string): (needle: RegExp, from: number) => { start: number; end: number } | undefined {
  const absent = new Set<string>();
  return (needle, from) => {
    if (absent.has(needle.source)) return undefined;
    needle.lastIndex = from;
    const match = needle.exec(html);
    if (!match) absent.add(needle.source);
    return match ? { start: match.index, end: match.index + match[0].length } : undefined;
  };
}

/**
 * Rewrites a page, in one linear pass, into a small balanced document that is safe to parse: no stray `<`, bounded
 * nesting, nodes and attributes. An unclosed comment ends at its first `>`; an unclosed script takes the rest with it.
 * Scripts, styles, images and comments are gone; title and metadata stand in its head; `jsonLd` are the contents of the
 * `application/ld+json` scripts. Throws `DepecheError('payload-too-large')` past the limits of the markup writer.
 */
export function sanitizePage(html: string): { markup: string; jsonLd: string[] } {
  const head = createMarkupWriter();
  const body = createMarkupWriter();
  const find = createFinder(html);
  const jsonLd: string[] = [];
  let root = '<html>';
  let hasTitle = false;

  /** Takes what stands between a raw text element's tags; returns the offset after it. */
  function readRawText(tag: Tag): number {
    const close = tag.name === 'plaintext' ? undefined : find(new RegExp(`</${tag.name}(?=[\\s/>])`, 'gi'), tag.end);
    const content = html.slice(tag.end, close?.start ?? html.length);
    if (tag.name === 'script' && /^application\/ld\+json/i.test(tag.attributes.get('type')?.trim() ?? '')) {
      jsonLd.push(content);
    }
    if (tag.name === 'title' && !hasTitle && !body.isDropping()) {
      hasTitle = true;
      head.start('title', '<title>');
      head.text(content.replaceAll('<', '&lt;'));
      head.end('title');
    }
    return close ? (find(/>/g, close.end)?.end ?? html.length) : html.length;
  }

  function readElement(tag: Tag): number {
    const { name, end } = tag;
    if (RAW_TEXT.has(name)) return readRawText(tag);
    if (name === 'meta') head.voidElement(writeTag(tag));
    else if (VOID.has(name)) {
      if (KEPT_VOID.has(name)) body.voidElement(writeTag(tag));
    } else if (SKELETON.has(name)) {
      if (name === 'html' && root === '<html>') root = writeTag(tag);
    } else if (PLAIN_NAME.test(name)) body.start(name, writeTag(tag));
    return end;
  }

  /** Reads the markup that starts with the `<` at `at`; returns the offset after it. */
  function readMarkup(at: number): number {
    if (html.startsWith('<!--', at)) {
      const close = /^-?>/.exec(html.slice(at + 4, at + 6)) ?? undefined;
      if (close) return at + 4 + close[0].length;
      const end = find(/--!?>/g, at + 4);
      if (end) return end.end;
    }
    const next = html.slice(at + 1, at + 3);
    if (LETTER.test(next)) {
      const tag = readTag(html, at + 1);
      return tag ? readElement(tag) : html.length;
    }
    if (next.startsWith('/') && LETTER.test(next.slice(1))) {
      const tag = readTag(html, at + 2);
      if (tag) body.end(tag.name);
      return tag?.end ?? html.length;
    }
    if (/^[!?/]/.test(next)) return find(/>/g, at + 1)?.end ?? html.length;
    body.text('&lt;');
    return at + 1;
  }

  let at = 0;
  while (at < html.length) {
    const less = html.indexOf('<', at);
    const textEnd = less === -1 ? html.length : less;
    if (textEnd > at) body.text(html.slice(at, textEnd).replaceAll('\0', ''));
    at = less === -1 ? html.length : readMarkup(less);
  }
  return { markup: `<!doctype html>${root}<head>${head.finish()}</head><body>${body.finish()}</body></html>`, jsonLd };
}
