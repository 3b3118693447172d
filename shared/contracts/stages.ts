import * as z from 'zod';
import {
  cleaningSchema,
  sentencePairSchema,
  summaryNoteSchema,
  translationSchema,
  usageSchema,
  warningSchema,
} from './article-result.ts';
import { engineName } from './article-input.ts';
import { namedObject } from './lazily.ts';

export const markSchema = namedObject(
  'CleaningMark',
  () => ({
    rule: z.string(),
    kind: z.enum(['removed', 'repaired']),
    start: z.int(),
    end: z.int(),
    replacement: z.string().optional(),
  }),
  { description: 'UTF-16 offsets into `original`.' },
);

export const cleanResultSchema = namedObject('CleanResult', () => ({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  language: z.string(),
  original: z.string().meta({ description: 'The text as given, or as extracted from the HTML.' }),
  marks: z.array(markSchema()),
  cleaning: cleaningSchema(),
  warnings: z.array(warningSchema()),
}));

export const summaryResultSchema = namedObject('SummaryResult', () => ({
  id: z.string(),
  title: z.string(),
  summary: z.object({
    method: z.enum(['extractive', 'abstractive']),
    source: z.array(z.string()),
    sentences: z.array(z.int()),
    notes: z.array(summaryNoteSchema()).optional(),
  }),
  warnings: z.array(warningSchema()),
}));

export const translationResultSchema = namedObject('TranslationResult', () => ({
  id: z.string(),
  translation: translationSchema(),
  sentences: z.array(sentencePairSchema()),
  warnings: z.array(warningSchema()),
  usage: usageSchema(),
}));

export const estimateSchema = namedObject('Estimate', () => ({
  id: z.string(),
  engine: z.string(),
  characters: z.int(),
  billedCharacters: z.int().meta({ description: 'What processing it now would bill.' }),
  savedCharacters: z.int(),
  inputTokens: z
    .int()
    .optional()
    .meta({ description: 'What a language model is likely to read; absent where none would be asked.' }),
  outputTokens: z.int().optional().meta({ description: 'What it is likely to write.' }),
  estimatedCostUsd: z.number(),
  sentences: z.int(),
  rememberedSentences: z.int(),
  cached: z.boolean().meta({ description: 'Whether a stored result answers the request, at no cost.' }),
}));

export const usageReportSchema = namedObject('UsageReport', () => ({
  month: z.string().meta({ examples: ['2026-11'] }),
  articles: z.int(),
  billedCharacters: z.int(),
  uncertainCharacters: z.int().meta({
    description:
      'Of calls that were sent and never answered: billed or not, nobody can tell. They count against the budget.',
  }),
  savedCharacters: z.int(),
  reservedCharacters: z.int(),
  estimatedCostUsd: z.number(),
  uncertainCostUsd: z.number().meta({ description: 'The most that those calls can have cost.' }),
  inputTokens: z.int(),
  outputTokens: z.int(),
  budget: z
    .object({ characters: z.int(), leftCharacters: z.int() })
    .optional()
    .meta({ description: 'Absent without a budget of characters.' }),
  moneyBudget: z
    .object({ usd: z.number(), leftUsd: z.number() })
    .optional()
    .meta({ description: 'Of all paid engines, summaries included. Absent without a budget of money.' }),
  key: z
    .object({
      billedCharacters: z.int(),
      savedCharacters: z.int(),
      budget: z.object({ characters: z.int(), leftCharacters: z.int() }).optional(),
    })
    .optional()
    .meta({ description: 'The same of the API key that asks.' }),
}));

export const engineListSchema = namedObject('EngineList', () => ({
  engines: z.array(
    z.object({
      name: engineName().meta({ description: 'For `engine` of a request.' }),
      isDefault: z.boolean().meta({ description: 'Whether requests that name none get it.' }),
      id: z.string().meta({ description: 'As results name it.', examples: ['amazon-translate'] }),
      model: z.string().optional(),
      quality: z.enum(['draft', 'standard']),
      targets: z.array(z.string()).optional().meta({ description: 'Absent where the engine does not tell.' }),
    }),
  ),
}));

export const healthSchema = namedObject('Health', () => ({
  status: z.literal('ok'),
  version: z.string(),
  commit: z.string().optional().meta({ description: 'Commit that was deployed; absent where nobody knows it.' }),
  engine: z.object({ id: z.string(), version: z.string(), quality: z.enum(['draft', 'standard']) }),
  model: z
    .string()
    .optional()
    .meta({ description: 'Of an engine with a choice of models.', examples: ['fr-en-base-memory'] }),
  quality: z.enum(['draft', 'standard']),
  fetching: z
    .object({ model: z.string(), received: z.int().min(0), total: z.int().min(0) })
    .optional()
    .meta({ description: 'The model that takes over once it is here, in bytes. On a laptop, while it comes.' }),
  pipelineVersion: z.string(),
}));
