import type { ExtractedArticle } from '../../ports/html-extractor.ts';

export type PageMetadata = Omit<ExtractedArticle, 'text'>;

const ARTICLE_TYPE = /(?:Article|BlogPosting|Report)$/;
/** Arrays and `@graph` nest; real pages nest them twice. */
const MAX_JSON_DEPTH = 5;

/** A page may give any property any JSON value. */
type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function findArticles(value: unknown, depth = 0): JsonObject[] {
  if (depth > MAX_JSON_DEPTH) return [];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => findArticles(item, depth + 1));
  if (!isObject(value)) return [];
  const types = [value['@type']].flat();
  if (types.some((type) => typeof type === 'string' && ARTICLE_TYPE.test(type))) return [value];
  return [...findArticles(value['@graph'], depth + 1), ...findArticles(value.mainEntity, depth + 1)];
}

function readString(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function readNames(value: unknown): string | undefined {
  const names = [value].flat().map((one) => readString(isObject(one) ? one.name : one));
  return names.filter((name) => name !== undefined).join(', ') || undefined;
}

/** A script that is no JSON says nothing about the page; many sites print one. */
function parseTolerant(script: string): unknown {
  try {
    // Some publishers wrap the object in CDATA or comment marks and leave raw line ends inside strings.
    return JSON.parse(
      script
        .replace(/^\s*(?:<!--|\/\*<!\[CDATA\[\*\/|<!\[CDATA\[)|(?:-->|\/\*\]\]>\*\/|\]\]>)\s*$/g, '')
        .replace(/[\x00-\x1f]/g, ' '),
    );
  } catch {
    return undefined;
  }
}

const findFirstArticle = (scripts: readonly string[]): JsonObject =>
  scripts.flatMap((script) => findArticles(parseTolerant(script)))[0] ?? {};

/** The article's text as the page's JSON-LD states it: without markup, and often cut short. */
export function readArticleBody(scripts: readonly string[]): string | undefined {
  return readString(findFirstArticle(scripts).articleBody);
}

/** Metadata of the first schema.org article (`NewsArticle`, `BlogPosting` …) in the page's JSON-LD scripts. */
export function readJsonLd(scripts: readonly string[]): { [Key in keyof PageMetadata]: string | undefined } {
  const article = findFirstArticle(scripts);
  return {
    title: readString(article.headline) ?? readString(article.name),
    author: readNames(article.author),
    publishedAt: readString(article.datePublished),
    description: readString(article.description),
    language: readString(article.inLanguage),
  };
}
