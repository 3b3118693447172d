import { createRoute, type RouteHandler } from '@hono/zod-openapi';
import { SERVICE_VERSION } from '../../../../shared/config/constants.ts';
import { healthSchema } from '../../../../shared/contracts/stages.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { jsonAnswer } from '../json-answer.ts';
import { problemResponses } from '../problem-responses.ts';

export const getHealthRoute = createRoute({
  method: 'get',
  path: '/v1/health',
  operationId: 'getHealth',
  tags: ['Service'],
  summary: 'Liveness, version, commit and engine; touches nothing',
  security: [],
  responses: { 200: jsonAnswer('Alive', healthSchema), ...problemResponses('throttled') },
});

export const getHealthHandler =
  ({ useCases, commit, readFetching }: HttpDependencies): RouteHandler<typeof getHealthRoute, HttpEnvironment> =>
  (c) => {
    const fetching = readFetching?.();
    const service = useCases.describeService();
    const deployed = commit === undefined ? {} : { commit };
    return c.json(
      { status: 'ok' as const, version: SERVICE_VERSION, ...deployed, ...service, ...(fetching ? { fetching } : {}) },
      200,
    );
  };
