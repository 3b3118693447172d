import type { Checksum, RemoteModel } from './remote-model.ts';

/** Where Mozilla keeps its models now (mozilla/translations, `db/updater.py`). */
const BUCKET = 'https://storage.googleapis.com/moz-fx-translations-data--303e-prod-translations-data';

/** The registry of what is kept there. */
export const REGISTRY = `${BUCKET}/db/models.json`;

/** Where they were before: the repository of models at its last commit (15 December 2025, archived since). */
const ARCHIVE = 'https://github.com/mozilla/firefox-translations-models/raw/e7957fc407441a5e3e35bbcbf9d60d9b35764618';

interface PinnedFile {
  name: string;
  packed: Checksum;
  unpacked?: Checksum;
}

/** A model, with the folders that it is known to have in the bucket and in the archived repository. */
interface PinnedModel extends Pick<RemoteModel, 'name' | 'summary' | 'licence'> {
  bucket?: string;
  archive: string;
  files: { model: PinnedFile & { unpacked: Checksum }; vocabulary: PinnedFile; shortlist: PinnedFile };
}

/**
 * Mozilla's fr→en models, best first. Sizes and checksums of the packed files are those of the archived repository's Git
 * LFS pointers; those of the unpacked ones are from the registry and `metadata.json`, as is the BLEU (FLORES, Mozilla's
 * own evaluation). The registry has the first of them, the very same bytes.
 */
const PINNED: readonly PinnedModel[] = [
  {
    name: 'fr-en-base-memory',
    summary: 'the better one: FLORES BLEU 44.3, about half as fast as fr-en-tiny',
    licence: 'MPL-2.0',
    bucket: 'models/fr-en/retrain_hr_EFgIftH_RrCyzl5gjemVNg/exported',
    archive: 'models/base-memory/fren',
    files: {
      model: {
        name: 'model.fren.intgemm.alphas.bin.gz',
        packed: { bytes: 23_175_075, sha256: '06b1eeedd3944260d00a393d12ec7192490c5b7c930b97212faf4d5f5c90a2ee' },
        unpacked: { bytes: 31_561_787, sha256: '15f997bc0d13808b0b0fbd0786e684a3c8a52adcd8071844b76123fdacbf2b90' },
      },
      vocabulary: {
        name: 'vocab.fren.spm.gz',
        packed: { bytes: 409_706, sha256: '8d15b219ffd32327b4cabf0d94a05a4fecb8923a4f386badbcbe5e86ede453a7' },
        unpacked: { bytes: 814_404, sha256: '783abf3abe075afdf8d85d233994bef2c3a064e935ab1bed946820aff6ac002a' },
      },
      shortlist: {
        name: 'lex.50.50.fren.s2t.bin.gz',
        packed: { bytes: 2_649_934, sha256: '395aa7767220e1bcfc085f2b2787ff98005d0075e55451f1e0832885e3d9642a' },
        unpacked: { bytes: 4_824_120, sha256: '87c6752ea908f5f0347c10ac0cf7d80d9c2f4f20c81c90168f3e8230b56d4440' },
      },
    },
  },
  {
    name: 'fr-en-tiny',
    summary: 'the quicker one: FLORES BLEU 43.8, for slow machines',
    licence: 'MPL-2.0',
    archive: 'models/tiny/fren',
    files: {
      model: {
        name: 'model.fren.intgemm.alphas.bin.gz',
        packed: { bytes: 12_641_501, sha256: '4f5618b93d08bd82bdafc096b5cdfe459e24b263f0a5a23dcf641a070ebb60b5' },
        unpacked: { bytes: 17_140_961, sha256: '185f76d24c2d400fe4ea0cb2487df77722641b97a3ef10633872e8a7fdf40e09' },
      },
      vocabulary: {
        name: 'vocab.fren.spm.gz',
        packed: { bytes: 419_721, sha256: 'e90e0e635234445df4defafdea8aff23f8a0d68c73744462c021b5dbff36e55f' },
      },
      shortlist: {
        name: 'lex.50.50.fren.s2t.bin.gz',
        packed: { bytes: 4_761_904, sha256: '17b933f2b42516ed0d325dd862ee7c50acc74ffc5d2a66059b357b931f788df7' },
      },
    },
  },
];

/**
 * The models whose files this version knows by their checksums, best first. A mirror, which may be a copy of either place,
 * is asked before both.
 */
export function publishedModels(mirror?: string): RemoteModel[] {
  const mirrors = mirror === undefined ? [] : [mirror.replace(/\/+$/, '')];
  return PINNED.map(({ bucket, archive, files: { model, vocabulary, shortlist }, ...rest }) => {
    const folders = bucket === undefined ? [archive] : [bucket, archive];
    const places = [
      ...mirrors.flatMap((base) => folders.map((folder) => `${base}/${folder}`)),
      ...(bucket === undefined ? [] : [`${BUCKET}/${bucket}`]),
      `${ARCHIVE}/${archive}`,
    ];
    const locate = <File extends PinnedFile>({ name, ...file }: File) => ({
      ...file,
      addresses: places.map((place) => `${place}/${name}`),
    });
    return {
      ...rest,
      origin: BUCKET,
      files: { model: locate(model), vocabulary: locate(vocabulary), shortlist: locate(shortlist) },
    };
  });
}
