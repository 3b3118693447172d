import { TranslateClient, type TranslateClientConfig, TranslateTextCommand } from '@aws-sdk/client-translate';
import { SERVICE_VERSION } from '../../config/constants.ts';
import { DepecheError } from '../../core/errors.ts';
import { createCallHandler } from '../aws-http/create-call-handler.ts';
import { listTargetLanguages } from './list-target-languages.ts';

export interface TranslateApiOptions {
  connectionTimeoutMs: number;
  /** For one call, from connecting to the last byte of the answer. */
  callTimeoutMs: number;
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
  translateText(request: TextToTranslate): Promise<string>;
  listTargetLanguages(): Promise<readonly string[]>;
  close(): void;
}

export function createTranslateApi({ connectionTimeoutMs, callTimeoutMs, sdk }: TranslateApiOptions): TranslateApi {
  const client = new TranslateClient({
    ...sdk,
    maxAttempts: 1,
    customUserAgent: [['depeche', SERVICE_VERSION]],
    requestHandler: createCallHandler({ connectionTimeoutMs, callTimeoutMs }),
  });
  return {
    async translateText({ text, source, target, terminology }) {
      const command = new TranslateTextCommand({
        Text: text,
        SourceLanguageCode: source,
        TargetLanguageCode: target,
        ...(terminology === undefined ? {} : { TerminologyNames: [terminology] }),
      });
      const { TranslatedText: translation = '' } = await client.send(command);
      if (typeof translation !== 'string') throw noTranslation();
      return translation;
    },
    listTargetLanguages: () => listTargetLanguages(client),
    close: () => client.destroy(),
  };
}

/** The SDK passes on what an endpoint answers, of whatever type. It may have been billed, and would be again. */
function noTranslation(): DepecheError {
  return new DepecheError(
    'translator-unavailable',
    'Amazon Translate answers with something that is no text. Check the endpoint that AWS_ENDPOINT_URL_TRANSLATE names.',
    { retryable: false, isUnanswered: true, misconfigured: true },
  );
}
