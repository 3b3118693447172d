/**
 * Reads a line by a function that looks at nothing else, or gives what that function said of the same line before: most
 * lines do not change from one pass of the cleaning to the next.
 */
export type ReadOnce = <Reading>(line: string, read: (line: string) => Reading) => Reading;

/** Starts without memory; what is read is kept as long as the function that is returned. */
export function createReadOnce(): ReadOnce {
  const memory = new Map<unknown, Map<string, unknown>>();
  return <Reading>(line: string, read: (line: string) => Reading): Reading => {
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
  };
}
