/** Entries of a list that are written at a time: a millisecond or two. */
const SLICE_ENTRIES = 2_000;

/** Whether a value holds a list that takes long to write. */
export function hasLongList(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > SLICE_ENTRIES;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasLongList);
}

/** The JSON of a plain value in pieces that take little time each; together they are what `JSON.stringify` gives. */
export function* writeJson(value: unknown): Generator<string> {
  if (!hasLongList(value)) {
    yield JSON.stringify(value);
  } else if (Array.isArray(value)) {
    yield '[';
    for (let start = 0; start < value.length; start += SLICE_ENTRIES) {
      yield `${start > 0 ? ',' : ''}${JSON.stringify(value.slice(start, start + SLICE_ENTRIES)).slice(1, -1)}`;
    }
    yield ']';
  } else {
    let separator = '{';
    for (const [name, member] of Object.entries(value as object)) {
      if (member === undefined) continue;
      yield `${separator}${JSON.stringify(name)}:`;
      yield* writeJson(member);
      separator = ',';
    }
    yield '}';
  }
}
