export interface InboxObject {
  body: Uint8Array;
  contentType: string | undefined;
  metadata: Readonly<Record<string, string>>;
}

/** The bucket that new articles arrive in. Throws `DepecheError`: `storage-unavailable`, `not-found`, `payload-too-large`. */
export interface Inbox {
  /** Stores an article for processing through the queue and returns where. */
  put(
    key: string,
    body: string,
    options: { contentType: string; metadata?: Readonly<Record<string, string>> },
  ): Promise<{ bucket: string; key: string }>;
  /** Reads an object; refuses one larger than `maxBytes` before its body is read. */
  get(
    location: { bucket: string; key: string; versionId?: string | undefined },
    maxBytes: number,
  ): Promise<InboxObject>;
}
