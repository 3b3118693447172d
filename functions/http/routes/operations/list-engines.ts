import { createRoute, type RouteHandler } from '@hono/zod-openapi';
import { engineListSchema } from '../../../../shared/contracts/stages.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { jsonAnswer } from '../json-answer.ts';
import { problemResponses } from '../problem-responses.ts';

export const listEnginesRoute = createRoute({
  method: 'get',
  path: '/v1/engines',
  operationId: 'listEngines',
  tags: ['Service'],
  summary: 'The engines that a request may choose, and the languages of each',
  responses: {
    200: jsonAnswer('The engines, the service’s own first', engineListSchema),
    ...problemResponses('throttled'),
  },
});

export const listEnginesHandler =
  ({ useCases }: HttpDependencies): RouteHandler<typeof listEnginesRoute, HttpEnvironment> =>
  async (c) =>
    c.json({ engines: (await useCases.listEngines()).map(toJson) }, 200);

/** Arrays of answers are plain ones. */
const toJson = <Engine extends { targets?: readonly string[] }>({ targets, ...engine }: Engine) => ({
  ...engine,
  ...(targets === undefined ? {} : { targets: [...targets] }),
});
