import { MAX_NESTING, MAX_NODES, MAX_TOTAL_DEPTH, TEXT_NODE_CHARACTERS, tooLarge } from '../limits.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Elements that go with all they contain: not rendered, drawn, played, or controls. */
const DROPPED = words('svg math template noscript object applet canvas audio video select datalist');

const PARAGRAPH_ENDERS =
  'address article aside blockquote div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul';

/** Start tag → open elements it ends, because authors may leave their end tags out (HTML Living Standard, 13.1.2.4). */
const ENDS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ...PARAGRAPH_ENDERS.split(' ').map((name) => [name, words('p')] as const),
  ['li', words('p li')],
  ['dt', words('p dt dd')],
  ['dd', words('p dt dd')],
  ['td', words('p td th')],
  ['th', words('p td th')],
  ['tr', words('p td th tr')],
  ['tbody', words('p td th tr thead tbody')],
  ['tfoot', words('p td th tr thead tbody')],
]);

/** Elements that an implied end tag reaches through: `<p><b>one<p>two`. */
const INLINE = words('a abbr b big cite code em font i q s small span strong sub sup tt u');

/**
 * What linkedom writes as a character reference, and reads back as a text node of its own, each time Readability searches
 * again: 120,000 of them overflow the stack.
 */
const REFERENCE = /[&>\u00a0]/g;

/**
 * Writes a balanced body: what a page leaves open is closed, what it never opened is not closed. Throws
 * `DepecheError('payload-too-large')` past `MAX_NESTING`, `MAX_NODES` or `MAX_TOTAL_DEPTH`.
 */
export function createMarkupWriter() {
  const parts: string[] = [];
  const open: string[] = [];
  const openByName = new Map<string, number>();
  /** Depth of the dropped element we are in; 0 outside. */
  let droppedAt = 0;
  let nodes = 0;
  let totalDepth = 0;

  function count(added: number, characters = 0): void {
    nodes += added;
    totalDepth += open.length * (1 + characters / TEXT_NODE_CHARACTERS);
    if (nodes > MAX_NODES) {
      throw tooLarge(`The page has more than ${MAX_NODES} elements and character references`);
    }
    if (totalDepth > MAX_TOTAL_DEPTH) {
      throw tooLarge('The page has too many elements, or too much text, too deep inside others');
    }
  }

  function pop(): void {
    const name = open.pop() as string; // Callers pop only what they found on the stack.
    openByName.set(name, (openByName.get(name) ?? 0) - 1);
    if (droppedAt === 0) parts.push(`</${name}>`);
    else if (open.length < droppedAt) droppedAt = 0;
  }

  function endImplied(name: string): void {
    const ends = ENDS.get(name);
    if (!ends) return;
    for (let depth = open.length - 1; depth >= 0; depth -= 1) {
      const candidate = open[depth] ?? '';
      if (ends.has(candidate)) while (open.length > depth) pop();
      else if (!INLINE.has(candidate)) return;
    }
  }

  return {
    text(text: string): void {
      if (droppedAt > 0) return;
      count(1 + (text.match(REFERENCE)?.length ?? 0), text.length);
      parts.push(text);
    },
    voidElement(tag: string): void {
      count(1);
      if (droppedAt === 0) parts.push(tag);
    },
    /** `tag` is the whole start tag. */
    start(name: string, tag: string): void {
      count(1);
      endImplied(name);
      open.push(name);
      openByName.set(name, (openByName.get(name) ?? 0) + 1);
      if (open.length > MAX_NESTING) {
        throw tooLarge(`The page nests elements more than ${MAX_NESTING} deep`);
      }
      if (droppedAt === 0 && DROPPED.has(name)) droppedAt = open.length;
      if (droppedAt === 0) parts.push(tag);
    },
    end(name: string): void {
      if (!openByName.get(name)) return;
      while (open.at(-1) !== name) pop();
      pop();
    },
    /** Whether what is written now goes with a dropped element. */
    isDropping: () => droppedAt > 0,
    /** Closes all that is open and returns the markup. */
    finish(): string {
      while (open.length > 0) pop();
      return parts.join('');
    },
  };
}
