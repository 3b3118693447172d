// One function of the service as Lambda runs it: in a process of its own, with the environment that its stage gives it.
// Invocations come and answers go as messages of the parent. It stands apart from the project's own modules, so that
// nothing but the bundle is loaded.
import '../patient-deadlines.mjs';
import { pathToFileURL } from 'node:url';

const [file = ''] = process.argv.slice(2);
const { handler } = await import(pathToFileURL(file).href);

process.on('message', ({ id, event, remainingMs }) => {
  const context = {
    functionName: 'depeche',
    functionVersion: '1',
    awsRequestId: `lambda-${id}`,
    invokedFunctionArn: 'arn:aws:lambda:eu-west-3:111122223333:function:depeche',
    memoryLimitInMB: '1024',
    getRemainingTimeInMillis: () => remainingMs,
  };
  handler(event, context).then(
    (/** @type {unknown} */ answer) => process.send?.({ id, answer }),
    (/** @type {unknown} */ error) => process.send?.({ id, error: String(error) }),
  );
});
process.send?.('ready');
