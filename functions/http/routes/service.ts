import * as z from 'zod';
import { SERVICE_VERSION } from '../../../shared/config/constants.ts';
import { lazyObject } from '../../../shared/contracts/lazily.ts';
import { engineListSchema, healthSchema, usageReportSchema } from '../../../shared/contracts/stages.ts';
import type { HttpDependencies } from '../dependencies.ts';
import { operation } from './operation.ts';
import { jsonAnswer, problemResponses } from './responses.ts';

const month = () => z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'is a month such as 2026-11');

export const getUsage = ({ useCases }: HttpDependencies) =>
  operation(
    {
      method: 'get',
      path: '/v1/usage',
      operationId: 'getUsage',
      tags: ['Service'],
      summary: 'Characters billed and saved in a month, cost, and budget left',
      request: {
        query: lazyObject({ month: () => month().optional().meta({ description: 'UTC; this month when left out.' }) }),
      },
      responses: {
        200: jsonAnswer('The usage', usageReportSchema),
        ...problemResponses('invalid-request', 'storage-unavailable'),
      },
    },
    async (c) => {
      const { apiKeyId } = c.get('invocation');
      return c.json(await useCases.readUsage({ month: c.req.valid('query').month, apiKeyId }), 200);
    },
  );

export const listEngines = ({ useCases }: HttpDependencies) =>
  operation(
    {
      method: 'get',
      path: '/v1/engines',
      operationId: 'listEngines',
      tags: ['Service'],
      summary: 'The engines that a request may choose, and the languages of each',
      responses: {
        200: jsonAnswer('The engines, the service’s own first', engineListSchema),
        ...problemResponses('throttled'),
      },
    },
    async (c) => {
      const engines = await useCases.listEngines();
      // Arrays of answers are plain ones.
      return c.json(
        { engines: engines.map(({ targets, ...engine }) => ({ ...engine, targets: targets && [...targets] })) },
        200,
      );
    },
  );

export const getHealth = ({ useCases, commit, readFetching }: HttpDependencies) =>
  operation(
    {
      method: 'get',
      path: '/v1/health',
      operationId: 'getHealth',
      tags: ['Service'],
      summary: 'Liveness, version, commit and engine; touches nothing',
      security: [],
      responses: { 200: jsonAnswer('Alive', healthSchema), ...problemResponses('throttled') },
    },
    (c) => {
      const service = { version: SERVICE_VERSION, commit, ...useCases.describeService() };
      return c.json({ status: 'ok' as const, ...service, fetching: readFetching?.() }, 200);
    },
  );
