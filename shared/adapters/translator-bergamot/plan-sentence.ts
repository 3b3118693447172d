import { cutSentence } from '../../core/chunk/cut-sentence.ts';
import type { HeldSpan } from './hold-outside.ts';

/** The lines to translate for a sentence, and what to make of their translations. */
export interface SentencePlan {
  lines: readonly string[];
  /** The sentence's translation; `undefined` when the model lost or doubled a stand-in. */
  assemble(translations: readonly string[]): string | undefined;
}

/**
 * The engine reads at most 127 tokens a line and cuts the rest wherever it stands; French takes about four bytes a
 * token, so lines of this length hardly ever reach that, and are cut after clauses.
 */
const MAX_LINE_BYTES = 400;
const HAS_WORD = /[\p{L}\p{N}]/u;
/** A capital and a number: models carry codes over as they are. */
const STAND_IN_LETTERS = ['X', 'Z', 'Q'] as const;

/**
 * With a short stand-in for what is held outside, so that the model sees whole sentences; what stands at either end
 * needs none. `undefined` when the sentence itself has words that look like stand-ins.
 */
export function planWithStandIns(sentence: string, spans: readonly HeldSpan[]): SentencePlan | undefined {
  const letter = STAND_IN_LETTERS.find((candidate) => !new RegExp(`${candidate}\\d`).test(sentence));
  if (letter === undefined && spans.length > 0) return undefined;
  const pieces = split(sentence, spans);
  const isWord = ({ text, held }: Piece) => !held && HAS_WORD.test(text);
  const first = pieces.findIndex(isWord);
  const last = pieces.findLastIndex(isWord);
  const inside = first < 0 ? [] : pieces.slice(first, last + 1);
  const held = inside.filter((piece) => piece.held);
  const standIn = (at: number) => `${letter}${at + 1}`;
  const masked = inside.map((piece) => (piece.held ? standIn(held.indexOf(piece)) : piece.text)).join('');
  const core = cut(masked);
  const write = (around: readonly Piece[]) => around.map(({ text }) => text).join('');
  const before = write(first < 0 ? pieces : pieces.slice(0, first));
  const after = first < 0 ? '' : write(pieces.slice(last + 1));
  return {
    lines: core.lines,
    assemble(translations) {
      let text = core.join(translations);
      // From the last, so that X1 is not taken for the beginning of X12.
      for (const [at, piece] of [...held.entries()].reverse()) {
        const [start, end, ...more] = text.split(standIn(at));
        if (start === undefined || end === undefined || more.length > 0) return undefined;
        text = start + piece.text + end;
      }
      return `${before}${text}${after}`;
    },
  };
}

/** In pieces between what is held outside: loses nothing whatever the model does, but it sees only the pieces. */
export function planInPieces(sentence: string, spans: readonly HeldSpan[]): SentencePlan {
  const pieces = split(sentence, spans).map((piece) => (piece.held ? keep(piece.text) : cut(piece.text)));
  return {
    lines: pieces.flatMap(({ lines }) => lines),
    assemble(translations) {
      let from = 0;
      return pieces
        .map(({ lines, join }) => {
          const own = translations.slice(from, from + lines.length);
          from += lines.length;
          return join(own);
        })
        .join('');
    },
  };
}

interface Piece {
  text: string;
  held: boolean;
}

function split(sentence: string, spans: readonly HeldSpan[]): Piece[] {
  let from = 0;
  const pieces = spans.flatMap(({ start, end, text }) => {
    const before = { text: sentence.slice(from, start), held: false };
    from = end;
    return [before, { text, held: true }];
  });
  return [...pieces, { text: sentence.slice(from), held: false }].filter(({ text }) => text !== '');
}

interface CutText {
  lines: readonly string[];
  join(translations: readonly string[]): string;
}

const keep = (text: string): CutText => ({ lines: [], join: () => text });

/** Text as lines that the engine takes whole, with the white space around and between them. */
function cut(text: string): CutText {
  if (!HAS_WORD.test(text)) return keep(text);
  const lead = /^\s*/.exec(text)?.[0] ?? '';
  const parts = cutSentence(text.slice(lead.length), MAX_LINE_BYTES);
  return {
    lines: parts.map((part) => part.text),
    join: (translations) => lead + parts.map(({ joiner }, at) => (translations[at] ?? '') + joiner).join(''),
  };
}
