/** Element types of Marian's binary format (`src/common/types.h`): class of number in the high byte, bytes in the low. */
const FLOAT32 = 0x0404;
const INT8 = 0x0101;
const INTGEMM8 = 0x4101;
/** Marian maps the file into memory; every array begins at a multiple of this. */
const ALIGNMENT = 256;

interface Item {
  name: string;
  type: number;
  shape: readonly number[];
  bytes: Buffer;
}

/** Collects named arrays and writes them as one Marian model file (version 1 of its binary format). */
export interface MarianFile {
  addFloats(name: string, values: Float32Array, shape: readonly number[]): void;
  /** `rows` as intgemm wants them: one row an output, whatever `shape` says. Stored as 8-bit integers and their scale. */
  addQuantised(name: string, rows: Float32Array, shape: readonly number[]): void;
  /** The whole file, the architecture (`special:model.yml`) last. */
  toBuffer(architecture: string): Buffer;
}

export function createMarianFile(): MarianFile {
  const items: Item[] = [];
  return {
    addFloats(name, values, shape) {
      items.push({
        name,
        type: FLOAT32,
        shape,
        bytes: Buffer.from(values.buffer, values.byteOffset, values.byteLength),
      });
    },
    addQuantised(name, rows, shape) {
      const largest = rows.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const scale = Math.fround(largest === 0 ? 1 : 127 / largest);
      const bytes = Buffer.alloc(rows.length + 4);
      for (const [at, value] of rows.entries()) {
        bytes.writeInt8(Math.max(-127, Math.min(127, Math.round(value * scale))), at);
      }
      bytes.writeFloatLE(scale, rows.length);
      items.push({ name, type: INTGEMM8, shape, bytes });
    },
    toBuffer(architecture) {
      const text = Buffer.from(`${architecture}\0`);
      const sorted = items.toSorted((left, right) => (left.name < right.name ? -1 : 1));
      return write([...sorted, { name: 'special:model.yml', type: INT8, shape: [text.length], bytes: text }]);
    },
  };
}

/** Version, count, a header an item, names, shapes, padding, arrays: see Marian's `src/common/binary.cpp`. */
function write(items: readonly Item[]): Buffer {
  const names = items.map(({ name }) => Buffer.from(`${name}\0`));
  const arrays = items.map(({ bytes }) => pad(bytes));
  const headers = items.map(({ type, shape }, at) =>
    longs(names[at]?.length ?? 0, type, shape.length, arrays[at]?.length ?? 0),
  );
  const shapes = items.map(({ shape }) => Buffer.from(Int32Array.from(shape).buffer));
  const head = Buffer.concat([longs(1, items.length), ...headers, ...names, ...shapes]);
  const gap = (ALIGNMENT - ((head.length + 8) % ALIGNMENT)) % ALIGNMENT;
  return Buffer.concat([head, longs(gap), Buffer.alloc(gap), ...arrays]);
}

function pad(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((ALIGNMENT - (bytes.length % ALIGNMENT)) % ALIGNMENT)]);
}

function longs(...values: number[]): Buffer {
  return Buffer.from(BigUint64Array.from(values.map(BigInt)).buffer);
}
