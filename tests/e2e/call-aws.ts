import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** A request to the API of an AWS service. */
export interface AwsRequest {
  /** Name of the service in a signature and, but for the ones named below, in its host. */
  service: string;
  method?: 'GET' | 'POST';
  path?: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
}

export interface AwsAnswer {
  ok: boolean;
  text: string;
}

/** Hosts that are not called like their service. */
const HOSTS: Readonly<Record<string, string>> = { iam: 'iam.amazonaws.com' };

/**
 * Calls any AWS service, signed as the SDK's environment says. This is for services that only the end of a stack asks
 * something of, so that none of them needs a client among the dependencies.
 */
export function createAwsCaller(endpoint: string | undefined): (request: AwsRequest) => Promise<AwsAnswer> {
  const { config } = new DynamoDBClient();
  return async ({ service, method = 'POST', path = '/', headers = {}, body }) => {
    const region = await config.region();
    const base = endpoint ?? `https://${HOSTS[service] ?? `${service}.${region}.amazonaws.com`}`;
    const url = new URL(path, base);
    const sign = await config.signer();
    const signed = await sign.sign(
      {
        method,
        protocol: url.protocol,
        hostname: url.hostname,
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        headers: { ...headers, host: url.host },
        body,
      },
      { signingService: service, signingRegion: service in HOSTS ? 'us-east-1' : region },
    );
    const answer = await fetch(url, { method, headers: signed.headers, ...(body !== undefined && { body }) });
    return { ok: answer.ok, text: await answer.text() };
  };
}

/** A request of the JSON protocol, such as `DynamoDB_20120810.DescribeTable`. */
export function jsonRequest(service: string, target: string, input: Readonly<Record<string, unknown>>): AwsRequest {
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target };
  return { service, headers, body: JSON.stringify(input) };
}

/** A request of the query protocol, whose actions are those of a dated version of the service. */
export function queryRequest(
  service: string,
  Version: string,
  Action: string,
  input: Readonly<Record<string, string>>,
): AwsRequest {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { service, headers, body: new URLSearchParams({ Action, Version, ...input }).toString() };
}
