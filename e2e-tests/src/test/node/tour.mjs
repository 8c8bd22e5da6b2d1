// Items as plain values, by AWS's document client.
import assert from 'node:assert/strict';
import {
  DynamoDBClient,
  CreateTableCommand,
  DeleteTableCommand,
  ConditionalCheckFailedException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  NumberValue,
  PutCommand,
  TransactWriteCommand,
  UpdateCommand,
  paginateQuery,
  paginateScan,
} from '@aws-sdk/lib-dynamodb';

const TableName = process.env.TABLE;
const client = new DynamoDBClient({endpoint: process.env.ENDPOINT});
const documents = DynamoDBDocumentClient.from(client, {
  marshallOptions: {removeUndefinedValues: true},
  unmarshallOptions: {wrapNumbers: (text) => (text.length > 15 ? NumberValue.from(text) : Number(text))},
});

await client.send(
  new CreateTableCommand({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      {AttributeName: 'p', AttributeType: 'S'},
      {AttributeName: 's', AttributeType: 'N'},
    ],
    KeySchema: [
      {AttributeName: 'p', KeyType: 'HASH'},
      {AttributeName: 's', KeyType: 'RANGE'},
    ],
  }),
);
await waitUntilTableExists({client, maxWaitTime: 30}, {TableName});

const whole = {
  p: 'whole',
  s: 1,
  text: '',
  long: NumberValue.from('12345678901234567890.12345'),
  bytes: new Uint8Array([0, 1, 255]),
  words: new Set(['a', 'b']),
  numbers: new Set([1, 2.5]),
  list: [1, null, true, {deep: ['x']}],
};
await documents.send(new PutCommand({TableName, Item: {...whole, left: undefined}}));
const got = (await documents.send(new GetCommand({TableName, Key: {p: 'whole', s: 1}, ConsistentRead: true}))).Item;
assert.deepEqual({...got, bytes: new Uint8Array(got.bytes), long: got.long.value}, {...whole, long: whole.long.value});

const put = (s) => ({PutRequest: {Item: {p: 'many', s, n: s * 1.5}}});
for (const from of [0, 25, 50]) {
  const answer = await documents.send(
    new BatchWriteCommand({RequestItems: {[TableName]: Array.from({length: 25}, (_, i) => put(from + i))}}),
  );
  assert.deepEqual(answer.UnprocessedItems, {});
}
const keys = [3, 70].map((s) => ({p: 'many', s}));
const some = await documents.send(new BatchGetCommand({RequestItems: {[TableName]: {Keys: keys}}}));
assert.deepEqual(some.Responses[TableName].map((item) => item.n).sort(), [105, 4.5]);

const found = [];
const query = {
  TableName,
  KeyConditionExpression: 'p = :p AND s BETWEEN :from AND :to',
  FilterExpression: 'n > :n',
  ExpressionAttributeValues: {':p': 'many', ':from': 10, ':to': 19, ':n': 20},
  ScanIndexForward: false,
};
for await (const page of paginateQuery({client: documents, pageSize: 4}, query)) found.push(...page.Items);
assert.deepEqual(found.map((item) => item.s), [19, 18, 17, 16, 15, 14]);
let count = 0;
for await (const page of paginateScan({client: documents, pageSize: 10}, {TableName})) count += page.Items.length;
assert.equal(count, 76);

const updated = await documents.send(
  new UpdateCommand({
    TableName,
    Key: {p: 'whole', s: 1},
    UpdateExpression: 'SET #l[3].deep[1] = :y, n = if_not_exists(n, :zero) + :one DELETE words :gone',
    ExpressionAttributeNames: {'#l': 'list'},
    ExpressionAttributeValues: {':y': 'y', ':zero': 0, ':one': 1, ':gone': new Set(['a'])},
    ReturnValues: 'ALL_NEW',
  }),
);
assert.deepEqual(updated.Attributes.list[3], {deep: ['x', 'y']});
assert.deepEqual(updated.Attributes.words, new Set(['b']));
assert.equal(updated.Attributes.n, 1);

await assert.rejects(
  documents.send(new DeleteCommand({TableName, Key: {p: 'whole', s: 1}, ConditionExpression: 'attribute_not_exists(p)'})),
  ConditionalCheckFailedException,
);
await assert.rejects(
  documents.send(
    new TransactWriteCommand({
      TransactItems: [
        {Put: {TableName, Item: {p: 'new', s: 1}}},
        {ConditionCheck: {TableName, Key: {p: 'none', s: 1}, ConditionExpression: 'attribute_exists(p)'}},
      ],
    }),
  ),
  (error) => {
    assert.deepEqual(error.CancellationReasons.map((reason) => reason.Code), ['None', 'ConditionalCheckFailed']);
    return true;
  },
);
await client.send(new DeleteTableCommand({TableName}));
console.log('toured');
