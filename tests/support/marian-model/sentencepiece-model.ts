/** Marian's order: the end of the sentence first, then the unknown word. */
export const END_OF_SENTENCE = 0;
export const UNKNOWN = 1;
/** SentencePiece writes a space as this character, in front of the word. */
export const SPACE = '▁';

const NORMAL = 1;
const UNKNOWN_TYPE = 2;
const CONTROL = 3;
const UNIGRAM = 1;

/**
 * A SentencePiece unigram model (`sentencepiece_model.proto`) that cuts text into these pieces, the longest first:
 * pieces that are one word cost less than their letters. No normalisation but the usual treatment of spaces.
 */
export function writeSentencePieceModel(pieces: readonly string[]): Buffer {
  const entries = pieces.map((piece) => {
    const type = piece === pieces[END_OF_SENTENCE] ? CONTROL : piece === pieces[UNKNOWN] ? UNKNOWN_TYPE : NORMAL;
    const score = type === NORMAL ? -10 + [...piece].length / 100 : 0;
    return field(1, Buffer.concat([field(1, Buffer.from(piece)), float(2, score), number(3, type)]));
  });
  const trainer = Buffer.concat([
    number(3, UNIGRAM),
    number(4, pieces.length),
    number(40, UNKNOWN),
    number(41, -1),
    number(42, END_OF_SENTENCE),
    number(43, -1),
  ]);
  const normalizer = Buffer.concat([field(1, Buffer.from('identity')), number(3, 1), number(4, 1), number(5, 1)]);
  return Buffer.concat([...entries, field(2, trainer), field(3, normalizer)]);
}

function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  return Buffer.from([...bytes, Number(rest)]);
}

const tag = (id: number, wireType: number) => varint(BigInt(id * 8 + wireType));
const number = (id: number, value: number) => Buffer.concat([tag(id, 0), varint(BigInt(value))]);
const field = (id: number, bytes: Buffer) => Buffer.concat([tag(id, 2), varint(BigInt(bytes.length)), bytes]);

function float(id: number, value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return Buffer.concat([tag(id, 5), bytes]);
}
