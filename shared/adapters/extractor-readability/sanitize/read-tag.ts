import { MAX_ATTRIBUTE_CHARACTERS } from '../limits.ts';

export interface Tag {
  /** Lower case. */
  name: string;
  /** The attributes that the extractor reads; the first of a name counts. */
  attributes: ReadonlyMap<string, string>;
  selfClosing: boolean;
  /** Offset after the `>`. */
  end: number;
}

const READ_ATTRIBUTES = new Set(
  'aria-hidden charset class content datetime hidden href id itemprop itemtype lang name property rel role style type'.split(
    ' ',
  ),
);
const WHITE_SPACE = /\s/;
const NAME_END = /[\s/>]/g;
const ATTRIBUTE_NAME_END = /[\s/>=]/g;
const UNQUOTED_END = /[\s>]/g;

function find(pattern: RegExp, html: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(html)?.index ?? html.length;
}

function skipSpace(html: string, from: number): number {
  let at = from;
  while (at < html.length && WHITE_SPACE.test(html.charAt(at))) at += 1;
  return at;
}

/** Reads the value that starts at `from`. A quote that is never closed is read as part of an unquoted value. */
function readValue(html: string, from: number): { value: string; end: number } {
  const quote = html.charAt(from);
  const closing = quote === '"' || quote === "'" ? html.indexOf(quote, from + 1) : -1;
  if (closing !== -1) return { value: html.slice(from + 1, closing), end: closing + 1 };
  const end = find(UNQUOTED_END, html, from);
  return { value: html.slice(from, end), end };
}

/**
 * Reads the start tag whose name begins at `nameStart`, in time linear in its length.
 * `undefined` when the page ends inside it.
 */
export function readTag(html: string, nameStart: number): Tag | undefined {
  const nameEnd = find(NAME_END, html, nameStart);
  const name = html.slice(nameStart, nameEnd).toLowerCase();
  const attributes = new Map<string, string>();
  let at = nameEnd;
  while (at < html.length) {
    const character = html.charAt(at);
    if (character === '>') return { name, attributes, selfClosing: html.charAt(at - 1) === '/', end: at + 1 };
    if (character === '/' || WHITE_SPACE.test(character)) {
      at += 1;
      continue;
    }
    // A name may begin with "=" (HTML Living Standard, 13.2.5.32), so the search starts one further.
    const attributeEnd = find(ATTRIBUTE_NAME_END, html, at + 1);
    const attribute = html.slice(at, attributeEnd).toLowerCase();
    const equals = skipSpace(html, attributeEnd);
    let value = '';
    at = attributeEnd;
    if (html.charAt(equals) === '=') {
      const read = readValue(html, skipSpace(html, equals + 1));
      value = read.value;
      at = read.end;
    }
    if (READ_ATTRIBUTES.has(attribute) && !attributes.has(attribute)) {
      attributes.set(attribute, value.slice(0, MAX_ATTRIBUTE_CHARACTERS));
    }
  }
  return undefined;
}
