import { translateUnmarked, markArtificial } from '../artificial-translation.ts';

/** The ways in which a translation of numbered lines can be wrong, though it was billed. */
export type LinesFault =
  | 'prose-around'
  | 'fenced'
  | 'thinking'
  | 'counted-from-0'
  | 'missing-line'
  | 'doubled-line'
  | 'surplus-line'
  | 'no-lines'
  | 'dropped-numbers'
  | 'empty-lines';

export interface NumberedLine {
  n: number;
  t: string;
}

const LINE = /^(\d+)\t(.*)$/gm;
/** As the instructions name the language, and the glossary's terms one a line. */
const TARGET = /\binto ([A-Z][\p{L} ()]*?)(?=[.,]| for )/u;
const TERM = /^- (.+) → (.+)$/gmu;

/** The numbered lines of a message. */
export function readLines(user: string): NumberedLine[] {
  return Array.from(user.matchAll(LINE), ([, n, t]) => ({ n: Number(n), t: t ?? '' }));
}

/** Plainly artificial translations of numbered lines, with the terms that the instructions give. */
export function translateLines(system: string, lines: readonly NumberedLine[]): NumberedLine[] {
  const language = TARGET.exec(system)?.[1] ?? 'English';
  const target = CODES.get(language) ?? 'xx';
  const terms = Array.from(system.matchAll(TERM), ([, source = '', term = '']) => [source, term] as const);
  const translate = (text: string) => {
    const parts = splitAtTerms(text, terms);
    return markArtificial(
      parts.map(({ text: part, term }) => term ?? translateUnmarked(part, target)).join(''),
      target,
    );
  };
  return lines.map(({ n, t }) => ({ n, t: translate(t) }));
}

const CODES = new Map(
  ['de', 'en', 'es', 'it', 'pt', 'nl', 'pl', 'ja', 'ar'].map((code) => [
    new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code,
    code,
  ]),
);

function splitAtTerms(text: string, terms: readonly (readonly [string, string])[]): { text: string; term?: string }[] {
  for (const [source, term] of terms) {
    const at = text.toLowerCase().indexOf(source.toLowerCase());
    if (at < 0) continue;
    return [
      ...splitAtTerms(text.slice(0, at), terms),
      { text: source, term },
      ...splitAtTerms(text.slice(at + source.length), terms),
    ];
  }
  return [{ text }];
}

/** The answer as models write it: one object where they are held to it, else an object a line; spoilt when asked for. */
export function writeLines(lines: readonly NumberedLine[], isHeld: boolean, fault: LinesFault | undefined): string {
  const write = (entries: readonly NumberedLine[]) =>
    isHeld ? JSON.stringify({ lines: entries }) : entries.map((entry) => JSON.stringify(entry)).join('\n');
  const [first] = lines;
  if (fault === undefined || first === undefined) return write(lines);
  const last = lines.at(-1) ?? first;
  switch (fault) {
    case 'prose-around':
      return `Here is the translation {as asked}:\n${write(lines)}\nLet me know if "anything" is unclear.`;
    case 'fenced':
      return `\`\`\`json\n${write(lines)}\n\`\`\``;
    case 'thinking':
      return `<think>Line 1 may be {"n":1,"t":"something else"}.</think>\n${write(lines)}`;
    case 'counted-from-0':
      return write(lines.map(({ n, t }) => ({ n: n - 1, t })));
    case 'missing-line':
      return write(lines.slice(0, -1));
    case 'doubled-line':
      return write([...lines.slice(0, -1), { ...last, n: first.n }]);
    case 'surplus-line':
      return write([...lines, { n: last.n + 1, t: 'One more line.' }]);
    case 'no-lines':
      return lines.map(({ t }) => t).join('\n');
    case 'dropped-numbers':
      return write(lines.map(({ n, t }) => ({ n, t: t.replace(/\p{N}+/gu, '') })));
    case 'empty-lines':
      return write(lines.map(({ n }) => ({ n, t: '' })));
  }
}
