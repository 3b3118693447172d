import { createRoute, type RouteHandler } from '@hono/zod-openapi';
import * as z from 'zod';
import { usageReportSchema } from '../../../../shared/contracts/stages.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { jsonAnswer } from '../json-answer.ts';
import { problemResponses } from '../problem-responses.ts';

const month = () => z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'is a month such as 2026-11');

export const getUsageRoute = createRoute({
  method: 'get',
  path: '/v1/usage',
  operationId: 'getUsage',
  tags: ['Service'],
  summary: 'Characters billed and saved in a month, cost, and budget left',
  request: {
    query: z.object({ month: month().optional().meta({ description: 'UTC; this month when left out.' }) }),
  },
  responses: {
    200: jsonAnswer('The usage', usageReportSchema),
    ...problemResponses('invalid-request', 'storage-unavailable'),
  },
});

export const getUsageHandler =
  ({ useCases }: HttpDependencies): RouteHandler<typeof getUsageRoute, HttpEnvironment> =>
  async (c) => {
    const { apiKeyId } = c.get('invocation');
    return c.json(await useCases.readUsage({ month: c.req.valid('query').month, apiKeyId }), 200);
  };
