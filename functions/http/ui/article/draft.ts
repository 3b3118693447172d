import { ENGINE_NAMES, type EngineName } from '../../../../shared/core/engine-names.ts';
import type { ArticleInputJson } from '../../../../shared/contracts/article-input.ts';

/** What stands in the form. */
export interface Draft {
  title: string;
  content: string;
  format: 'text' | 'html';
  target: string;
  sentences: number;
  /** The service's own, or the one that the article has had, when absent. */
  engine?: EngineName | undefined;
  /** Members of an opened JSON file that the form does not show. */
  more: Pick<ArticleInputJson, 'id' | 'url' | 'publishedAt' | 'source' | 'keep'>;
}

export const EMPTY_DRAFT: Draft = { title: '', content: '', format: 'text', target: 'en', sentences: 3, more: {} };

/** The body for `POST /v1/articles` and `/v1/estimate`. */
export function toInput({ title, content, format, target, sentences, engine, more }: Draft): ArticleInputJson {
  return {
    ...more,
    ...(title.trim() === '' ? {} : { title: title.trim() }),
    ...(format === 'html' ? { html: content } : { text: content }),
    target,
    ...(engine === undefined ? {} : { engine }),
    summary: { sentences },
  };
}

/** What an opened or dropped file puts into the form; `undefined` when it can't be read. */
export function readFile(name: string, bytes: ArrayBuffer): Partial<Draft> | undefined {
  let content: string;
  try {
    content = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  if (extension === 'json') return readJson(content);
  if (extension === 'html' || extension === 'htm') return { title: '', content, format: 'html', more: {} };
  return extension === 'txt' || extension === 'md' ? { title: '', content, format: 'text', more: {} } : undefined;
}

function readJson(content: string): Partial<Draft> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const members = new Map<string, unknown>(Object.entries(value));
  const text = (name: string) => {
    const member = members.get(name);
    return typeof member === 'string' ? member : undefined;
  };
  const html = text('html');
  const body = html ?? text('text');
  if (body === undefined) return undefined;
  const keep = members.get('keep');
  const engine = ENGINE_NAMES.find((name) => name === members.get('engine'));
  const [id, url, publishedAt, target] = [text('id'), text('url'), text('publishedAt'), text('target')];
  return {
    title: text('title') ?? '',
    content: body,
    format: html === undefined ? 'text' : 'html',
    ...(target === undefined ? {} : { target }),
    ...(engine === undefined ? {} : { engine }),
    more: {
      id,
      url,
      publishedAt,
      keep: Array.isArray(keep) ? keep.filter((stretch) => typeof stretch === 'string') : undefined,
    },
  };
}
