// A cold start as Lambda does it: run in a package's folder, in a process of its own, this imports the HTTP function's
// code and sends it one request. Prints one line of JSON. It stands apart from the project's own modules, so that
// nothing but the package is loaded.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [path, body] = process.argv.slice(2);
const startedMs = performance.now();
const { handler } = await import(pathToFileURL(resolve('functions/index.mjs')).href);
const importMs = performance.now() - startedMs;
const event = {
  path,
  httpMethod: 'POST',
  headers: { host: 'api.example', 'content-type': 'application/json' },
  body,
  isBase64Encoded: false,
  requestContext: { requestId: 'gateway-1', path },
};
const context = { functionName: 'http', awsRequestId: 'lambda-1', getRemainingTimeInMillis: () => 29_000 };
const result = await handler(event, context);
const answerMs = performance.now() - startedMs - importMs;
const { user, system } = process.cpuUsage();
const memoryMb = process.memoryUsage().rss / 1e6;
const times = { importMs, answerMs, cpuMs: (user + system) / 1_000 };
process.stdout.write(
  `${JSON.stringify({ status: result.statusCode, body: JSON.parse(result.body), ...times, memoryMb })}\n`,
);
process.exit(); // the engine's thread and the SDK's sockets wait for more requests
