import { articleInputSchema } from './article-input.ts';

/** What has nothing to do with the service is not described name by name. */
export const MAX_UNKNOWN_TOLD = 20;

/** A member that no article has. */
export interface UnknownMember {
  /** JSON Pointer (RFC 6901). */
  pointer: string;
  name: string;
  /** The members that could have been meant. */
  known: readonly string[];
  /** Set where the member is known elsewhere and an option of the command stands for it. */
  isOption?: boolean;
}

/** The members that an article has at `path`: its own, or those of its summary. */
export function knownMembersAt(path: readonly PropertyKey[]): readonly string[] {
  const { shape } = articleInputSchema();
  return Object.keys(path[0] === 'summary' ? shape.summary.unwrap().shape : shape);
}

/** As JSON Pointer writes a member's name. */
export const pointTo = (path: readonly PropertyKey[]) =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/**
 * An article as it came from where nobody is there to be told at once, split into what the schema knows and what it does
 * not. What is no object is known as it is; the schema says what is wrong with it.
 */
export function separateUnknownMembers(value: unknown): { known: unknown; unknown: UnknownMember[] } {
  const article = separate(value, []);
  if (!isObject(article.known) || !isObject(article.known.summary)) return article;
  const summary = separate(article.known.summary, ['summary']);
  return {
    known: { ...article.known, summary: summary.known },
    unknown: [...article.unknown, ...summary.unknown],
  };
}

function separate(value: unknown, path: readonly string[]): { known: unknown; unknown: UnknownMember[] } {
  if (!isObject(value)) return { known: value, unknown: [] };
  const known = knownMembersAt(path);
  const entries = Object.entries(value);
  return {
    known: Object.fromEntries(entries.filter(([name]) => known.includes(name))),
    unknown: entries
      .filter(([name]) => !known.includes(name))
      .map(([name]) => ({ pointer: pointTo([...path, name]), name, known })),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
