import * as z from 'zod';
import { articleInputSchema } from '../../../../shared/contracts/article-input.ts';
import { requestBody } from '../../request-body.ts';
import { ARTICLE_EXAMPLES } from './article-examples.ts';

/** The body that every operation on one article takes, with the checks that stand before it. */
export const articleBody = {
  middleware: requestBody,
  request: {
    body: {
      required: true,
      // Made when the first body is checked: it would take a twelfth of the function's start.
      content: { 'application/json': { schema: z.lazy(articleInputSchema), examples: ARTICLE_EXAMPLES } },
    },
  },
} as const;
