"""A client whose HTTP is answered by the test that started it, one JSON document per line.

Asked for an operation, it says which parameters it is going to send and which answer it would like, both made up from
botocore's own model, then sends the request, and says what it has understood of the answer.
"""

import base64
import datetime
import io
import json
import os
import sys

os.environ["AWS_DISABLE_REQUEST_COMPRESSION"] = "true"
os.environ["AWS_EC2_METADATA_DISABLED"] = "true"

import botocore.handlers
import botocore.loaders
import botocore.session
from botocore.awsrequest import AWSResponse
from botocore.config import Config
from botocore.exceptions import ClientError

TEXT = " \u00e4\u20ac\U0001f600 \"<a&b>'\\ /%2F+;=~\t\n.."
MAX_DEPTH = 7


def say(document):
    sys.stdout.write(json.dumps(document) + "\n")
    sys.stdout.flush()


def hear():
    line = sys.stdin.readline()
    if not line:
        sys.exit(0)
    return json.loads(line)


def speak_only(protocol):
    load = botocore.loaders.Loader.load_service_model

    def patched(self, service_name, type_name, api_version=None):
        model = load(self, service_name, type_name, api_version)
        if type_name == "service-2":
            metadata = model["metadata"]
            known = metadata.get("protocols", [metadata["protocol"]])
            if protocol in known:
                metadata["protocol"] = protocol
                metadata["protocols"] = [protocol]
        return model

    botocore.loaders.Loader.load_service_model = patched
    return load


def make_client(service, protocol):
    load = speak_only(protocol)
    try:
        client = botocore.session.Session().create_client(
            service,
            region_name="us-east-1",
            endpoint_url="http://localhost:1",
            aws_access_key_id="test",
            aws_secret_access_key="test",
            config=Config(
                parameter_validation=False, inject_host_prefix=False, retries={"max_attempts": 0}
            ),
        )
    finally:
        botocore.loaders.Loader.load_service_model = load
    client.meta.events.unregister("after-call.iam", botocore.handlers.json_decode_policies)
    client.meta.events.register_last("before-send", lambda request, **_: send(request))
    return client


class Raw(io.BytesIO):
    def stream(self, **_):
        yield self.read()


def send(request):
    body = request.body or b""
    if hasattr(body, "read"):
        body = body.read()
    if isinstance(body, str):
        body = body.encode()
    headers = {
        k: v.decode() if isinstance(v, bytes) else str(v) for k, v in request.headers.items()
    }
    say(
        {
            "method": request.method,
            "url": request.url,
            "headers": headers,
            "body": base64.b64encode(body).decode(),
        }
    )
    answer = hear()
    return AWSResponse(
        request.url, answer["status"], answer["headers"], Raw(base64.b64decode(answer["body"]))
    )


def sample(shape, depth=0, name="x", location=None):
    if depth > MAX_DEPTH:
        return None
    kind = shape.type_name
    if kind == "structure":
        members = list(shape.members.items())
        if getattr(shape, "is_tagged_union", False) or shape.name == "AttributeValue":
            members = members[:1]
        made = {
            n: sample(m, depth + 1, n, m.serialization.get("location")) for n, m in members
        }
        made = {n: v for n, v in made.items() if v is not None}
        # Forms cannot say that a structure is there and empty.
        return None if members and not made else made
    if kind == "list":
        item = sample(shape.member, depth + 1, name)
        return None if item is None else [item, item]
    if kind == "map":
        value = sample(shape.value, depth + 1, name)
        return None if value is None else {"key one.1": value, "key/two": value}
    if location == "statusCode":
        return 202
    return {
        "string": "header value, " + name if location in ("header", "headers") else name + TEXT,
        "integer": 1234567,
        "long": 9007199254740993,
        "float": 1.5,
        "double": 0.1 + 0.2,
        "boolean": True,
        "timestamp": datetime.datetime(2023, 11, 14, 22, 13, 20, tzinfo=datetime.timezone.utc),
        "blob": b"\x00 bytes \xff",
    }[kind]


def tree(shape, value):
    kind = shape.type_name
    if value is None:
        return None
    if kind == "structure":
        return {n: tree(m, value[n]) for n, m in shape.members.items() if n in value}
    if kind == "list":
        return [tree(shape.member, v) for v in value]
    if kind == "map":
        return {k: tree(shape.value, v) for k, v in value.items()}
    if kind == "timestamp":
        return int(value.timestamp())
    if kind == "blob":
        if hasattr(value, "read"):
            value = value.read()
        return base64.b64encode(value).decode()
    return value


def call(client, operation):
    model = client.meta.service_model.operation_model(operation)
    methods = {o: m for m, o in client.meta.method_to_api_mapping.items()}
    params = sample(model.input_shape) if model.input_shape else {}
    output = model.output_shape
    say(
        {
            "params": tree(model.input_shape, params) if model.input_shape else {},
            "answer": tree(output, sample(output)) if output else {},
        }
    )
    try:
        parsed = getattr(client, methods[operation])(**params)
        say({"parsed": tree(output, parsed) if output else {}})
    except ClientError as e:
        say(
            {
                "code": e.response["Error"].get("Code"),
                "message": e.response["Error"].get("Message"),
                "status": e.response["ResponseMetadata"]["HTTPStatusCode"],
                "requestId": e.response["ResponseMetadata"].get("RequestId"),
            }
        )


clients = {}
while True:
    asked = hear()
    key = (asked["service"], asked["protocol"])
    if key not in clients:
        clients[key] = make_client(*key)
    spoken = clients[key].meta.service_model.metadata["protocol"]
    known = asked["operation"] in clients[key].meta.service_model.operation_names
    if spoken != asked["protocol"] or not known:
        say({"absent": True})
    else:
        call(clients[key], asked["operation"])
