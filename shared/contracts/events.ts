import * as z from 'zod';

/** Members that every event of EventBridge has and that are used here. */
const envelope = {
  id: z.string().min(1),
  /** When it happened; EventBridge cuts it to the second. */
  time: z.iso.datetime({ offset: true }).optional().catch(undefined),
};

/**
 * S3 tells EventBridge of a stored object. The key stands there as it is, unlike in S3's own notifications, where it is
 * URL-encoded. The version is left out on purpose: the object is read as it is now, so late events do no harm.
 */
export const objectCreatedSchema = z.object({
  ...envelope,
  'detail-type': z.literal('Object Created'),
  detail: z.object({
    bucket: z.object({ name: z.string().min(1) }),
    object: z.object({ key: z.string().min(1), size: z.int().min(0).optional() }),
  }),
});

/** Somebody published an article: the detail is the API's input, or says where that lies. */
export const articlePublishedSchema = z.object({
  ...envelope,
  'detail-type': z.literal('ArticlePublished'),
  detail: z.union([
    z.strictObject({ bucket: z.string().min(1), key: z.string().min(1) }),
    z.record(z.string(), z.unknown()),
  ]),
});

/** What the queue delivers. */
export const incomingEventSchema = z.discriminatedUnion('detail-type', [objectCreatedSchema, articlePublishedSchema]);

export type IncomingEvent = z.infer<typeof incomingEventSchema>;
