/** A pattern, as far as it is asked. */
export type RarePattern = Pick<RegExp, 'exec' | 'test'>;

/** What a pattern looks for before or behind its place, with one pair of brackets in it at most. */
const LOOK_AROUND = /\(\?<?[=!](?:[^()]|\([^()]*\))*\)/g;

/** What would match less, or something else, in the wider form: a class that letters are taken from, a look around that is left, a reference back. */
const NOT_WIDER = /\[\^[^\]]*\\p\{L\}|\\P\{|\(\?<?[=!]|\\[1-9k]/;

/**
 * A pattern, case aside, that most texts do not match, compiled for the first text that might. V8 takes up to a millisecond
 * for each class of all letters (`\p{L}`), of which tables of words that stand alone have hundreds; one without them, and
 * without looking around, tells for a fiftieth of that what cannot match. Throws where that one might rule out too much.
 */
export function rarePattern(source: string): RarePattern {
  const wider = source.replace(LOOK_AROUND, '');
  if (NOT_WIDER.test(wider)) throw new Error(`The wider form of a pattern would find less than ${source}`);
  let likely: RegExp | undefined;
  let exact: RegExp | undefined;
  const exec = (text: string): RegExpExecArray | null => {
    likely ??= new RegExp(wider.replaceAll('\\p{L}', '\\S'), 'iu');
    if (!likely.test(text)) return null;
    exact ??= new RegExp(source, 'iu');
    return exact.exec(text);
  };
  return { exec, test: (text) => exec(text) !== null };
}
