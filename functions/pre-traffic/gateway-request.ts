/** What the HTTP function reads of a request that API Gateway hands over; `requestId` is what the gateway would number. */
export function gatewayRequest(requestId: string, method: string, path: string, body?: unknown) {
  return {
    httpMethod: method,
    path,
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: { requestId, domainName: 'trial.invalid' },
  };
}
