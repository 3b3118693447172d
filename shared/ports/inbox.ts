export interface ObjectLocation {
  bucket: string;
  key: string;
}

export interface InboxObject {
  body: Uint8Array;
  contentType: string | undefined;
  metadata: Readonly<Record<string, string>>;
}

/** The bucket that new articles arrive in. Throws `DepecheError('storage-unavailable')`. */
export interface Inbox {
  /** Stores an article for processing through the queue. Names and values of `metadata` are ASCII. */
  put(
    key: string,
    body: string | Uint8Array,
    options: { contentType: string; metadata?: Readonly<Record<string, string>> },
  ): Promise<ObjectLocation>;
  /** Where the objects are whose keys begin with `prefix`, in no order. */
  list(prefix: string): Promise<ObjectLocation[]>;
  /** Deletes an object, which may be gone already. */
  remove(location: ObjectLocation): Promise<void>;
  /**
   * Reads an object as it is now. One that is larger than `maxBytes` or of a type that `acceptsType` refuses is told by
   * its headers and not downloaded. Throws also `not-found`, `payload-too-large`, `unsupported-media-type`.
   */
  get(
    location: ObjectLocation,
    limits: { maxBytes: number; acceptsType: (contentType: string | undefined) => boolean },
  ): Promise<InboxObject>;
}
