"""Adds orders up by customer, as a table's stream tells of them. Knows nothing of Triggerfish."""
import os

import botocore.session

# Before its version 1.31 botocore does not read the address by itself. On AWS there is none.
dynamodb = botocore.session.get_session().create_client(
    "dynamodb", endpoint_url=os.environ.get("AWS_ENDPOINT_URL")
)


def handler(event, context):
    # A batch that fails comes again, in halves: nothing is counted before all of it can be read.
    orders = [read(record) for record in event["Records"]]
    for customer, amount in orders:
        dynamodb.update_item(
            TableName=os.environ["TOTALS"],
            Key={"customer": customer},
            UpdateExpression="ADD orders :one, amount :amount",
            ExpressionAttributeValues={":one": {"N": "1"}, ":amount": amount},
        )
        print("counted", customer["S"], amount["N"])


def read(record):
    order = record["dynamodb"]["NewImage"]
    return order["customer"], {"N": order["amount"]["N"]}  # an amount that is no number is poison


def poison(event, context):
    print("poison", event["Records"][0]["Sns"]["Message"])
