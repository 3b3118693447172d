// A cold start as Lambda does it: in a process of its own, this imports a function's code and sends it requests, one after
// the other. Prints one line of JSON. It stands apart from the project's own modules, so that nothing but the bundle is
// loaded.
const [url = '', requests = '[]'] = process.argv.slice(2);
const memoryMb = () => process.memoryUsage().rss / 1e6;

const startedMs = performance.now();
const { handler } = await import(url);
await new Promise(setImmediate); // what the code left to be done when it is loaded
const importMs = performance.now() - startedMs;
const importMb = memoryMb();

const answers = [];
for (const { method, path, body } of JSON.parse(requests)) {
  const sentMs = performance.now();
  const event = {
    path,
    httpMethod: method,
    headers: { host: 'api.example', 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: { requestId: 'gateway-1', path },
  };
  const context = { functionName: 'http', awsRequestId: 'lambda-1', getRemainingTimeInMillis: () => 29_000 };
  const result = await handler(event, context);
  answers.push({ status: result.statusCode, body: result.body, ms: performance.now() - sentMs });
}
const { user, system } = process.cpuUsage();
const figures = { importMs, importMb, answers, cpuMs: (user + system) / 1_000, memoryMb: memoryMb() };
process.stdout.write(`${JSON.stringify(figures)}\n`, () => {
  process.exit(); // an engine's thread and the SDK's sockets wait for more requests
});
