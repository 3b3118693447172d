import type * as z from 'zod';
import type {
  articleListItemSchema,
  articleListSchema,
  articleStateSchema,
} from '../../../shared/contracts/article-result.ts';
import type { articleSourceSchema } from '../../../shared/contracts/article-source.ts';
import type {
  engineListSchema,
  estimateSchema,
  healthSchema,
  usageReportSchema,
} from '../../../shared/contracts/stages.ts';

/** Answers of the API as the page reads them. */
export type ArticleState = z.output<ReturnType<typeof articleStateSchema>>;
export type ArticleList = z.output<ReturnType<typeof articleListSchema>>;
export type ArticleListItem = z.output<ReturnType<typeof articleListItemSchema>>;
export type ArticleSource = z.output<ReturnType<typeof articleSourceSchema>>;
export type EngineList = z.output<ReturnType<typeof engineListSchema>>;
export type OfferedEngine = EngineList['engines'][number];
export type Estimate = z.output<ReturnType<typeof estimateSchema>>;
export type Health = z.output<ReturnType<typeof healthSchema>>;
export type UsageReport = z.output<ReturnType<typeof usageReportSchema>>;
