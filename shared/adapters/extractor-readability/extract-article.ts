import { Readability } from '@mozilla/readability';
// The worker build is one file and loads three times faster than the many modules of the main one.
import { parseHTML } from 'linkedom/worker';
import { DepecheError } from '../../core/errors.ts';
import type { ExtractedArticle } from '../../ports/html-extractor.ts';
import { dropFurniture } from './drop-furniture.ts';
import { findStandfirst, withStandfirst } from './find-standfirst.ts';
import { listDropped, readBlocks } from './list-dropped.ts';
import { MAX_HTML_CHARACTERS, MAX_NODES, tooLarge } from './limits.ts';
import { readArticleBody } from './read-json-ld.ts';
import { readMetadata } from './read-metadata.ts';
import { renderParagraphs } from './render-paragraphs.ts';
import { sanitizePage } from './sanitize/sanitize-page.ts';
import { trimEdges } from './trim-edges.ts';

/** Readability settles for a text of this length; its default of 500 costs short dispatches four laxer searches. */
const MIN_ARTICLE_CHARACTERS = 140;

/**
 * Finds the article in a page. The page is rewritten without scripts, images and external references before it is parsed,
 * so there is nothing to fetch or to run. Throws `payload-too-large` and `empty-article`.
 */
export function extractArticle(html: string): ExtractedArticle {
  if (html.length > MAX_HTML_CHARACTERS) {
    throw tooLarge(`The page is longer than ${MAX_HTML_CHARACTERS} characters`);
  }
  const { markup, jsonLd } = sanitizePage(html);
  const { document } = parseHTML(markup);
  const metadata = readMetadata(document, jsonLd);
  const articleBody = readArticleBody(jsonLd);
  const blocks = readBlocks(document.body, articleBody);
  dropFurniture(document.body);
  const standfirst = findStandfirst(document);
  const article = new Readability<Node>(document, {
    maxElemsToParse: MAX_NODES,
    charThreshold: MIN_ARTICLE_CHARACTERS,
    disableJSONLD: true,
    serializer: (node) => node,
  }).parse()?.content;
  const paragraphs = article ? trimEdges(renderParagraphs(article, articleBody)) : [];
  const text = withStandfirst(standfirst, paragraphs).join('\n\n');
  if (text === '') {
    throw new DepecheError('empty-article', 'The page has no article text. Send a page with an article.');
  }
  const dropped = listDropped(blocks, text, metadata.title);
  return { text, ...(dropped.length === 0 ? {} : { dropped }), ...metadata };
}
