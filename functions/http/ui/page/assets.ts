import { createHash } from 'node:crypto';
import { once } from '../../../wiring/once.ts';

/** The page's script and style sheet as text: bundled on demand on a laptop, at build time for Lambda. */
export interface UiAssets {
  script: string;
  style: string;
}

interface Asset {
  /** Below `/ui/`, with a hash of the content, so that it can be cached for ever. */
  name: string;
  contentType: string;
  text: string;
}

export interface NamedAssets {
  script: Asset;
  style: Asset;
}

/** Loads the assets once, at their first use, and names them by their content. A failed load is tried again. */
export function createAssetReader(loadAssets: () => Promise<UiAssets>): () => Promise<NamedAssets> {
  return once(async () => {
    const { script, style } = await loadAssets();
    return {
      script: nameAsset(script, 'js', 'text/javascript; charset=utf-8'),
      style: nameAsset(style, 'css', 'text/css; charset=utf-8'),
    };
  });
}

function nameAsset(text: string, extension: string, contentType: string): Asset {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return { name: `depeche.${hash}.${extension}`, contentType, text };
}
