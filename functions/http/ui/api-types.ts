import type { z } from 'zod';
import type {
  articleListItemSchema,
  articleListSchema,
  articleStateSchema,
} from '../../../shared/contracts/article-result.ts';
import type { articleSourceSchema } from '../../../shared/contracts/article-source.ts';
import type { estimateSchema, usageReportSchema } from '../../../shared/contracts/stages.ts';

/** Answers of the API as the page reads them. */
export type ArticleState = z.output<typeof articleStateSchema>;
export type ArticleList = z.output<typeof articleListSchema>;
export type ArticleListItem = z.output<typeof articleListItemSchema>;
export type ArticleSource = z.output<typeof articleSourceSchema>;
export type Estimate = z.output<typeof estimateSchema>;
export type UsageReport = z.output<typeof usageReportSchema>;
