import type { CleaningMark, Removal, Repair } from '../article.ts';
import type { CleaningRule, Edit } from './cleaning-rule.ts';
import type { KeptUnits } from './kept-units.ts';

/** A text under change that remembers where each of its units came from. */
export interface TrackedText {
  readonly text: string;
  /** Applies a rule's edits (ordered, not overlapping) and notes them under its name; no removal takes what is kept. */
  apply(rule: Pick<CleaningRule, 'name' | 'kind'>, edits: readonly Edit[]): void;
  removals(): Removal[];
  repairs(): Repair[];
  /** The difference between the text as given and the text now; applying the marks to the one yields the other. */
  marks(): CleaningMark[];
}

interface NotedRule {
  name: string;
  kind: CleaningMark['kind'];
}

/**
 * Starts tracking `source`, of which no removal touches what is `kept`. Each UTF-16 unit of the current text has an
 * origin: the offset of the source unit it is, or, for a unit that a rule wrote, the complement (`~offset`) of the source
 * offset it stands at.
 */
export function createTrackedText(source: string, kept?: KeptUnits): TrackedText {
  let text = source;
  /** Of as many units as the text has, or more; the other one is written by the next edits, and they change places. */
  let origins = new Int32Array(source.length);
  let nextOrigins = new Int32Array(0);
  for (let offset = 0; offset < source.length; offset++) origins[offset] = offset;
  const rules: NotedRule[] = [];
  const rulesByName = new Map<string, number>();
  const deletedBy = new Uint16Array(source.length);
  /** The rule that wrote something before a unit of the source, or at its end; 0 for none. */
  const insertedBy = new Uint16Array(source.length + 1);
  const removed: Removal[] = [];
  const repairedCounts = new Map<string, number>();

  /** Rules are numbered from 1, so that 0 can mean "not deleted". */
  function numberOf(name: string, kind: NotedRule['kind']): number {
    const known = rulesByName.get(name);
    if (known !== undefined) return known;
    rules.push({ name, kind });
    rulesByName.set(name, rules.length);
    return rules.length;
  }

  function sourceOffset(index: number): number {
    if (index >= text.length) return source.length;
    const origin = origins[index] as number; // within the text
    return origin < 0 ? ~origin : origin;
  }

  function note(name: string, kind: NotedRule['kind'], edit: Edit): void {
    if (kind === 'repaired') {
      repairedCounts.set(name, (repairedCounts.get(name) ?? 0) + 1);
      return;
    }
    const at = sourceOffset(edit.start);
    const gone = source.slice(at, sourceOffset(edit.end));
    const text = gone.trim();
    if (text !== '') removed.push({ rule: name, text, start: at + gone.indexOf(text) });
  }

  const isTaken = (edit: Edit): boolean => kept?.stand(sourceOffset(edit.start), sourceOffset(edit.end)) !== true;

  return {
    get text() {
      return text;
    },

    apply(rule, found) {
      const edits = rule.kind === 'removed' && kept ? found.filter(isTaken) : found;
      if (edits.length === 0) return;
      const grown = edits.reduce((sum, edit) => sum + edit.text.length - (edit.end - edit.start), text.length);
      if (nextOrigins.length < grown) nextOrigins = new Int32Array(Math.max(grown, source.length));
      const pieces: string[] = [];
      let from = 0;
      let to = 0;
      for (const edit of edits) {
        const name = edit.rule ?? rule.name;
        const number = numberOf(name, rule.kind);
        note(name, rule.kind, edit);
        pieces.push(text.slice(from, edit.start), edit.text);
        // Unit by unit: a text of millions of edits has as many short stretches between them.
        for (let index = from; index < edit.start; index++, to++) nextOrigins[to] = origins[index] as number;
        for (let index = edit.start; index < edit.end; index++) {
          const origin = origins[index] as number; // in range: edits lie within the text
          if (origin >= 0) deletedBy[origin] = number;
        }
        const anchor = sourceOffset(edit.start);
        if (edit.text !== '') insertedBy[anchor] = number;
        for (const end = to + edit.text.length; to < end; to++) nextOrigins[to] = ~anchor;
        from = edit.end;
      }
      pieces.push(text.slice(from));
      nextOrigins.set(origins.subarray(from, text.length), to);
      text = pieces.join('');
      [origins, nextOrigins] = [nextOrigins, origins];
    },

    removals() {
      return removed.toSorted((a, b) => a.start - b.start);
    },

    repairs() {
      return Array.from(repairedCounts, ([rule, count]) => ({ rule, count }));
    },

    marks() {
      const marks: CleaningMark[] = [];
      const ruleAt = (number: number) => rules[number - 1] as NotedRule; // numbers come from numberOf
      let index = 0;
      let offset = 0;

      /** Takes the written units that stand before `limit`, with the number of the rule that wrote the first. */
      function takeWritten(limit: number): { text: string; number: number } {
        const start = index;
        while (index < text.length && (origins[index] as number) < 0 && sourceOffset(index) < limit) index++;
        const number = index > start ? (insertedBy[sourceOffset(start)] as number) : 0; // noted when written
        return { text: text.slice(start, index), number };
      }

      while (offset < source.length || index < text.length) {
        if (index < text.length && origins[index] === offset) {
          index++;
          offset++;
          continue;
        }
        const number = deletedBy[offset] ?? 0;
        if (number === 0) {
          const written = takeWritten(offset + 1);
          marks.push({
            rule: ruleAt(written.number).name,
            kind: 'repaired',
            start: offset,
            end: offset,
            replacement: written.text,
          });
          continue;
        }
        const start = offset;
        while (deletedBy[offset] === number) offset++;
        const { name: rule, kind } = ruleAt(number);
        if (kind === 'removed') {
          marks.push({ rule, kind, start, end: offset });
          const written = takeWritten(offset);
          if (written.text !== '') {
            marks.push({ rule, kind: 'repaired', start: offset, end: offset, replacement: written.text });
          }
        } else {
          marks.push({ rule, kind, start, end: offset, replacement: takeWritten(offset).text });
        }
      }
      return marks;
    },
  };
}
