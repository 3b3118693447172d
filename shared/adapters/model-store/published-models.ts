/** A file as it is published: packed with gzip. */
export interface PublishedFile {
  /** Below the mirror's address. */
  path: string;
  bytes: number;
  sha256: string;
}

export interface PublishedModel {
  name: string;
  summary: string;
  licence: string;
  files: { model: PublishedFile; vocabulary: PublishedFile; shortlist: PublishedFile };
  /** The weights unpacked, as the publisher states them. */
  weights: { bytes: number; sha256: string };
}

/**
 * Mozilla's repository of models at its last commit (15 December 2025, archived since). Any copy of it is a mirror:
 * the paths below are those of the repository.
 */
export const PUBLISHER =
  'https://github.com/mozilla/firefox-translations-models/raw/e7957fc407441a5e3e35bbcbf9d60d9b35764618';

/**
 * Mozilla's fr→en models, best first. Sizes and checksums of the packed files are those of the repository's Git LFS
 * pointers; those of the weights and the BLEU (FLORES, Mozilla's own evaluation) are from `metadata.json` beside them.
 */
export const PUBLISHED_MODELS: readonly PublishedModel[] = [
  {
    name: 'fr-en-base-memory',
    summary: 'the better one: FLORES BLEU 44.3, about half as fast as fr-en-tiny',
    licence: 'MPL-2.0',
    files: {
      model: {
        path: 'models/base-memory/fren/model.fren.intgemm.alphas.bin.gz',
        bytes: 23_175_075,
        sha256: '06b1eeedd3944260d00a393d12ec7192490c5b7c930b97212faf4d5f5c90a2ee',
      },
      vocabulary: {
        path: 'models/base-memory/fren/vocab.fren.spm.gz',
        bytes: 409_706,
        sha256: '8d15b219ffd32327b4cabf0d94a05a4fecb8923a4f386badbcbe5e86ede453a7',
      },
      shortlist: {
        path: 'models/base-memory/fren/lex.50.50.fren.s2t.bin.gz',
        bytes: 2_649_934,
        sha256: '395aa7767220e1bcfc085f2b2787ff98005d0075e55451f1e0832885e3d9642a',
      },
    },
    weights: { bytes: 31_561_787, sha256: '15f997bc0d13808b0b0fbd0786e684a3c8a52adcd8071844b76123fdacbf2b90' },
  },
  {
    name: 'fr-en-tiny',
    summary: 'the quicker one: FLORES BLEU 43.8, for slow machines',
    licence: 'MPL-2.0',
    files: {
      model: {
        path: 'models/tiny/fren/model.fren.intgemm.alphas.bin.gz',
        bytes: 12_641_501,
        sha256: '4f5618b93d08bd82bdafc096b5cdfe459e24b263f0a5a23dcf641a070ebb60b5',
      },
      vocabulary: {
        path: 'models/tiny/fren/vocab.fren.spm.gz',
        bytes: 419_721,
        sha256: 'e90e0e635234445df4defafdea8aff23f8a0d68c73744462c021b5dbff36e55f',
      },
      shortlist: {
        path: 'models/tiny/fren/lex.50.50.fren.s2t.bin.gz',
        bytes: 4_761_904,
        sha256: '17b933f2b42516ed0d325dd862ee7c50acc74ffc5d2a66059b357b931f788df7',
      },
    },
    weights: { bytes: 17_140_961, sha256: '185f76d24c2d400fe4ea0cb2487df77722641b97a3ef10633872e8a7fdf40e09' },
  },
];
