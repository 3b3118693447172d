/** A line of a text, without its line feed, with what was read of it so far: see `onceALine`. */
export interface ReadLine {
  text: string;
  readings: unknown[];
}

/** What the rules share about the lines of a text, so that each is cut and read once although every rule asks for it. */
export interface LineReader {
  /** The lines of a text; those of the text that was asked for last cost nothing. */
  linesOf(text: string): readonly ReadLine[];
}

/** Starts without memory; what is read is kept as long as the reader. */
export function createLineReader(): LineReader {
  const known = new Map<string, ReadLine>();
  const lineOf = (text: string): ReadLine => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const line = { text, readings: new Array(kindsOfReading) };
    known.set(text, line);
    return line;
  };
  let lastText = '';
  let lastLines: readonly ReadLine[] = [lineOf('')];
  return {
    linesOf(text) {
      if (text !== lastText) {
        lastText = text;
        lastLines = text.split('\n').map(lineOf);
      }
      return lastLines;
    },
  };
}

let kindsOfReading = 0;

/**
 * Makes a function of a line's text alone one that is run once a line, however many rules and passes of the cleaning ask:
 * most lines do not change from one to the next.
 */
export function onceALine<Reading extends object | string>(
  read: (text: string) => Reading,
): (line: ReadLine) => Reading {
  const place = kindsOfReading++;
  return ({ text, readings }) => {
    const known = readings[place];
    if (known !== undefined) return known as Reading; // what `read` returned
    const reading = read(text);
    readings[place] = reading;
    return reading;
  };
}
