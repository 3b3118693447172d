import type {
  ArticleRecord,
  ArticleSource,
  ArticleStore,
  StoredResult,
} from '../../../shared/ports/stores/article-store.ts';
import type { ResultKey } from '../../../shared/ports/stores/result-key.ts';

const DAY_MS = 86_400_000;

export function buildRecord(nowMs: number, changes: Partial<ArticleRecord> = {}): ArticleRecord {
  return {
    id: 'a',
    status: 'processing',
    title: 'Le phare de Kerlouan rallumé après dix ans',
    contentHash: 'c0ffee',
    targets: [],
    createdAt: new Date(nowMs).toISOString(),
    updatedAt: new Date(nowMs).toISOString(),
    expiresAt: new Date(nowMs + 30 * DAY_MS).toISOString(),
    ...changes,
  };
}

export function buildSource(text: string): ArticleSource {
  const input = {
    text,
    source: 'fr',
    target: 'en',
    summary: { sentences: 3, method: 'extractive' },
    refresh: false,
  } as const;
  return { input, text, marks: [{ rule: 'promotion', kind: 'removed', start: 0, end: 4 }] };
}

export function buildResult(key: ResultKey, nowMs: number, text = 'The lighthouse shines again.'): StoredResult {
  const createdAt = new Date(nowMs).toISOString();
  const expiresAtMs = nowMs + 30 * DAY_MS;
  return {
    fingerprint: 'f00d',
    expiresAtMs,
    provisional: false,
    result: {
      id: key.id,
      status: 'completed',
      cached: false,
      source: { language: 'fr', title: 'Le phare', text: 'Le phare brille de nouveau.' },
      translation: { language: key.target, title: 'The lighthouse', text, engine: 'phrase', quality: 'draft' },
      summary: { method: 'extractive', source: ['Le phare brille.'], translation: [text], sentences: [0] },
      sentences: [{ paragraph: 0, source: 'Le phare brille de nouveau.', translation: text }],
      cleaning: {
        removed: [{ rule: 'promotion', text: 'Abonnez-vous', start: 29 }],
        repaired: [{ rule: 'missing-space', count: 2 }],
      },
      warnings: [],
      usage: { characters: 27, billedCharacters: 27, savedCharacters: 0, estimatedCostUsd: 0.000405 },
      createdAt,
      expiresAt: new Date(expiresAtMs).toISOString(),
      pipelineVersion: key.pipelineVersion,
    },
  };
}

/** Stores a record, and a source when given, whatever stood there before. */
export function putArticle(
  articles: Pick<ArticleStore, 'changeArticle'>,
  record: ArticleRecord,
  source?: ArticleSource,
): Promise<void> {
  return articles.changeArticle(record.id, () => ({ record, source }));
}
