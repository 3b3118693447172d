import { TranslateClient, type TranslateClientConfig, TranslateTextCommand } from '@aws-sdk/client-translate';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { SERVICE_VERSION } from '../../config/constants.ts';
import { listTargetLanguages } from './list-target-languages.ts';

export interface TranslateApiOptions {
  connectionTimeoutMs: number;
  /** For one call. */
  requestTimeoutMs: number;
  /** Endpoint, region and credentials, where the SDK should not find them by itself. */
  sdk?: Pick<TranslateClientConfig, 'endpoint' | 'region' | 'credentials'> | undefined;
}

export interface TextToTranslate {
  text: string;
  source: string;
  target: string;
  terminology: string | undefined;
}

/** The operations of Amazon Translate that are used here, each one call without another attempt. They throw as the SDK does. */
export interface TranslateApi {
  translateText(request: TextToTranslate, signal: AbortSignal): Promise<string>;
  listTargetLanguages(): Promise<readonly string[]>;
  close(): void;
}

export function createTranslateApi({ connectionTimeoutMs, requestTimeoutMs, sdk }: TranslateApiOptions): TranslateApi {
  const client = new TranslateClient({
    ...sdk,
    maxAttempts: 1,
    customUserAgent: [['depeche', SERVICE_VERSION]],
    requestHandler: new NodeHttpHandler({
      connectionTimeout: connectionTimeoutMs,
      requestTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
    }),
  });
  return {
    async translateText({ text, source, target, terminology }, signal) {
      const command = new TranslateTextCommand({
        Text: text,
        SourceLanguageCode: source,
        TargetLanguageCode: target,
        ...(terminology === undefined ? {} : { TerminologyNames: [terminology] }),
      });
      const { TranslatedText: translation } = await client.send(command, { abortSignal: signal });
      return translation ?? '';
    },
    listTargetLanguages: () => listTargetLanguages(client),
    close: () => client.destroy(),
  };
}
