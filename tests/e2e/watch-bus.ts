import { randomUUID } from 'node:crypto';
import {
  DeleteRuleCommand,
  type EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { z } from 'zod';

const eventSchema = z.object({ 'detail-type': z.string(), detail: z.looseObject({ id: z.string() }) });
export type BusEvent = z.infer<typeof eventSchema>;

export interface BusWatch {
  /** Every event of the service since the watch began. */
  events(): Promise<readonly BusEvent[]>;
  close(): Promise<void>;
}

/** Listens to what the service tells the bus, as a subscriber would: with a rule and a queue of one's own. */
export async function watchBus(bus: string, clients: { bridge: EventBridgeClient; sqs: SQSClient }): Promise<BusWatch> {
  const { bridge, sqs } = clients;
  const name = `depeche-e2e-${randomUUID()}`;
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const attributes = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  const queueArn = attributes.Attributes?.QueueArn ?? '';
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: queueArn,
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  const rule = { Name: name, EventBusName: bus };
  await bridge.send(new PutRuleCommand({ ...rule, EventPattern: JSON.stringify({ source: ['depeche'] }) }));
  const Rule = name;
  await bridge.send(new PutTargetsCommand({ Rule, EventBusName: bus, Targets: [{ Id: 'queue', Arn: queueArn }] }));

  const seen: BusEvent[] = [];
  return {
    async events() {
      const received = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
      );
      for (const { Body = '', ReceiptHandle } of received.Messages ?? []) {
        seen.push(eventSchema.parse(JSON.parse(Body)));
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
      return seen;
    },
    async close() {
      await bridge.send(new RemoveTargetsCommand({ Rule, EventBusName: bus, Ids: ['queue'] }));
      await bridge.send(new DeleteRuleCommand(rule));
      await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    },
  };
}
