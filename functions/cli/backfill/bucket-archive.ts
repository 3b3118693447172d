import { DepecheError } from '../../../shared/core/errors.ts';
import type { ArticleArchive } from '../../../shared/ports/article-archive.ts';
import type { Inbox } from '../../../shared/ports/inbox.ts';

/** An archive in a bucket, below a prefix that is taken for a folder. */
export function createBucketArchive(
  objects: Pick<Inbox, 'list' | 'get'>,
  { bucket, prefix }: { bucket: string; prefix: string },
): ArticleArchive {
  const folder = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
  return {
    place: `s3://${bucket}/${folder}`,

    async list() {
      const locations = await objects.list(folder).catch((error: unknown) => {
        if (!(error instanceof DepecheError) || error.code !== 'not-found') throw error;
        throw new DepecheError('not-found', `There is no bucket ${bucket}.`, { cause: error });
      });
      const names = locations.map(({ key }) => key.slice(folder.length));
      // Consoles keep an object for a folder.
      return { names: names.filter((name) => name !== '' && !/(^|\/)\.|\/$/.test(name)).sort(), refused: [] };
    },

    get: (name, limits) => objects.get({ bucket, key: folder + name }, limits),
  };
}
