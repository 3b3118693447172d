import type { Handler } from 'hono';
import { DepecheError } from '../../../../shared/core/errors.ts';
import type { HttpEnvironment } from '../../environment.ts';
import type { NamedAssets } from '../../ui/page/assets.ts';

/** Script and style sheet; their names change with their content, so they never have to be asked for again. */
export const getAssetHandler =
  (readAssets: () => Promise<NamedAssets>): Handler<HttpEnvironment, '/ui/:name'> =>
  async (c) => {
    const { script, style } = await readAssets();
    const asset = [script, style].find(({ name }) => name === c.req.param('name'));
    if (!asset) throw new DepecheError('not-found', 'The page has changed since; load it again.');
    return c.body(asset.text, 200, {
      'content-type': asset.contentType,
      'cache-control': 'public, max-age=31536000, immutable',
    });
  };
