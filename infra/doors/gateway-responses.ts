import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';

/** Seconds after which a throttled caller may try again. */
const RETRY_AFTER = { 'Retry-After': "'1'" };

/** What API Gateway itself refuses, before the function sees it. */
const PROBLEMS = [
  {
    type: ResponseType.INVALID_API_KEY,
    status: 403,
    title: 'Forbidden',
    code: 'forbidden',
    detail: 'Send a valid API key in the header x-api-key.',
  },
  {
    type: ResponseType.MISSING_AUTHENTICATION_TOKEN,
    status: 404,
    title: 'Not Found',
    code: 'not-found',
    detail: 'No such address; the operations are listed at /docs.',
  },
  {
    type: ResponseType.THROTTLED,
    status: 429,
    title: 'Too Many Requests',
    code: 'throttled',
    detail: 'Too many requests at once; slow down.',
    headers: RETRY_AFTER,
  },
  {
    type: ResponseType.QUOTA_EXCEEDED,
    status: 429,
    title: 'Too Many Requests',
    code: 'throttled',
    detail: "This API key's monthly quota is used up; it starts again with the next month.",
  },
  {
    type: ResponseType.REQUEST_TOO_LARGE,
    status: 413,
    title: 'Content Too Large',
    code: 'payload-too-large',
    detail: 'The article is too large to be sent here.',
  },
  {
    type: ResponseType.INTEGRATION_TIMEOUT,
    status: 504,
    title: 'Gateway Timeout',
    code: 'timeout',
    detail: 'Not done in time; send it again with the header Prefer: respond-async.',
  },
];

/** Lets refusals of API Gateway look like the API's own: `application/problem+json` with a stable `code`. */
export function addProblemResponses(api: RestApi): void {
  for (const { type, status, title, code, detail, headers } of PROBLEMS) {
    api.addGatewayResponse(`Problem-${type.responseType}`, {
      type,
      statusCode: String(status),
      responseHeaders: {
        'Access-Control-Allow-Origin': "'*'",
        'Content-Type': "'application/problem+json'",
        ...headers,
      },
      templates: {
        'application/json': JSON.stringify({
          type: 'about:blank',
          title,
          status,
          detail,
          code,
          requestId: '$context.requestId',
        }),
      },
    });
  }
}
