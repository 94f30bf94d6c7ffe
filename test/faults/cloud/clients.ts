import { AsyncLocalStorage } from 'node:async_hooks';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';

/** Whoever answers the calls that are made while it stands: one function's invocation in one world. */
export const callee = new AsyncLocalStorage<(command: object) => Promise<object>>();

const settings = { region: 'eu-west-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };

/** The SDK's own clients, whose calls go to the callee and to no network. */
const answering = <Client extends { send: unknown }>(client: Client): Client =>
  Object.assign(client, { send: (command: object) => callee.getStore()!(command) });

export const dynamoDb = answering(new DynamoDBClient(settings));
export const s3 = answering(new S3Client(settings));
export const eventBridge = answering(new EventBridgeClient(settings));
export const kms = answering(new KMSClient(settings));
export const sns = answering(new SNSClient(settings));
export const sqs = answering(new SQSClient(settings));
