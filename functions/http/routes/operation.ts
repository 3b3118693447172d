import { createRoute, type RouteConfig, type RouteHandler } from '@hono/zod-openapi';
import type { HttpEnvironment } from '../environment.ts';

/** An operation of the API: what the OpenAPI document says of it, and what answers it. */
export const operation = <Path extends string, Route extends Omit<RouteConfig, 'path'> & { path: Path }>(
  route: Route,
  handler: RouteHandler<Route, HttpEnvironment>,
) => ({ route: createRoute<Path, Route>(route), handler });
