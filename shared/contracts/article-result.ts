import * as z from 'zod';
import { ERROR_CODES } from '../core/errors.ts';
import type { ArticleResult } from '../core/result.ts';
import { lazily, namedObject } from './lazily.ts';

const codePoints = z.int().min(0);

export const warningSchema = namedObject('Warning', () => ({
  code: z.string().meta({ description: 'Stable, for programs.' }),
  detail: z.string().meta({ description: 'A sentence, for people.' }),
  sentences: z.array(z.int()).optional().meta({ description: 'Indexes into `sentences`.' }),
}));

export const usageSchema = namedObject('Usage', () => ({
  characters: codePoints.meta({ description: 'What translating all of it with nothing remembered would send.' }),
  billedCharacters: codePoints.meta({
    description: 'What the engine charged for this request; a reading repeats what making it cost.',
  }),
  savedCharacters: codePoints.meta({ description: 'What was remembered and not sent.' }),
  inputTokens: z
    .int()
    .optional()
    .meta({ description: 'What language models read for this request; absent where none was asked.' }),
  outputTokens: z.int().optional().meta({ description: 'What they wrote.' }),
  estimatedCostUsd: z.number().min(0),
}));

export const cleaningSchema = namedObject('Cleaning', () => ({
  removed: z.array(
    z.object({
      rule: z.string(),
      text: z.string(),
      start: z.int().min(0).optional().meta({
        description:
          'Where it stood: a UTF-16 offset into `original`. Absent where the extractor left it out of a page (rule `extracted`), and in results of earlier releases.',
      }),
    }),
  ),
  repaired: z.array(z.object({ rule: z.string(), count: z.int() })),
}));

export const sentencePairSchema = namedObject('SentencePair', () => ({
  paragraph: z.int(),
  source: z.string(),
  translation: z.string(),
  issues: z.array(z.string()).optional().meta({ description: 'Checks of the integrity gate that failed.' }),
  doubtful: z.array(z.string()).optional().meta({ description: 'What a person should look at; kept all the same.' }),
  engine: z.string().optional().meta({
    description: 'The fallback that made it, where the checks refused what the engine itself made of it.',
  }),
}));

export const translationSchema = lazily(() =>
  z.object({
    language: z.string(),
    title: z.string(),
    text: z.string(),
    engine: z.string().meta({ examples: ['amazon-translate', 'phrase'] }),
    model: z
      .string()
      .optional()
      .meta({ examples: ['fr-en-base-memory'] }),
    quality: z.enum(['draft', 'standard']).optional(),
  }),
);

export const summaryNoteSchema = namedObject(
  'SummaryNote',
  () => ({
    sentence: z.int().meta({ description: 'Index into `sentences`.' }),
    text: z.string().meta({ description: 'As the source says it.' }),
    date: z.iso.date(),
  }),
  { examples: [{ sentence: 0, text: 'dimanche dernier', date: '2026-03-01' }] },
);

/** A processed article. */
export const articleResultSchema = namedObject('ArticleResult', () => ({
  id: z.string(),
  status: z.literal('completed'),
  cached: z.boolean(),
  source: z.object({
    language: z.string(),
    title: z.string(),
    text: z.string().meta({ description: 'Cleaned; paragraphs joined by a blank line.' }),
    author: z.string().optional(),
    publishedAt: z.string().optional(),
    url: z.string().optional(),
  }),
  translation: translationSchema(),
  summary: z.object({
    method: z.enum(['extractive', 'abstractive', 'bedrock']).meta({
      description: '`bedrock` in results from before `abstractive` had this name.',
    }),
    source: z.array(z.string()),
    translation: z.array(z.string()),
    sentences: z.array(z.int()).meta({ description: 'Indexes into `sentences`; empty for an abstractive summary.' }),
    notes: z.array(summaryNoteSchema()).optional().meta({
      description: 'Dates of the weekdays and words such as "hier" in the picks, where they are certain.',
    }),
  }),
  sentences: z.array(sentencePairSchema()),
  cleaning: cleaningSchema(),
  warnings: z.array(warningSchema()),
  usage: usageSchema(),
  createdAt: z.string(),
  expiresAt: z.string(),
  pipelineVersion: z.string(),
}));

/** While there is no result: it is being worked on, or failed with a problem. */
export const articleStateSchema = namedObject('ArticleState', () => ({
  id: z.string(),
  status: z.enum(['processing', 'failed']),
  title: z.string().optional(),
  problem: z.object({ code: z.enum(ERROR_CODES), detail: z.string() }).optional(),
  createdAt: z.string(),
  updatedAt: z.string(),
}));

/** One line of the listing. */
export const articleListItemSchema = namedObject('ArticleListItem', () => ({
  id: z.string(),
  status: z.enum(['processing', 'completed', 'failed']),
  title: z.string(),
  targets: z.array(z.string()),
  translations: z
    .array(z.object({ target: z.string(), engine: z.string(), quality: z.enum(['draft', 'standard']).optional() }))
    .optional()
    .meta({ description: 'The newest into each language; absent where an earlier release stored the article.' }),
  problem: z.object({ code: z.enum(ERROR_CODES), detail: z.string() }).optional(),
  createdAt: z.string(),
  updatedAt: z.string(),
  expiresAt: z.string(),
}));

export const articleListSchema = namedObject('ArticleList', () => ({
  articles: z.array(articleListItemSchema()),
  cursor: z.string().optional(),
}));

/** Proves at compile time that the schema and the type of the use cases say the same. */
export const toResultJson = (result: ArticleResult): z.input<ReturnType<typeof articleResultSchema>> => result;
