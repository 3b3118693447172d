import { createHash } from 'node:crypto';

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
  let loading: Promise<NamedAssets> | undefined;
  return () => {
    loading ??= loadAssets()
      .then(({ script, style }) => ({
        script: nameAsset(script, 'js', 'text/javascript; charset=utf-8'),
        style: nameAsset(style, 'css', 'text/css; charset=utf-8'),
      }))
      .catch((error: unknown) => {
        loading = undefined;
        throw error;
      });
    return loading;
  };
}

function nameAsset(text: string, extension: string, contentType: string): Asset {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return { name: `depeche.${hash}.${extension}`, contentType, text };
}
