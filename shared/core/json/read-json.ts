/** Characters of a list that are read at a time: some milliseconds. */
const SLICE_CHARACTERS = 250_000;

const QUOTE = '"';
const BACKSLASH = 0x5c;
const OPENING = new Set('{[');
const CLOSING = new Set('}]');

/**
 * Reads JSON as `JSON.stringify` writes it, without white space, in steps that take little time each: long lists slice by
 * slice, all else at once. It returns what `JSON.parse` does, and throws `SyntaxError` where that would.
 */
export function* readJson(text: string, sliceCharacters = SLICE_CHARACTERS): Generator<void, unknown> {
  if (text.length <= sliceCharacters) return JSON.parse(text);
  const { value, end } = yield* readValue(text, 0, sliceCharacters);
  if (end < text.length) throw brokenOff();
  return value;
}

/** A value, and where it ends. */
interface ReadValue {
  value: unknown;
  end: number;
}

function* readValue(text: string, start: number, sliceCharacters: number): Generator<void, ReadValue> {
  if (text[start] === '[') return yield* readList(text, start, sliceCharacters);
  if (text[start] === '{') return yield* readObject(text, start, sliceCharacters);
  const end = endOfValue(text, start);
  return { value: JSON.parse(text.slice(start, end)), end };
}

function* readList(text: string, start: number, sliceCharacters: number): Generator<void, ReadValue> {
  const items: unknown[] = [];
  let from = start + 1;
  if (text[from] === ']') return { value: items, end: from + 1 };
  for (let end = from; ; end += 1) {
    end = endOfValue(text, end);
    const isLast = text[end] !== ',';
    if (!isLast && end - from < sliceCharacters) continue;
    // A list of no item would be one to it, and a comma before it nothing.
    if (end === from) throw brokenOff();
    for (const item of JSON.parse(`[${text.slice(from, end)}]`) as unknown[]) items.push(item);
    if (isLast) return { value: items, end: after(text, end, ']') };
    from = end + 1;
    yield;
  }
}

function* readObject(text: string, start: number, sliceCharacters: number): Generator<void, ReadValue> {
  const members: [string, unknown][] = [];
  let end = start + 1;
  if (text[end] === '}') return { value: {}, end: end + 1 };
  for (;;) {
    const endOfName = text[end] === QUOTE ? endOfValue(text, end) : end;
    const name = JSON.parse(text.slice(end, endOfName)) as string;
    const member = yield* readValue(text, after(text, endOfName, ':'), sliceCharacters);
    members.push([name, member.value]);
    end = member.end;
    if (text[end] !== ',') return { value: Object.fromEntries(members), end: after(text, end, '}') };
    end += 1;
  }
}

/** The place behind a sign that has to stand there. */
function after(text: string, at: number, sign: string): number {
  if (text[at] !== sign) throw brokenOff();
  return at + 1;
}

/** Where the value ends that starts there. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const sign = text[at] as string;
    if (sign === QUOTE) at = endOfString(text, at);
    else if (OPENING.has(sign)) depth += 1;
    else if (depth === 0 && (sign === ',' || sign === ':' || CLOSING.has(sign))) return at;
    else if (CLOSING.has(sign)) depth -= 1;
  }
  return text.length;
}

/** Where the quote stands that ends the string: one before which the backslashes are none or in pairs. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf(QUOTE, start + 1); at >= 0; at = text.indexOf(QUOTE, at + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return at;
  }
  throw brokenOff();
}

function brokenOff(): SyntaxError {
  return new SyntaxError('The JSON breaks off.');
}
