/** What a file must be. */
export interface Checksum {
  bytes: number;
  /** Hexadecimal, lower case. */
  sha256: string;
}

/** A file as it can be had from elsewhere: packed with gzip, unless a server unpacks it on the way. */
export interface RemoteFile {
  /** Where it is, in the order of asking. */
  addresses: readonly string[];
  /** As it is sent and as it is used, as far as its publisher says. */
  packed?: Checksum | undefined;
  unpacked?: Checksum | undefined;
}

/** A model as it can be had from elsewhere; its weights are never taken unchecked. */
export interface RemoteModel {
  name: string;
  summary: string;
  licence: string;
  /** Where it comes from, for the description beside its files. */
  origin: string;
  files: {
    model: RemoteFile & { unpacked: Checksum };
    vocabulary: RemoteFile;
    shortlist?: RemoteFile | undefined;
  };
}

export type Part = keyof RemoteModel['files'];

/** The files of a model, the biggest first: it decides whether the rest is worth the while. */
export function partsOf({ files }: RemoteModel): { part: Part; file: RemoteFile }[] {
  const { model, vocabulary, shortlist } = files;
  return [
    { part: 'model', file: model },
    { part: 'vocabulary', file: vocabulary },
    ...(shortlist ? [{ part: 'shortlist' as const, file: shortlist }] : []),
  ];
}

/** Bytes on the way, as far as they are known before: a file of unknown packed size counts as unpacked. */
export function downloadBytesOf(model: RemoteModel): number {
  return partsOf(model).reduce((sum, { file }) => sum + (file.packed?.bytes ?? file.unpacked?.bytes ?? 0), 0);
}

/** The host that is asked first. */
export function hostOf({ files }: RemoteModel): string {
  return new URL(files.model.addresses[0] ?? '').host;
}
