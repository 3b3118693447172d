/** A pattern, as far as it is asked. */
export type RarePattern = Pick<RegExp, 'exec' | 'test'>;

/** What a pattern looks for before or behind its place, with one pair of brackets in it at most. */
const LOOK_AROUND = /\(\?<?[=!](?:[^()]|\([^()]*\))*\)/g;

/**
 * A pattern, case aside, that most texts do not match, compiled for the first text that might. V8 takes up to a millisecond
 * for each class of all letters (`\p{L}`), of which tables of words that stand alone have hundreds; one without them, and
 * without looking around, tells for a fiftieth of that what cannot match. `source` has `\p{L}` in no class that rules it out.
 */
export function rarePattern(source: string): RarePattern {
  let likely: RegExp | undefined;
  let exact: RegExp | undefined;
  const exec = (text: string): RegExpExecArray | null => {
    likely ??= new RegExp(source.replace(LOOK_AROUND, '').replaceAll('\\p{L}', '\\S'), 'iu');
    if (!likely.test(text)) return null;
    exact ??= new RegExp(source, 'iu');
    return exact.exec(text);
  };
  return { exec, test: (text) => exec(text) !== null };
}
