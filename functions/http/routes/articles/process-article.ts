import { articleResultSchema } from '../../../../shared/contracts/article-result.ts';
import { DepecheError } from '../../../../shared/core/errors.ts';
import { isTrial } from '../../../../shared/core/trial-article.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { operation } from '../operation.ts';
import { ENGINE_PROBLEMS, INPUT_PROBLEMS, jsonAnswer, problemResponses } from '../responses.ts';
import { acceptedAnswer, answerArticle } from './answer-article.ts';
import { articleBody } from './article-body.ts';

export const processArticle = (deps: HttpDependencies) =>
  operation(
    {
      method: 'post',
      path: '/v1/articles',
      operationId: 'processArticle',
      tags: ['Articles'],
      summary: 'Clean, translate and summarise one article',
      description:
        'Answers with the result, from the table when it is there. With `Prefer: respond-async`, or when it would not fit ' +
        'the time limit, answers 202 and goes on in the background where the service has a queue.',
      ...articleBody,
      responses: {
        200: jsonAnswer('The processed article', articleResultSchema),
        202: acceptedAnswer,
        ...problemResponses(...INPUT_PROBLEMS, 'id-conflict', ...ENGINE_PROBLEMS),
      },
    },
    async (c) => {
      const input = c.req.valid('json');
      // The gateway numbers its requests itself, so that only a deployment can name one.
      if (isTrial(input.id ?? '') && !isTrial(c.get('invocation').requestId ?? '')) throw reservedId();
      return answerArticle(deps, c, input);
    },
  );

function reservedId(): DepecheError {
  return new DepecheError('invalid-request', 'Mend the members named in errors.', {
    issues: [{ pointer: '/id', detail: 'begins as those of a deployment’s trial articles; choose another' }],
  });
}
