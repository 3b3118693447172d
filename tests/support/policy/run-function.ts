// One function of the service as Lambda runs it: in a process of its own, with the environment that its stage gives it.
// Invocations come and answers go as messages of the parent.
import { pathToFileURL } from 'node:url';

interface Invocation {
  id: number;
  event: unknown;
  remainingMs: number;
}

const [entry = ''] = process.argv.slice(2);
const { handler } = (await import(pathToFileURL(entry).href)) as {
  handler: (event: unknown, context: unknown) => Promise<unknown>;
};

process.on('message', ({ id, event, remainingMs }: Invocation) => {
  const context = {
    functionName: 'depeche',
    functionVersion: '1',
    awsRequestId: `lambda-${id}`,
    invokedFunctionArn: 'arn:aws:lambda:eu-west-3:111122223333:function:depeche',
    memoryLimitInMB: '1024',
    getRemainingTimeInMillis: () => remainingMs,
  };
  handler(event, context).then(
    (answer) => process.send?.({ id, answer }),
    (error: unknown) => process.send?.({ id, error: String(error) }),
  );
});
process.send?.('ready');
