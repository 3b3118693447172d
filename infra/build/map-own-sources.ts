import { readFileSync, writeFileSync } from 'node:fs';
import { decode, encode, type SourceMapSegment } from '@jridgewell/sourcemap-codec';

interface SourceMap {
  sources: string[];
  names: string[];
  mappings: string;
}

/**
 * Takes dependencies out of a source map, in its file. Node reads the whole map with the code when a function starts, and
 * nine tenths of it would be about them; a stack trace still names their functions, and the lines of ours.
 */
export function mapOwnSources(path: string): void {
  const map: SourceMap = JSON.parse(readFileSync(path, 'utf8'));
  const sources = createIndex();
  const names = createIndex();
  const keep = (segment: SourceMapSegment): SourceMapSegment => {
    if (segment.length === 1) return segment;
    const [column, sourceIndex, line, sourceColumn, nameIndex] = segment;
    const source = map.sources[sourceIndex] ?? '';
    if (source.includes('node_modules/')) return [column];
    const name = nameIndex === undefined ? undefined : map.names[nameIndex];
    const place = [sources.add(source), line, sourceColumn] as const;
    return name === undefined ? [column, ...place] : [column, ...place, names.add(name)];
  };
  const lines = decode(map.mappings).map((line) =>
    line.map(keep).filter((segment, at, all) => segment.length > 1 || all[at - 1]?.length !== 1),
  );
  const own = { ...map, sources: sources.values, names: names.values, mappings: encode(lines) };
  writeFileSync(path, JSON.stringify(own));
}

/** Different values in the order of their arrival; each is told its place. */
function createIndex() {
  const values: string[] = [];
  const places = new Map<string, number>();
  const add = (value: string): number => {
    const place = places.get(value) ?? values.push(value) - 1;
    places.set(value, place);
    return place;
  };
  return { values, add };
}
