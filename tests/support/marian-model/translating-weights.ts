import type { Dictionary } from './dictionary.ts';
import { createMarianFile } from './marian-binary.ts';

/** The dimensions of a transformer with an SSRU decoder, as Marian names them. */
export interface ModelShape {
  dimensions: number;
  feedForward: number;
  heads: number;
  encoderLayers: number;
  decoderLayers: number;
  vocabulary: number;
}

/** Keeps the codes of pieces apart from the sinusoids of positions: from this dimension on those hardly move. */
const firstCodeDimension = (half: number) => Math.ceil(((half - 1) * Math.log(400)) / Math.log(10_000));
/** Sharpness of the attention on the position of the same number. */
const ATTENTION_GAIN = 10;
/** How loud the piece found there is beside what the decoder held before. */
const VALUE_GAIN = 20;
/** 127 over the largest activation that these weights give rise to. */
const ACTIVATION_SCALE = 127 / 4;

/**
 * The bytes of a Marian model whose weights are designed, not trained: it translates piece by piece. Decoder position t
 * attends to source position t by the sinusoids alone, and the code of the piece there, two halves exchanged, is the
 * code of its partner in the dictionary; the end of the sentence is its own partner, so the output ends where the input
 * does. All other layers add nothing, and cost what those of a trained model of this shape cost.
 */
export function writeTranslatingModel(shape: ModelShape, dictionary: Dictionary): Buffer {
  const { dimensions: d, feedForward, vocabulary } = shape;
  const file = createMarianFile();
  const matrix = (name: string, rows: number, columns: number, weights: Weight[] = []) => {
    const values = new Float32Array(rows * columns);
    for (const { from, to, weight } of weights) values[to * rows + from] = weight;
    file.addQuantised(name, values, [rows, columns]);
    file.addFloats(`${name}_QuantMultA`, Float32Array.of(ACTIVATION_SCALE), [1]);
  };
  const vector = (name: string, length: number, value = 0) =>
    file.addFloats(name, new Float32Array(length).fill(value), [1, length]);
  const norm = (name: string) => {
    vector(`${name}_ln_scale`, d, 1);
    vector(`${name}_ln_bias`, d);
  };
  const attention = (name: string, weights: Partial<Record<'q' | 'k' | 'v' | 'o', Weight[]>> = {}) => {
    for (const part of ['q', 'k', 'v', 'o'] as const) {
      matrix(`${name}_W${part}`, d, d, weights[part]);
      vector(`${name}_b${part}`, d);
    }
    norm(`${name}_Wo`);
  };
  const feed = (name: string) => {
    matrix(`${name}_W1`, d, feedForward);
    vector(`${name}_b1`, feedForward);
    matrix(`${name}_W2`, feedForward, d);
    vector(`${name}_b2`, d);
    norm(`${name}_ffn`);
  };
  for (let layer = 1; layer <= shape.encoderLayers; layer += 1) {
    attention(`encoder_l${layer}_self`);
    feed(`encoder_l${layer}_ffn`);
  }
  for (let layer = 1; layer <= shape.decoderLayers; layer += 1) {
    matrix(`decoder_l${layer}_rnn_W`, d, d);
    matrix(`decoder_l${layer}_rnn_Wf`, d, d);
    vector(`decoder_l${layer}_rnn_bf`, d);
    norm(`decoder_l${layer}_rnn_ffn`);
    attention(`decoder_l${layer}_context`, layer === 1 ? samePosition(shape) : {});
    feed(`decoder_l${layer}_ffn`);
  }
  file.addQuantised('Wemb', embed(shape, dictionary), [vocabulary, d]);
  for (const name of ['Wemb', 'none']) file.addFloats(`${name}_QuantMultA`, Float32Array.of(ACTIVATION_SCALE), [1]);
  vector('decoder_ff_logit_out_b', vocabulary);
  return file.toBuffer(describeArchitecture(shape));
}

interface Weight {
  from: number;
  to: number;
  weight: number;
}

/** Queries and keys are the faster sinusoids, the same in every head; values and output carry codes, halves exchanged. */
function samePosition({ dimensions: d, heads }: ModelShape): Record<'q' | 'k' | 'v' | 'o', Weight[]> {
  const half = d / 2;
  const perHead = d / heads;
  const first = firstCodeDimension(half);
  const stride = Math.max(1, Math.floor(first / (perHead / 2)));
  const positions: Weight[] = [];
  for (let head = 0; head < heads; head += 1) {
    for (let at = 0; at < perHead / 2 && at * stride < first; at += 1) {
      const to = head * perHead + at * 2;
      positions.push({ from: at * stride, to, weight: ATTENTION_GAIN });
      positions.push({ from: half + at * stride, to: to + 1, weight: ATTENTION_GAIN });
    }
  }
  const codes = Array.from({ length: codeLength(half) }, (_, at) => first + at);
  const exchanged = (at: number) => first + ((at - first + codes.length / 2) % codes.length);
  return {
    q: positions,
    k: positions,
    v: codes.map((at) => ({ from: at, to: at, weight: 1 })),
    o: codes.map((at) => ({ from: at, to: exchanged(at), weight: VALUE_GAIN })),
  };
}

/** A multiple of 4: two halves with as many ones as minus ones. */
function codeLength(half: number): number {
  return Math.floor((half - firstCodeDimension(half)) / 4) * 4;
}

/** A code a piece. Partners have each other's halves; a piece that is its own partner has the same half twice. */
function embed({ dimensions: d, vocabulary }: ModelShape, { partners }: Dictionary): Float32Array {
  const table = new Float32Array(vocabulary * d);
  const half = codeLength(d / 2) / 2;
  const first = firstCodeDimension(d / 2);
  const random = createRandom(20_270_101);
  const halves = partners.map(() => balancedSigns(half, random));
  const unit = 1 / Math.sqrt(d); // Marian multiplies embeddings by the root of their dimension
  partners.forEach((partner, piece) => {
    const code = [...(halves[piece] ?? []), ...(halves[partner] ?? [])];
    code.forEach((sign, at) => {
      table[piece * d + first + at] = sign * unit;
    });
  });
  return table;
}

function balancedSigns(length: number, random: () => number): number[] {
  const signs: number[] = Array.from({ length }, (_, at) => (at % 2 === 0 ? 1 : -1));
  for (let at = length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [signs[at], signs[other]] = [signs[other] ?? 1, signs[at] ?? 1];
  }
  return signs;
}

/** Park and Miller's generator: the same model on every machine. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function describeArchitecture(shape: ModelShape): string {
  const { dimensions, feedForward, heads, encoderLayers, decoderLayers, vocabulary } = shape;
  return `bert-train-type-embeddings: true
bert-type-vocab-size: 2
dec-cell: ssru
dec-cell-base-depth: 2
dec-cell-high-depth: 1
dec-depth: ${decoderLayers}
dim-emb: ${dimensions}
dim-rnn: 1024
dim-vocabs:
  - ${vocabulary}
  - ${vocabulary}
enc-cell: gru
enc-cell-depth: 1
enc-depth: ${encoderLayers}
enc-type: bidirectional
input-types: []
layer-normalization: false
lemma-dim-emb: 0
output-omit-bias: false
right-left: false
skip: false
special-vocab: []
tied-embeddings: false
tied-embeddings-all: true
tied-embeddings-src: false
transformer-aan-activation: swish
transformer-aan-depth: 2
transformer-aan-nogate: false
transformer-decoder-autoreg: rnn
transformer-dim-aan: 2048
transformer-dim-ffn: ${feedForward}
transformer-ffn-activation: relu
transformer-ffn-depth: 2
transformer-guided-alignment-layer: last
transformer-heads: ${heads}
transformer-no-projection: false
transformer-pool: false
transformer-postprocess: dan
transformer-postprocess-emb: d
transformer-postprocess-top: ""
transformer-preprocess: ""
transformer-tied-layers: []
transformer-train-position-embeddings: false
type: transformer
ulr: false
ulr-dim-emb: 0
ulr-trainable-transformation: false
version: v1.9.56
`;
}
