import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, ProjectionType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { NEWEST_INDEX, TABLE_KEYS } from '../../shared/config/constants.ts';
import type { Stage } from '../settings/settings-schema.ts';
import type { ServiceFunction } from '../work/service-function.ts';

/** The calls of the DynamoDB stores that take an article from its input to its result and back. */
const TABLE_ACTIONS = [
  'dynamodb:BatchGetItem',
  'dynamodb:BatchWriteItem',
  'dynamodb:GetItem',
  'dynamodb:Query',
  'dynamodb:UpdateItem',
];

/** Articles, results, remembered sentences, leases and usage in one table; kept when a prod stack is deleted. */
export class ArticleTable extends Construct {
  readonly table: TableV2;

  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    const isProd = stage === 'prod';
    this.table = new TableV2(this, 'Table', {
      partitionKey: { name: TABLE_KEYS.partition, type: AttributeType.STRING },
      sortKey: { name: TABLE_KEYS.sort, type: AttributeType.STRING },
      timeToLiveAttribute: TABLE_KEYS.ttl,
      globalSecondaryIndexes: [
        {
          indexName: NEWEST_INDEX.name,
          partitionKey: { name: NEWEST_INDEX.partition, type: AttributeType.STRING },
          sortKey: { name: NEWEST_INDEX.sort, type: AttributeType.STRING },
          projectionType: ProjectionType.INCLUDE,
          nonKeyAttributes: [...NEWEST_INDEX.projected],
        },
      ],
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.dynamoOwnedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: isProd,
      removalPolicy: isProd ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }

  /** Lets a function process articles and read their results. */
  grantStore(fn: ServiceFunction): void {
    fn.allow(TABLE_ACTIONS, [this.table.tableArn]);
  }

  /** Lets a function bring an article's sentences into the memory, look at its result, and forget it. */
  grantTrial(fn: ServiceFunction): void {
    fn.allow(
      ['dynamodb:BatchWriteItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
      [this.table.tableArn],
    );
  }

  /** Lets a function list articles and forget them, which the API alone does. */
  grantLibrary(fn: ServiceFunction): void {
    const { tableArn } = this.table;
    fn.allow(['dynamodb:PutItem'], [tableArn]);
    fn.allow(['dynamodb:Query'], [`${tableArn}/index/${NEWEST_INDEX.name}`]);
  }
}
