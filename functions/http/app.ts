import { OpenAPIHono } from '@hono/zod-openapi';
import { cors } from 'hono/cors';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { secureHeaders } from 'hono/secure-headers';
import type * as z from 'zod';
import { describeUnknownName } from '../../shared/config/nearest-name.ts';
import { refreshInputSchema } from '../../shared/contracts/article-input.ts';
import { findCorrelationId } from '../../shared/contracts/correlation-id.ts';
import { knownMembersAt, MAX_UNKNOWN_TOLD, pointTo } from '../../shared/contracts/unknown-members.ts';
import { DepecheError, type InputIssue } from '../../shared/core/errors.ts';
import type { HttpDependencies } from './dependencies.ts';
import type { HttpEnvironment } from './environment.ts';
import { toProblem } from './problem.ts';
import { refuseUnknownParameters } from './refuse-unknown-parameters.ts';
import { requireKey } from './require-key.ts';
import { processArticle } from './routes/articles/process-article.ts';
import { refreshArticle } from './routes/articles/refresh-article.ts';
import { deleteArticle, getArticle, getSource, listArticles } from './routes/articles/stored-articles.ts';
import { getHealth, getUsage, listEngines } from './routes/service.ts';
import { cleanArticle, estimateArticle, summarizeArticle, translateArticle } from './routes/stages.ts';
import { mountPages } from './ui/mount-pages.ts';

const PREFLIGHT_CACHE_SECONDS = 600;

/** Everything from here, nothing inline; text can't become HTML in the page, because nothing may turn it into any. */
const CONTENT_SECURITY_POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  connectSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
  requireTrustedTypesFor: ["'script'"],
  trustedTypes: ["'none'"],
};

/** Names of the members that an input has at a place. */
type MembersAt = (path: readonly PropertyKey[]) => readonly string[];

/** What one issue of the validator says; one about several unknown members says it of each. */
function describeIssue(issue: z.core.$ZodIssue, membersAt: MembersAt): InputIssue[] {
  const { path, message } = issue;
  if (issue.code !== 'unrecognized_keys') return [{ pointer: pointTo(path), detail: message }];
  const known = membersAt(path);
  return issue.keys
    .slice(0, MAX_UNKNOWN_TOLD)
    .map((name) => ({ pointer: pointTo([...path, name]), detail: describeUnknownName(name, known) }));
}

/** Throws `invalid-request` where the validator found something. */
const refuseInvalid =
  (membersAt: MembersAt) =>
  (result: { success: true } | { success: false; error: z.core.$ZodError }): undefined => {
    if (result.success) return;
    const issues = result.error.issues.flatMap((issue) => describeIssue(issue, membersAt));
    throw new DepecheError('invalid-request', 'Mend the members named in errors.', { issues });
  };

/** The HTTP API, the same on Lambda and on a laptop. Every failure leaves as `application/problem+json`. */
export function createApp(deps: HttpDependencies) {
  const app = new OpenAPIHono<HttpEnvironment>({
    defaultHook: refuseInvalid(knownMembersAt),
  });

  app.use(async (c, next) => {
    const invocation = deps.readInvocation(c.env, c.req.raw);
    const requestId = findCorrelationId(c.req.header('x-correlation-id'), invocation.requestId) ?? deps.newRequestId();
    c.set('invocation', invocation);
    c.set('requestId', requestId);
    c.set('logger', deps.logger.with({ requestId }));
    await next();
    c.header('x-request-id', requestId);
  });
  app.use(
    secureHeaders({
      contentSecurityPolicy: CONTENT_SECURITY_POLICY,
      referrerPolicy: 'no-referrer',
      xFrameOptions: 'DENY',
    }),
  );
  if (deps.corsOrigins.length > 0) {
    app.use(
      '/v1/*',
      cors({
        origin: deps.corsOrigins.includes('*') ? '*' : [...deps.corsOrigins],
        allowHeaders: ['content-type', 'x-api-key', 'x-correlation-id', 'prefer', 'if-none-match'],
        exposeHeaders: ['etag', 'location', 'retry-after', 'x-request-id'],
        maxAge: PREFLIGHT_CACHE_SECONDS,
      }),
    );
  }
  if (deps.asksForKey) app.use(requireKey);
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) => {
        const error = new DepecheError('method-not-allowed', `This address takes ${methods.join(', ')}.`);
        const { body, status, headers } = toProblem(error, c.get('requestId'));
        return c.json(body, status as 405, { ...headers, allow: methods.join(', ') });
      },
    }),
  );
  app.use(refuseUnknownParameters(app.openAPIRegistry));

  app.notFound((c) => {
    const error = new DepecheError('not-found', 'No such address; the operations are listed at /docs.');
    const { body, status, headers } = toProblem(error, c.get('requestId'));
    return c.json(body, status as 404, headers);
  });
  app.onError((error, c) => {
    const { body, status, headers } = toProblem(error, c.get('requestId'));
    const fields = { code: body.code, status, method: c.req.method, error };
    if (status >= 500) c.get('logger').error('request failed', fields);
    else c.get('logger').info('request refused', { code: body.code, status, method: c.req.method });
    return c.json(body, status as 500, headers);
  });

  mountPages(app, {
    loadAssets: deps.loadAssets,
    describeApi: async (baseUrl) =>
      (await import('./ui/reference/describe-api.ts')).describeApi(app.openAPIRegistry, baseUrl),
  });

  return app.openapiRoutes([
    processArticle(deps),
    getArticle(deps),
    { ...refreshArticle(deps), hook: refuseInvalid(() => Object.keys(refreshInputSchema().shape)) },
    getSource(deps),
    listArticles(deps),
    deleteArticle(deps),
    cleanArticle(deps),
    summarizeArticle(deps),
    translateArticle(deps),
    estimateArticle(deps),
    getUsage(deps),
    listEngines(deps),
    getHealth(deps),
  ]);
}

/** For `hc<App>()`, Hono's typed client. */
export type App = ReturnType<typeof createApp>;
