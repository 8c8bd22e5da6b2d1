"""Adds orders up by customer, as a table's stream tells of them. Knows nothing of Triggerfish."""
import os
from decimal import Decimal

import boto3

totals = boto3.resource("dynamodb").Table(os.environ["TOTALS"])


def handler(event, context):
    for record in event["Records"]:
        order = record["dynamodb"]["NewImage"]
        amount = Decimal(order["amount"]["N"])  # an order without an amount in numbers is poison
        totals.update_item(
            Key={"customer": order["customer"]["S"]},
            UpdateExpression="ADD orders :one, amount :amount",
            ExpressionAttributeValues={":one": 1, ":amount": amount},
        )
        print("counted", record["eventID"], order["customer"]["S"], amount)


def poison(event, context):
    print("poison", event["Records"][0]["Sns"]["Message"])
