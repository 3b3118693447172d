import { Hono } from 'hono';
import { DepecheError } from '../../../shared/core/errors.ts';
import type { Logger } from '../../../shared/ports/telemetry/logger.ts';
import { respondRefusal } from './refusal.ts';

/** Said at the start, for who sits at the terminal. */
export const TABLE_IS_DAMAGED =
  'The table in the data directory is damaged: articles can be read and cleaned, nothing is translated, taken on or ' +
  'deleted. Stop this and run `npm run -s depeche -- repair`, or choose a fresh folder with DEPECHE_DATA_DIR.';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What neither calls an engine nor writes. */
const FREE_STAGES = new Set(['/v1/clean', '/v1/estimate']);

/**
 * The app on what could be saved of a damaged table. What it would write were lost, and a budget that it reads may be
 * less than what was spent: so whatever costs or changes something is refused with `storage-unavailable`.
 */
export function refuseChanges(app: Pick<Hono, 'fetch'>, logger: Logger): Pick<Hono, 'fetch'> {
  return new Hono().all('*', ({ req, env }) => {
    if (READING.has(req.method) || FREE_STAGES.has(req.path)) return app.fetch(req.raw, env);
    const message = 'The table is damaged; run `depeche repair`, or start on a fresh folder (DEPECHE_DATA_DIR).';
    return respondRefusal(new DepecheError('storage-unavailable', message), logger);
  });
}
