import type { Logger } from '../../shared/ports/telemetry/logger.ts';
import type { UseCases } from '../wiring/use-cases.ts';
import type { Invocation } from './environment.ts';
import type { UiAssets } from './ui/page/assets.ts';

/** What the app and its routes stand on. */
export interface HttpDependencies {
  useCases: UseCases;
  logger: Logger;
  newRequestId: () => string;
  /** Reads what the platform put into Hono's bindings (`c.env`), or into the request itself. */
  readInvocation: (bindings: unknown, request: Request) => Invocation;
  /** Commit that the service was deployed from, where it is known. */
  commit?: string | undefined;
  /** Whether a request without a known key is refused here; a gateway does it before. */
  asksForKey?: boolean | undefined;
  /** Origins that browsers may call from; `*` for any. */
  corsOrigins: readonly string[];
  /** Script and style sheet of the page: `buildAssets` of `ui/build-assets.ts`, now or when the function was built. */
  loadAssets: () => Promise<UiAssets>;
  /** The model that is on its way, if there is one; bytes. */
  readFetching?: (() => { model: string; received: number; total: number } | undefined) | undefined;
}
