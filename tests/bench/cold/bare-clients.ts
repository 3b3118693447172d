import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ListLanguagesCommand, TranslateClient, TranslateTextCommand } from '@aws-sdk/client-translate';

/** The clients that the HTTP function calls in a stage as it is deployed by default, and nothing else. */
export const clients = [new DynamoDBClient({}), new TranslateClient({}), new S3Client({})];

/** What it sends with them, so that none of it is left out of the bundle. */
export const commands = [
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListLanguagesCommand,
  PutItemCommand,
  PutObjectCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  TranslateTextCommand,
  UpdateItemCommand,
];
