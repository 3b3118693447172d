import { unusableModel } from './model-errors.ts';

/**
 * A cursor over an unpacked model file. All numbers are little-endian; reading past the end throws. `fileName` names the file in
 * `DepecheError('translator-unavailable')`.
 */
export function createByteReader(data: Uint8Array, fileName: string) {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  let offset = 0;

  function take(count: number): number {
    const start = offset;
    offset += count;
    if (offset > data.length) throw unusableModel(fileName, 'ends too early');
    return start;
  }
  /** Throws unless `holds`; for counts and ids that must fit each other. */
  function expect(holds: boolean): void {
    if (!holds) throw unusableModel(fileName, 'holds values that do not fit each other');
  }

  return {
    uint8: () => view.getUint8(take(1)),
    uint32: () => view.getUint32(take(4), true),
    /** Unsigned LEB128: seven bits a byte, low bits first, high bit = more bytes follow. */
    varint(): number {
      const first = data[offset];
      if (first !== undefined && first < 0x80) {
        offset += 1;
        return first;
      }
      let value = 0;
      let shift = 0;
      for (;;) {
        const byte = data[offset];
        if (byte === undefined || shift > 28) throw unusableModel(fileName, 'ends too early');
        offset += 1;
        value |= (byte & 0x7f) << shift;
        if (byte < 0x80) return value >>> 0;
        shift += 7;
      }
    },
    float32s(count: number): Float32Array {
      const start = take(count * 4);
      return Float32Array.from({ length: count }, (_, index) => view.getFloat32(start + index * 4, true));
    },
    /** A view of the next bytes, not a copy. */
    bytes(count: number): Uint8Array {
      const start = take(count);
      return data.subarray(start, start + count);
    },
    position: () => offset,
    /** Throws unless the next bytes are `magic`. */
    expectMagic(magic: string): void {
      const found = String.fromCharCode(...data.subarray(take(magic.length), offset));
      if (found !== magic) throw unusableModel(fileName, `does not start with ${magic}`);
    },
    /** Throws unless every byte was read. */
    expectEnd(): void {
      if (offset !== data.length) throw unusableModel(fileName, 'is longer than its header says');
    },
    expect,
  };
}
