/** Castagnoli's polynomial, bits reversed. */
const POLYNOMIAL = 0x82f63b78;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
  return value;
});

/** The checksum CRC-32C (RFC 3720, appendix B.4), which Node's zlib lacks. */
export function crc32c(bytes: Uint8Array): number {
  let checksum = ~0;
  for (let at = 0; at < bytes.length; at += 1) {
    checksum = (checksum >>> 8) ^ (TABLE[(checksum ^ (bytes[at] as number)) & 0xff] as number); // both are in range
  }
  return ~checksum >>> 0;
}
