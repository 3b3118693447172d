import type { IncomingMessage, ServerResponse } from 'node:http';

/** An error as AWS services state it: a name, and an HTTP status by whose fault it is. */
export class AwsError extends Error {
  readonly type: string;
  readonly status: number;
  readonly fields: Readonly<Record<string, string>>;

  constructor(type: string, status: number, message: string, fields: Readonly<Record<string, string>> = {}) {
    super(message);
    this.type = type;
    this.status = status;
    this.fields = fields;
  }
}

export async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

export function sendJson(response: ServerResponse, status: number, body: unknown, contentType: string): void {
  response.writeHead(status, { 'content-type': contentType });
  response.end(JSON.stringify(body));
}

/** AWS JSON 1.1: the error's name stands in `__type` of the body. */
export function sendAwsJsonError(response: ServerResponse, error: AwsError): void {
  const body = { __type: error.type, Message: error.message, ...error.fields };
  sendJson(response, error.status, body, AWS_JSON);
}

export const AWS_JSON = 'application/x-amz-json-1.1';
