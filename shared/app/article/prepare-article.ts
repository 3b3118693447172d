import type { CleanArticle, Sentence } from '../../core/article.ts';
import { DepecheError } from '../../core/errors.ts';
import type { ArticleInput } from '../../core/input.ts';
import type { ArticleResult, Warning } from '../../core/result.ts';
import { restoreDropped } from '../../core/clean/restore-dropped.ts';
import type { DroppedBlock } from '../../ports/html-extractor.ts';
import type { AppDependencies } from '../dependencies.ts';
import { TEXT_WORK_HERE } from '../work/text-work-here.ts';
import { deriveId } from '../ownership/derived-id.ts';
import { hashContent } from './hash-content.ts';

/** An article as every use case takes it up: extracted, cleaned, checked for its language, and segmented. */
export interface PreparedArticle {
  id: string;
  /** Whether the id belongs to this content: nobody stated it, or it is the one that would be made of it. */
  idIsDerived: boolean;
  /** Of the content as cleaned without `keep`: what is restored changes neither its address nor its version. */
  contentHash: string;
  /** What the cleaner saw; the marks of `clean` point into it. */
  original: string;
  clean: CleanArticle;
  /** What was done to it: by `clean`, and by the extractor before. */
  cleaning: ArticleResult['cleaning'];
  sentences: Sentence[];
  /** Whether it is in French, as far as can be told: in doubt it is. */
  isFrench: boolean;
  /** Of the source, as results name it. */
  language: string;
  author?: string | undefined;
  publishedAt?: string | undefined;
  url?: string | undefined;
  warnings: Warning[];
}

/** The rule of what the extractor left out of a page. */
const EXTRACTED = 'extracted';

/** What works on texts, and the engines that may be named. */
export type TextDependencies = Pick<AppDependencies, 'extractor' | 'detector' | 'textWork' | 'engines'>;

/**
 * Shared by all targets of one article; calls no engine and no table.
 * Throws `DepecheError`: `invalid-request` (an engine that is not allowed), `empty-article`, `unsupported-language`,
 * `payload-too-large` (of a page).
 */
export async function prepareArticle(deps: TextDependencies, input: ArticleInput): Promise<PreparedArticle> {
  requireAllowed(deps, input);
  const raw = await readRaw(deps, input);
  const isFrench = await detectFrench(deps, input, raw.text);
  const { keep = [] } = input;
  const { title, text: textWithout, dropped = [] } = raw;
  const { text, left } = restoreDropped(textWithout, dropped, keep);
  const cleaned = await (deps.textWork ?? TEXT_WORK_HERE).clean({ title, text }, { isFrench, keep, textWithout });
  const { clean, sentences, unkept = clean, notFound } = cleaned;
  if (sentences.length === 0) {
    throw new DepecheError('empty-article', 'Nothing is left of the article after cleaning; send its body text.');
  }
  const { language, warnings } = await checkLanguage(deps, input, clean.text);
  // Nothing but what was restored: there is no other content to tell it by.
  const contentHash = hashContent(unkept.text === '' ? clean : unkept);
  const extracted = left.map((block) => ({ rule: EXTRACTED, text: block.text }));
  const cleaning = { removed: [...clean.removed, ...extracted], repaired: clean.repaired };
  const { author, publishedAt } = raw;
  const derivedId = deriveId(contentHash);
  const { id = derivedId, idIsDerived = id === derivedId } = input;
  const origin = { author, publishedAt, url: input.url };
  const remarks = [...(input.remarks ?? []), ...warnings, ...remarkNotFound(notFound)];
  return {
    id,
    idIsDerived,
    contentHash,
    original: text,
    clean,
    cleaning,
    sentences,
    isFrench,
    language,
    warnings: remarks,
    ...origin,
  };
}

/** Refuses an engine that this service does not let requests name. Throws `invalid-request`, which names those that it does. */
function requireAllowed({ engines }: Pick<AppDependencies, 'engines'>, { engine }: Pick<ArticleInput, 'engine'>): void {
  if (engine === undefined || engines.allowed.includes(engine)) return;
  const allowed = engines.allowed.join(', ');
  throw new DepecheError(
    'invalid-request',
    `This service has no engine "${engine}" to choose; it allows: ${allowed}.`,
    {
      issues: [{ pointer: '/engine', detail: `must be one of those that this service allows: ${allowed}` }],
    },
  );
}

interface RawInput {
  title: string | undefined;
  text: string;
  dropped?: readonly DroppedBlock[];
  author?: string | undefined;
  publishedAt: string | undefined;
}

/** What the caller states goes before what the page says of itself. */
async function readRaw(deps: Pick<AppDependencies, 'extractor'>, input: ArticleInput): Promise<RawInput> {
  if (input.html === undefined) {
    return { title: input.title, text: input.text ?? '', publishedAt: input.publishedAt };
  }
  const page = await deps.extractor.extract(input.html, { url: input.url });
  return { ...page, title: input.title ?? page.title, publishedAt: input.publishedAt ?? page.publishedAt };
}

function remarkNotFound(notFound: readonly string[]): Warning[] {
  if (notFound.length === 0) return [];
  const detail = `Stretches to keep that stand nowhere in the article: ${notFound.length}; look for a slip.`;
  return [{ code: 'keep-not-found', detail }];
}

/** In doubt a text is French: furniture stands around it, and is often in English. */
async function detectFrench(
  deps: Pick<AppDependencies, 'detector'>,
  { source }: ArticleInput,
  text: string,
): Promise<boolean> {
  if (source !== 'auto') return true; // a text in another language is refused
  const detected = await deps.detector.detect(text);
  return detected.language === 'fr' || !detected.reliable;
}

/** With `auto` nothing is refused but by an engine that reads French alone, which is not known here. */
async function checkLanguage(
  deps: Pick<AppDependencies, 'detector'>,
  input: ArticleInput,
  text: string,
): Promise<{ language: string; warnings: Warning[] }> {
  const detected = await deps.detector.detect(text);
  if (input.source === 'auto') return { language: detected.language ?? 'fr', warnings: [] };
  if (detected.language === 'fr') return { language: input.source, warnings: [] };
  if (detected.reliable && detected.language !== undefined) {
    throw new DepecheError(
      'unsupported-language',
      'The article is not in French; send a French one, or set `source` to "auto".',
      { detectedLanguage: detected.language },
    );
  }
  const detail = 'There is too little text to be sure that it is French.';
  return { language: input.source, warnings: [{ code: 'language-uncertain', detail }] };
}
