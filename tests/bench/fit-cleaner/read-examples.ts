import { existsSync, readFileSync } from 'node:fs';
import { familyOf } from '../../../shared/core/clean/furniture/families.ts';
import { readHeading } from '../../../shared/core/clean/furniture/headings.ts';
import { scoreLine } from '../../../shared/core/clean/furniture/score/judge-line.ts';
import { readLine } from '../../../shared/core/clean/furniture/line.ts';
import { measureLine } from '../../../shared/core/clean/furniture/score/line-features.ts';

/** A line with what is measured of it; `isFurniture` is what the weights should tell. */
export interface Example {
  text: string;
  source: 'furniture' | 'author' | 'crosshead' | 'title' | 'sentence';
  isFurniture: boolean;
  /** How many lines of weight 1 it counts for. */
  weight: number;
  features: readonly number[];
}

interface Article {
  title: string;
  text: string;
}

const MAX_WORDS = 24;
const MAX_SENTENCE_LENGTH = 110;
const MAX_CROSSHEAD_WORDS = 12;

/** Our own author lines are few and chosen to be hard; titles and sentences of articles are many and easy. */
const AUTHOR_WEIGHT = 3;
const PROSE_WEIGHT = 0.05;

/**
 * Flattened articles run their crossheads into the next paragraph: "… ce mardi.Un chantier contestéLe maire a …". What
 * stands between a stop without a space and a capital right after a letter is an author's own short line.
 */
const CROSSHEAD = /[.!?…](?=([\p{Lu}][^.!?…\n"«»@#]{4,80}[a-zéèà\d!?%])(?:[\p{Lu}][’'a-zéè]|À ))/gu;

const linesOf = (path: string): string[] =>
  readFileSync(new URL(path, import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean);

function readExample(text: string, source: Example['source'], weight: number): Example[] {
  const line = readLine(text.replaceAll('’', "'"));
  const isJudged = line.words.length > 0 && line.words.length <= MAX_WORDS && Number.isFinite(scoreLine(line));
  if (!isJudged) return [];
  return [{ text, source, isFurniture: source === 'furniture', weight, features: Object.values(measureLine(line)) }];
}

const isHeading = (text: string): boolean => readHeading(text) !== undefined || /^(?:PREV|NEXT)/.test(text);

function ownExamples(): Example[] {
  const furniture = [
    '../../fixtures/clean/furniture.txt',
    '../../fixtures/clean/furniture-alone.txt',
    '../../fixtures/clean/unseen/furniture-development.txt',
    'furniture.txt',
  ].flatMap(linesOf);
  const author = [
    '../../fixtures/clean/author.txt',
    '../../fixtures/clean/unseen/author-development.txt',
    'author.txt',
  ].flatMap(linesOf);
  return [
    ...[...new Set(furniture)].filter((line) => !isHeading(line)).flatMap((line) => readExample(line, 'furniture', 1)),
    ...author.flatMap((line) => readExample(line, 'author', AUTHOR_WEIGHT)),
  ];
}

function articleExamples({ title, text }: Article): Example[] {
  const crossheads = Array.from(text.matchAll(CROSSHEAD), ([, line = '']) => line).filter(
    (line) => line.split(' ').length <= MAX_CROSSHEAD_WORDS && familyOf(readLine(line)) === undefined,
  );
  const sentences = text.split(/(?<=[.!?])\s+/).filter((sentence) => sentence.length < MAX_SENTENCE_LENGTH);
  return [
    ...(/vidéo|image|photo|direct/i.test(title) ? [] : readExample(title, 'title', PROSE_WEIGHT)),
    ...crossheads.flatMap((line) => readExample(line, 'crosshead', 1)),
    ...sentences.flatMap((sentence) => readExample(sentence, 'sentence', PROSE_WEIGHT)),
  ];
}

/** Our own lines, and the titles, crossheads and short sentences of a JSON Lines file of `{title, text}`. */
export function readExamples(articlesPath: string): Example[] {
  if (!existsSync(articlesPath)) {
    throw new Error(`No articles at ${articlesPath}: give a JSON Lines file of {title, text} as the first argument.`);
  }
  const articles = readFileSync(articlesPath, 'utf8').split('\n').filter(Boolean);
  return [...ownExamples(), ...articles.flatMap((line) => articleExamples(JSON.parse(line) as Article))];
}
