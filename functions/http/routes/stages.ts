import {
  estimateSchema,
  cleanResultSchema,
  summaryResultSchema,
  translationResultSchema,
} from '../../../shared/contracts/stages.ts';
import type { HttpDependencies } from '../dependencies.ts';
import { toRequestContext } from '../environment.ts';
import { answerJson } from './answer-json.ts';
import { articleBody } from './articles/article-body.ts';
import { operation } from './operation.ts';
import { ENGINE_PROBLEMS, INPUT_PROBLEMS, jsonAnswer, problemResponses } from './responses.ts';

/** One step of the way alone; nothing of it is kept but what was translated. */
const stage = { method: 'post' as const, tags: ['Stages'], ...articleBody };

export const cleanArticle = ({ useCases }: HttpDependencies) =>
  operation(
    {
      ...stage,
      path: '/v1/clean',
      operationId: 'cleanArticle',
      summary: 'Clean one article, with every removal and repair named',
      responses: { 200: jsonAnswer('The cleaned article', cleanResultSchema), ...problemResponses(...INPUT_PROBLEMS) },
    },
    async (c) => answerJson(c, await useCases.cleanArticle(c.req.valid('json'), toRequestContext(c))),
  );

export const summarizeArticle = ({ useCases }: HttpDependencies) =>
  operation(
    {
      ...stage,
      path: '/v1/summarize',
      operationId: 'summarizeArticle',
      summary: 'Pick the sentences that sum an article up',
      responses: {
        200: jsonAnswer('The summary', summaryResultSchema),
        ...problemResponses(...INPUT_PROBLEMS, ...ENGINE_PROBLEMS),
      },
    },
    async (c) => c.json(await useCases.summarizeArticle(c.req.valid('json'), toRequestContext(c)), 200),
  );

export const translateArticle = ({ useCases }: HttpDependencies) =>
  operation(
    {
      ...stage,
      path: '/v1/translate',
      operationId: 'translateArticle',
      summary: 'Clean and translate one article without keeping a result',
      responses: {
        200: jsonAnswer('The translation', translationResultSchema),
        ...problemResponses(...INPUT_PROBLEMS, ...ENGINE_PROBLEMS),
      },
    },
    async (c) => answerJson(c, await useCases.translateArticle(c.req.valid('json'), toRequestContext(c))),
  );

export const estimateArticle = ({ useCases }: HttpDependencies) =>
  operation(
    {
      ...stage,
      path: '/v1/estimate',
      operationId: 'estimateArticle',
      summary: 'What processing would bill; calls no engine',
      responses: {
        200: jsonAnswer('The estimate', estimateSchema),
        ...problemResponses(...INPUT_PROBLEMS, 'storage-unavailable'),
      },
    },
    async (c) => c.json(await useCases.estimateArticle(c.req.valid('json'), toRequestContext(c)), 200),
  );
