import { describeTranslator } from '../../contracts/translator-contract.ts';
import { startTranslator } from './start-translator.ts';

describeTranslator('Amazon Translate', () => startTranslator({}, { maxConcurrentRequests: 1 }), { billing: 'exact' });
