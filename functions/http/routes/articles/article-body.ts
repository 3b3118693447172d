import { articleInputSchema } from '../../../../shared/contracts/article-input.ts';
import { requestBody } from '../../request-body.ts';

/** The body that every operation on one article takes, with the checks that stand before it. */
export const articleBody = {
  middleware: requestBody,
  request: {
    body: { required: true, content: { 'application/json': { schema: articleInputSchema() } } },
  },
} as const;
