import { MAX_ATTRIBUTE_CHARACTERS } from './limits.ts';
import { type PageMetadata, readJsonLd } from './read-json-ld.ts';

/** Meta names and properties by what they state, the most trusted first. */
const META = {
  title: ['og:title', 'twitter:title', 'dc.title', 'headline'],
  author: ['author', 'article:author', 'dc.creator', 'parsely-author', 'sailthru.author'],
  publishedAt: [
    'article:published_time',
    'datepublished',
    'date',
    'dc.date',
    'dc.date.issued',
    'pubdate',
    'parsely-pub-date',
  ],
  description: ['og:description', 'description', 'twitter:description'],
  language: ['og:locale'],
} as const;

const URL_LIKE = /^(?:https?:)?\/\//;
/** ISO 8601 with a full date; `Date.parse` alone would also read "1" or "mars 12". */
const ISO_DATE = /^\d{4}-\d{2}-\d{2}(?:[T ]|$)/;
const LANGUAGE_TAG = /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i;
const TITLE_SEPARATOR = /\s[|–—\-·»:]\s/g;

function tidy(value: string | null | undefined): string | undefined {
  return value?.replace(/\s+/g, ' ').trim().slice(0, MAX_ATTRIBUTE_CHARACTERS) || undefined;
}

function toIsoDate(value: string): string | undefined {
  if (!ISO_DATE.test(value)) return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/** The values of the page's meta elements by lower-case name; the first of a name counts. */
function collectMeta(document: Document): Map<string, string> {
  const values = new Map<string, string>();
  for (const meta of document.head.querySelectorAll('meta')) {
    const value = tidy(meta.getAttribute('content'));
    const names = `${meta.getAttribute('property') ?? ''} ${meta.getAttribute('name') ?? ''} ${meta.getAttribute('itemprop') ?? ''}`;
    for (const name of names.toLowerCase().split(/\s+/)) if (value && !values.has(name)) values.set(name, value);
  }
  return values;
}

/** `<title>` without the site's name: the last part is cut when it is the stated site, or shorter than what precedes it. */
function readTitleElement(document: Document, siteName: string | undefined): string | undefined {
  const title = tidy(document.head.querySelector('title')?.textContent);
  const last = [...(title ?? '').matchAll(TITLE_SEPARATOR)].at(-1);
  if (!title || !last) return title;
  const before = title.slice(0, last.index);
  const after = title.slice(last.index + last[0].length);
  if (siteName) return after.toLowerCase() === siteName.toLowerCase() ? before : title;
  return last[0] !== ' : ' && before.split(' ').length > after.split(' ').length ? before : title;
}

/**
 * What a page states about its article: JSON-LD first, then Open Graph and its like, then `<time>`, `itemprop`,
 * `<title>` and `<html lang>`. Dates that are not ISO 8601 are left out.
 */
export function readMetadata(document: Document, jsonLd: readonly string[]): PageMetadata {
  const stated = readJsonLd(jsonLd);
  const meta = collectMeta(document);
  const pick = (names: readonly string[]) => names.map((name) => meta.get(name)).find((value) => value !== undefined);
  const element = (selector: string) => document.body.querySelector(selector);

  const dates = [
    stated.publishedAt,
    ...META.publishedAt.map((name) => meta.get(name)),
    element('[itemprop~="datePublished"]')?.getAttribute('datetime'),
    element('time[datetime]')?.getAttribute('datetime'),
  ];
  const authors = [
    stated.author,
    ...META.author.map((name) => meta.get(name)),
    element('[itemprop~="author"]')?.textContent,
  ];
  const languages = [
    document.documentElement.getAttribute('lang'),
    stated.language,
    pick(META.language)?.replace('_', '-'),
  ];

  const title = tidy(stated.title) ?? pick(META.title) ?? readTitleElement(document, meta.get('og:site_name'));
  const author = authors.map(tidy).find((name) => name !== undefined && !URL_LIKE.test(name));
  const publishedAt = dates.map((date) => toIsoDate(tidy(date) ?? '')).find((date) => date !== undefined);
  const description = tidy(stated.description) ?? pick(META.description);
  const language = languages.map(tidy).find((tag) => tag !== undefined && LANGUAGE_TAG.test(tag));
  return {
    ...(title && { title }),
    ...(author && { author }),
    ...(publishedAt && { publishedAt }),
    ...(description && { description }),
    ...(language && { language }),
  };
}
