/** What the rules share about the lines of a text, so that each is cut and read once although every rule asks for it. */
export interface LineReader {
  /** The lines of a text, without their line feeds; those of the text that was asked for last cost nothing. */
  linesOf(text: string): readonly string[];

  /**
   * Reads a line by a function that looks at nothing else, or gives what that function said of the same line before:
   * most lines do not change from one pass of the cleaning to the next.
   */
  readOnce<Reading>(line: string, read: (line: string) => Reading): Reading;
}

/** Starts without memory; what is read is kept as long as the reader. */
export function createLineReader(): LineReader {
  let lastText = '';
  let lastLines: readonly string[] = [''];
  const memory = new Map<unknown, Map<string, unknown>>();
  return {
    linesOf(text) {
      if (text !== lastText) {
        lastText = text;
        lastLines = text.split('\n');
      }
      return lastLines;
    },

    readOnce<Reading>(line: string, read: (line: string) => Reading): Reading {
      let readings = memory.get(read);
      if (readings === undefined) {
        readings = new Map();
        memory.set(read, readings);
      }
      const known = readings.get(line);
      if (known !== undefined || readings.has(line)) return known as Reading; // what `read` returned
      const reading = read(line);
      readings.set(line, reading);
      return reading;
    },
  };
}
