import type { OpenAPIRegistry } from '@asteasolutions/zod-to-openapi';
import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { describeUnknownName } from '../../shared/config/nearest-name.ts';
import { MAX_UNKNOWN_TOLD, pointTo } from '../../shared/contracts/unknown-members.ts';
import { DepecheError } from '../../shared/core/errors.ts';
import type { HttpEnvironment } from './environment.ts';

/**
 * Holds the query of a request against the parameters that its operation declares: a mistyped one (`limt=3`) would
 * otherwise be an answer to another question, and so would the first of two values. Left alone are addresses that are no
 * operation, such as the pages, and what can only be read as it is: a probe of the health adds a query of its own against
 * caches.
 * Throws `invalid-request`.
 */
export function refuseUnknownParameters(
  registry: Pick<OpenAPIRegistry, 'definitions'>,
): MiddlewareHandler<HttpEnvironment> {
  let operations: ReadonlyMap<string, readonly string[]> | undefined;
  return async (c, next) => {
    // Operations are declared after what stands before them all.
    operations ??= listParameters(registry.definitions);
    const known = matchedRoutes(c)
      .map(({ method, path }) => operations?.get(`${method} ${path}`))
      .find((names) => names !== undefined);
    if (known) refuseOthers(new URL(c.req.url).searchParams, known);
    await next();
  };
}

/** The names in the query of each operation, by method and path as the router knows them. */
function listParameters(definitions: OpenAPIRegistry['definitions']): ReadonlyMap<string, readonly string[]> {
  return new Map(
    definitions.flatMap((definition) => {
      if (definition.type !== 'route') return [];
      const { method, path, request } = definition.route;
      const query = request?.query;
      const names = query && 'shape' in query ? Object.keys(query.shape) : [];
      if (method === 'get' && names.length === 0) return [];
      return [[`${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`, names] as const];
    }),
  );
}

function refuseOthers(query: URLSearchParams, known: readonly string[]): void {
  const names = [...new Set(query.keys())];
  const describe = (name: string): string | undefined => {
    if (!known.includes(name)) return describeUnknownName(name, known);
    return query.getAll(name).length > 1 ? 'is given once' : undefined;
  };
  const issues = names
    .flatMap((name) => {
      const detail = describe(name);
      return detail === undefined ? [] : [{ pointer: pointTo([name]), detail }];
    })
    .slice(0, MAX_UNKNOWN_TOLD);
  if (issues.length === 0) return;
  throw new DepecheError('invalid-request', 'Mend the parameters named in errors.', { issues });
}
